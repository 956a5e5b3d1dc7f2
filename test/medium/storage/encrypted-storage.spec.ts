import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { KeyStore } from '@lesblik/server/keys/key-store';
import type { ObjectStore } from '@lesblik/server/storage/object-store';
import { EncryptedStorage } from '@lesblik/server/storage/storage';
import fc from 'fast-check';
import { scratchFolder } from '../../support/scratch.ts';
import { collect, putRaw, rawBytes, stores, type TestStore } from '../../support/stores.ts';

const FRAME = 65_536;
const RECORD = FRAME + 28;
const lesson = 'aaaaaaaa-0000-4000-8000-000000000001';
const other = 'bbbbbbbb-0000-4000-8000-000000000002';

describe.each(stores)('encrypted objects in %s', (_name, start) => {
  let running: TestStore;
  let store: ObjectStore;
  let storage: EncryptedStorage;
  let keys: KeyStore;
  let keyFolder: Awaited<ReturnType<typeof scratchFolder>>;

  beforeAll(async () => {
    running = await start();
    store = running.store;
    keyFolder = await scratchFolder();
    keys = await KeyStore.open({ dir: keyFolder.path });
    await keys.create(lesson);
    await keys.create(other);
    storage = new EncryptedStorage(store, keys);
  }, 200_000);
  afterAll(async () => {
    await running.stop();
    await keyFolder.remove();
  });

  test.each([
    0,
    1,
    FRAME - 33,
    FRAME - 32,
    FRAME - 31,
    2 * FRAME - 32,
    2 * FRAME,
    17 * FRAME - 32,
    1_500_000,
    9_000_000,
  ])('an object of %d bytes comes back as it was', async (length) => {
    const bytes = randomBytes(length);
    const ref = { recordingId: lesson, name: `sizes/${length}` };
    expect(await storage.write(ref, inChunks(bytes, 50_000))).toEqual({ size: length });
    expect(await storage.size(ref)).toBe(length);
    const { size } = await storage.read(ref).then(async (read) => {
      expect(Buffer.compare(Buffer.concat(await collect(read.stream)), bytes)).toBe(0);
      return read;
    });
    expect(size).toBe(length);
  });

  test('any range of an object is the same bytes', async () => {
    const bytes = randomBytes(40 * FRAME + 1234);
    const ref = { recordingId: lesson, name: 'ranges' };
    await storage.write(ref, bytes);
    const edges = [
      0,
      1,
      FRAME - 33,
      FRAME - 32,
      FRAME - 31,
      16 * FRAME - 32,
      bytes.length - 1,
      bytes.length,
      bytes.length + 5,
    ];
    const offset = fc.oneof(fc.constantFrom(...edges), fc.nat(bytes.length));
    await fc.assert(
      fc.asyncProperty(offset, offset, async (a, b) => {
        const [from, to] = a < b ? [a, b] : [b, a];
        expect(Buffer.compare(await storage.readBytes(ref, { start: from, end: to }), bytes.subarray(from, to))).toBe(
          0,
        );
      }),
      { numRuns: 120 },
    );
    expect(Buffer.compare(await storage.readBytes(ref, { start: 700_000 }), bytes.subarray(700_000))).toBe(0);
  });

  test('a missing object, a missing key and a wrong name each say so', async () => {
    await expect(storage.read({ recordingId: lesson, name: 'nothing' })).rejects.toMatchObject({
      code: 'object_missing',
    });
    await expect(storage.read({ recordingId: lesson, name: 'nothing' }, { start: 5 })).rejects.toMatchObject({
      code: 'object_missing',
    });
    expect(await storage.size({ recordingId: lesson, name: 'nothing' })).toBeUndefined();
    await expect(storage.write({ recordingId: 'cccccccc', name: 'a' }, Buffer.from('x'))).rejects.toMatchObject({
      code: 'key_missing',
    });
    for (const name of ['../../etc/passwd', '/a', 'a//b', '.hidden', 'a/../b', '']) {
      await expect(storage.write({ recordingId: lesson, name }, Buffer.from('x'))).rejects.toThrow(RangeError);
    }
  });

  test('an interrupted write leaves nothing, and what was there before stays', async () => {
    const ref = { recordingId: lesson, name: 'interrupted' };
    await storage.write(ref, Buffer.from('before'));
    async function* breaking() {
      for (let i = 0; i < 200; i += 1) yield randomBytes(FRAME);
      throw new Error('line lost');
    }
    await expect(storage.write(ref, breaking())).rejects.toThrow('line lost');
    const abort = new AbortController();
    async function* aborted() {
      for (let i = 0; i < 400; i += 1) {
        if (i === 200) abort.abort(new Error('cancelled'));
        yield randomBytes(FRAME);
      }
    }
    await expect(storage.write(ref, aborted(), { signal: abort.signal })).rejects.toThrow('cancelled');
    expect((await storage.readBytes(ref)).toString()).toBe('before');
    expect(await collect(store.listUnfinished('recordings/'))).toEqual([]);
  });

  test('stored objects hold no plain picture, text or sound', async () => {
    const signatures = ['ftypisom', 'moov', 'mdat', 'WEBVTT', '#EXTM3U', 'Goedemorgen klas', 'JFIF'].map((text) =>
      Buffer.from(text),
    );
    signatures.push(Buffer.from([0xff, 0xd8, 0xff, 0xe0]));
    const page = Buffer.concat(signatures);
    const plain = Buffer.concat(Array.from({ length: 3000 }, () => page));
    await storage.write({ recordingId: lesson, name: 'hls/480/init.mp4' }, plain);
    const stored = await rawBytes(store, `recordings/${lesson}/hls/480/init.mp4`);
    expect(stored.length).toBeGreaterThan(plain.length);
    for (const signature of signatures) expect(stored.includes(signature)).toBe(false);
  });

  describe('what was tampered with is refused', () => {
    const bytes = randomBytes(5 * FRAME - 32);
    const again = randomBytes(5 * FRAME - 32);
    const victim = { recordingId: lesson, name: 'victim' };
    const key = `recordings/${lesson}/victim`;
    let stored: Buffer;
    let rewritten: Buffer;

    beforeAll(async () => {
      await storage.write(victim, again);
      rewritten = await rawBytes(store, key);
      await storage.write(victim, bytes);
      stored = await rawBytes(store, key);
    });

    const record = (from: Buffer, index: number) => from.subarray(index * RECORD, (index + 1) * RECORD);
    const flip = (at: number) => {
      const changed = Buffer.from(stored);
      changed[at] = (changed[at] ?? 0) ^ 1;
      return changed;
    };
    const cases: [string, () => Buffer | Promise<Buffer>][] = [
      ['a bit of the mark', () => flip(0)],
      ['a bit of the salt', () => flip(20)],
      ['a bit of a nonce', () => flip(RECORD + 3)],
      ['a bit of a frame', () => flip(2 * RECORD + 5000)],
      ['a bit of a tag', () => flip(3 * RECORD - 1)],
      ['a bit of the last frame', () => flip(stored.length - 20)],
      ['cut within a frame', () => stored.subarray(0, 3 * RECORD + 100)],
      ['cut within a nonce', () => stored.subarray(0, 3 * RECORD + 5)],
      ['cut at the end of a frame', () => stored.subarray(0, 4 * RECORD)],
      ['cut within the header', () => stored.subarray(0, 10)],
      ['a frame left out', () => Buffer.concat([stored.subarray(0, 2 * RECORD), stored.subarray(3 * RECORD)])],
      [
        'two frames reordered',
        () => Buffer.concat([record(stored, 0), record(stored, 2), record(stored, 1), stored.subarray(3 * RECORD)]),
      ],
      ['a frame twice', () => Buffer.concat([stored.subarray(0, 3 * RECORD), stored.subarray(2 * RECORD)])],
      ['bytes added', () => Buffer.concat([stored, Buffer.from([1])])],
      ['a frame added', () => Buffer.concat([stored, record(stored, 4)])],
      [
        'a frame of an earlier version of itself',
        () => Buffer.concat([stored.subarray(0, RECORD), record(rewritten, 1), stored.subarray(2 * RECORD)]),
      ],
      [
        'another object of the same recording',
        async () => {
          await storage.write({ recordingId: lesson, name: 'neighbour' }, bytes);
          return rawBytes(store, `recordings/${lesson}/neighbour`);
        },
      ],
      [
        'the object of the same name of another recording',
        async () => {
          await storage.write({ recordingId: other, name: 'victim' }, bytes);
          return rawBytes(store, `recordings/${other}/victim`);
        },
      ],
    ];

    test.each(cases)('%s', async (_what, tampered) => {
      await putRaw(store, key, await tampered());
      await expect(storage.readBytes(victim)).rejects.toMatchObject({ code: 'object_damaged' });
    });

    test('a range that touches a changed frame, and a range past a cut end', async () => {
      await putRaw(store, key, flip(2 * RECORD + 5000));
      expect(Buffer.compare(await storage.readBytes(victim, { start: 0, end: 100 }), bytes.subarray(0, 100))).toBe(0);
      await expect(storage.readBytes(victim, { start: 2 * FRAME, end: 2 * FRAME + 10 })).rejects.toMatchObject({
        code: 'object_damaged',
      });
      await putRaw(store, key, stored.subarray(0, 3 * RECORD));
      await expect(storage.readBytes(victim, { start: 4 * FRAME, end: 4 * FRAME + 10 })).rejects.toMatchObject({
        code: 'object_damaged',
      });
    });

    test('the object as it was is accepted', async () => {
      await putRaw(store, key, stored);
      expect(Buffer.compare(await storage.readBytes(victim), bytes)).toBe(0);
    });
  });

  test('deleting a recording leaves nothing of it, and everything of the others', async () => {
    const gone = 'dddddddd-0000-4000-8000-000000000003';
    await keys.create(gone);
    for (const name of ['original', 'hls/480/0.m4s', 'hls/480/1.m4s', 'poster.jpg']) {
      await storage.write({ recordingId: gone, name }, randomBytes(1000));
    }
    await store.startGrowing(`recordings/${gone}/half`);
    const kept = { recordingId: other, name: 'kept' };
    await storage.write(kept, Buffer.from('kept'));
    expect((await collect(storage.list(gone))).map((object) => object.name).sort()).toEqual([
      'hls/480/0.m4s',
      'hls/480/1.m4s',
      'original',
      'poster.jpg',
    ]);

    await storage.deleteRecording(gone);

    expect(await collect(store.list(`recordings/${gone}`))).toEqual([]);
    expect(await collect(store.listUnfinished(`recordings/${gone}`))).toEqual([]);
    await expect(storage.read({ recordingId: gone, name: 'original' })).rejects.toMatchObject({ code: 'key_missing' });
    expect((await storage.readBytes(kept)).toString()).toBe('kept');
  });
});

async function* inChunks(bytes: Buffer, length: number) {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}
