import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ArchiveStorage } from '@lesblik/server/exports/archive-storage';
import { KeyStore } from '@lesblik/server/keys/key-store';
import { createObjectStore } from '@lesblik/server/storage/create-object-store';
import type { ObjectStore } from '@lesblik/server/storage/object-store';
import fc from 'fast-check';
import { scratchFolder } from '../../support/scratch.ts';
import { limitBytes, testBucket } from '../../support/s3/test-bucket.ts';
import { collect, stores, type TestStore } from '../../support/stores.ts';

const never = new AbortController().signal;
async function* chunks(bytes: Buffer, length: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}
const storedIn = async (store: ObjectStore, exportId: string) => [
  ...(await collect(store.list(`archives/${exportId}/`))).map(({ key }) => key),
  ...(await collect(store.listUnfinished(`archives/${exportId}/`))).map(({ key }) => key),
];

describe.each(stores)('an archive in %s', (_, open) => {
  let kept: TestStore;
  let folder: Awaited<ReturnType<typeof scratchFolder>>;
  let keys: KeyStore;
  beforeAll(async () => {
    kept = await open();
    folder = await scratchFolder();
    keys = await KeyStore.open({ dir: folder.path });
  });
  afterAll(async () => {
    await kept.stop();
    await folder.remove();
  });

  const of = () => ({ exportId: randomUUID(), writer: randomUUID() });
  const stored = (exportId: string) => storedIn(kept.store, exportId);

  test('whose maker fails half-way can be forgotten, and of one that is erased neither key nor piece is left', async () => {
    const archives = new ArchiveStorage(kept.store, keys, 1000);
    const one = of();
    await archives.clear(one.exportId);
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield randomBytes(2500);
      throw new Error('the film is gone');
    }
    await expect(archives.write(one, broken(), never)).rejects.toThrow('the film is gone');
    expect(await stored(one.exportId)).toHaveLength(2);
    await archives.forget(one);
    expect(await stored(one.exportId)).toEqual([]);
    await archives.write(one, chunks(randomBytes(2500), 700), never);
    await archives.erase(one.exportId);
    expect(await stored(one.exportId)).toEqual([]);
    await expect(keys.get(one.exportId)).rejects.toMatchObject({ code: 'key_missing' });
  });

  test('whatever its length, and however its bytes come, every stretch of it is read as it was written', async () => {
    const stretch = fc.tuple(fc.nat(5000), fc.nat(5000)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
    await fc.assert(
      fc.asyncProperty(
        ...[fc.nat(5000), fc.integer({ min: 1, max: 2000 }), fc.integer({ min: 600, max: 3000 }), stretch],
        async (length, chunk, pieceBytes, [start, end]) => {
          const bytes = randomBytes(length);
          const archives = new ArchiveStorage(kept.store, keys, pieceBytes);
          const one = of();
          await archives.clear(one.exportId);
          const archive = await archives.write(one, chunks(bytes, chunk), never);
          expect(archive).toEqual({ ...one, bytes: length, pieceBytes });
          // Another process may cut otherwise by now.
          const other = new ArchiveStorage(kept.store, keys, 7);
          const whole = Buffer.concat(await (await other.read(archive)).stream.toArray());
          expect(whole.equals(bytes)).toBe(true);
          const range = { start: Math.min(start, length), end: Math.min(end, length) };
          const part = Buffer.concat(await (await other.read(archive, range)).stream.toArray());
          expect(part.equals(bytes.subarray(range.start, range.end))).toBe(true);
          await archives.erase(one.exportId);
        },
      ),
      { numRuns: kept.options.kind === 's3' ? 6 : 25 },
    );
  });

  test('that is stopped stops within a piece, and one whose reader goes away lets go of its piece', async () => {
    const archives = new ArchiveStorage(kept.store, keys, 100_000_000);
    const one = of();
    await archives.clear(one.exportId);
    const stop = new AbortController();
    let written = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) {
        written += 1_000_000;
        if (written === 20_000_000) stop.abort();
        yield randomBytes(1_000_000);
      }
    }
    await expect(archives.write(one, endless(), stop.signal)).rejects.toThrow('aborted');
    expect(written).toBeLessThan(40_000_000);
    expect(await stored(one.exportId)).toEqual([]);
    const archive = await archives.write(one, chunks(randomBytes(3_000_000), 65_536), never);
    const { stream } = await archives.read(archive);
    for await (const _chunk of stream) break;
    expect(stream.destroyed).toBe(true);
    await archives.erase(one.exportId);
  });
});

test('an archive for which a bucket has no room says so, and leaves no rest', async () => {
  const { options, stop } = await testBucket();
  const store = createObjectStore({ kind: 's3', ...options });
  const folder = await scratchFolder();
  const archives = new ArchiveStorage(store, await KeyStore.open({ dir: folder.path }), 4_000_000);
  const one = { exportId: randomUUID(), writer: randomUUID() };
  try {
    await archives.clear(one.exportId);
    await limitBytes(options, 3_000_000);
    await expect(archives.write(one, chunks(randomBytes(9_000_000), 65_536), never)).rejects.toMatchObject({
      code: 'storage_full',
    });
    await archives.erase(one.exportId);
    expect(await storedIn(store, one.exportId)).toEqual([]);
  } finally {
    store.close();
    await stop();
    await folder.remove();
  }
});
