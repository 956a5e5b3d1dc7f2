import { createObjectStore, type ObjectStoreOptions } from '@lesblik/server/storage/create-object-store';
import type { ObjectStore } from '@lesblik/server/storage/object-store';
import { testBucket } from './s3/test-bucket.ts';
import { scratchFolder } from './scratch.ts';

export interface TestStore {
  store: ObjectStore;
  options: ObjectStoreOptions;
  stop: () => Promise<void>;
}

/** Every implementation of the storage port; each suite that touches stored bytes runs on all of them. */
export const stores: [string, () => Promise<TestStore>][] = [
  [
    'a directory',
    async () => {
      const folder = await scratchFolder();
      return testStore({ kind: 'directory', path: folder.path }, folder.remove);
    },
  ],
  [
    'a bucket',
    async () => {
      const { options, stop } = await testBucket();
      return testStore({ kind: 's3', ...options }, stop);
    },
  ],
];

function testStore(options: ObjectStoreOptions, remove: () => Promise<void>): TestStore {
  const store = createObjectStore(options);
  const stop = async () => {
    store.close();
    await remove();
  };
  return { store, options, stop };
}

/** Reads a raw object whole. */
export async function rawBytes(store: ObjectStore, key: string): Promise<Buffer> {
  const object = await store.open(key);
  const chunks: Uint8Array[] = [];
  for await (const chunk of object.first) chunks.push(chunk);
  await object.close();
  return Buffer.concat(chunks);
}

export async function putRaw(store: ObjectStore, key: string, bytes: Uint8Array): Promise<void> {
  await store.put(key, batches(bytes));
}

export async function* batches(...all: Uint8Array[]): AsyncGenerator<Uint8Array[]> {
  for (const bytes of all) yield [Buffer.from(bytes)];
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
