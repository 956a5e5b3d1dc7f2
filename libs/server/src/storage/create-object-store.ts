import { DirectoryStore } from './directory-store.ts';
import type { ObjectStore } from './object-store.ts';
import { type S3Options, S3Store } from './s3-store.ts';

export type ObjectStoreOptions = { kind: 'directory'; path: string } | ({ kind: 's3' } & S3Options);

export function createObjectStore(options: ObjectStoreOptions): ObjectStore {
  return options.kind === 's3' ? new S3Store(options) : new DirectoryStore(options.path);
}
