import type { ObjectStore, StoredObject } from '@lesblik/server/storage/object-store';

const EVERY = 500;

/** Copies every object as it is stored, between a directory and a bucket or the other way. */
export async function copyObjects(
  source: ObjectStore,
  target: ObjectStore,
  onProgress: (count: number) => void,
  /** Recordings of which nothing is copied. */
  deleted: ReadonlySet<string> = new Set(),
): Promise<{ count: number; bytes: number; skipped: number }> {
  let count = 0;
  let bytes = 0;
  let skipped = 0;
  for await (const { key } of source.list('recordings/')) {
    if (deleted.has(key.split('/')[1] ?? '')) {
      skipped += 1;
      continue;
    }
    const object = await source.open(key);
    try {
      await target.put(key, batches(object));
      bytes += object.size;
    } finally {
      await object.close();
    }
    count += 1;
    if (count % EVERY === 0) onProgress(count);
  }
  onProgress(count);
  return { count, bytes, skipped };
}

async function* batches(object: StoredObject): AsyncGenerator<readonly Uint8Array[]> {
  for await (const chunk of object.first) yield [chunk];
}
