import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { KeyStore } from '@lesblik/server/keys/key-store';
import type { GrowingObject, ObjectStore } from '@lesblik/server/storage/object-store';
import { EncryptedStorage } from '@lesblik/server/storage/storage';
import { EncryptedUploads, newUploadId } from '@lesblik/server/storage/uploads';
import fc from 'fast-check';
import { scratchFolder } from '../../support/scratch.ts';
import { collect, stores, type TestStore } from '../../support/stores.ts';

const MiB = 1024 * 1024;

describe.each(stores)('uploads into %s', (_name, start) => {
  let running: TestStore;
  let store: ObjectStore;
  let keys: KeyStore;
  let uploads: EncryptedUploads;
  let storage: EncryptedStorage;
  let folder: Awaited<ReturnType<typeof scratchFolder>>;
  /** A little more than two of the store's units. */
  let film: Buffer;

  beforeAll(async () => {
    running = await start();
    store = running.store;
    folder = await scratchFolder();
    keys = await KeyStore.open({ dir: join(folder.path, 'keys') });
    uploads = new EncryptedUploads(store, keys);
    storage = new EncryptedStorage(store, keys);
    film = randomBytes(2 * store.appendUnit + 300_000);
  }, 200_000);
  afterAll(async () => {
    await running.stop();
    await folder.remove();
  });

  const begin = async (size: number) => {
    const recordingId = crypto.randomUUID();
    await keys.create(recordingId);
    const upload = await uploads.create({ id: newUploadId(recordingId), size, metadata: { filename: 'les 3 🎬.mp4' } });
    return { id: upload.id, recordingId, original: { recordingId, name: 'original' } };
  };
  const isWhole = async (original: { recordingId: string; name: string }, bytes: Buffer) => {
    expect(await storage.size(original)).toBe(bytes.length);
    expect(await storage.hash(original)).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(await collect(store.listUnfinished(`recordings/${original.recordingId}`))).toEqual([]);
  };

  test('a film sent in one go is stored whole', async () => {
    const { id, original } = await begin(film.length);
    expect(await uploads.find(id)).toMatchObject({
      offset: 0,
      size: film.length,
      metadata: { filename: 'les 3 🎬.mp4' },
    });
    expect(await storage.size(original)).toBeUndefined();
    expect(await uploads.write(id, 0, pieces(film, 65_536))).toBe(film.length);
    await isWhole(original, film);
    expect(await uploads.find(id)).toMatchObject({ offset: film.length });
    await uploads.remove(id);
    expect(await collect(store.list('uploads/'))).toEqual([]);
    expect(await uploads.find(id)).toMatchObject({ offset: film.length, size: film.length });
    await isWhole(original, film);
  });

  test('a film that ends exactly with a frame or a unit is stored whole', async () => {
    for (const count of [1, 2, frames(store.appendUnit), 2 * frames(store.appendUnit)]) {
      const exact = film.subarray(0, count * 65_536 - 32);
      const { id, original } = await begin(exact.length);
      await uploads.write(id, 0, pieces(exact, 100_001));
      await isWhole(original, exact);
    }
  });

  test('an empty file is stored as an empty object', async () => {
    const { id, original } = await begin(0);
    expect(await uploads.find(id)).toMatchObject({ offset: 0, size: 0 });
    await isWhole(original, Buffer.alloc(0));
  });

  test('however a film is cut into requests, it is stored whole', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(film.length), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 10_000, max: 200_000 }),
        async (cuts, chunk) => {
          const { id, original } = await begin(film.length);
          let offset = 0;
          for (const end of [...cuts.toSorted((a, b) => a - b), film.length]) {
            expect(await uploads.write(id, offset, pieces(film.subarray(offset, end), chunk))).toBe(end);
            offset = end;
          }
          await isWhole(original, film);
        },
      ),
      { numRuns: 5 },
    );
  });

  test('a wrong offset is refused, and nothing changes', async () => {
    const { id } = await begin(1000);
    await uploads.write(id, 0, pieces(film.subarray(0, 400), 100));
    for (const offset of [0, 399, 401, 1000]) {
      await expect(uploads.write(id, offset, pieces(film.subarray(0, 10), 10))).rejects.toMatchObject({
        code: 'upload_offset_wrong',
        details: { offset: 400 },
      });
    }
    expect(await uploads.find(id)).toMatchObject({ offset: 400 });
  });

  test('more bytes than announced are refused', async () => {
    const { id, original } = await begin(1000);
    await expect(uploads.write(id, 0, pieces(film.subarray(0, 1001), 700))).rejects.toMatchObject({
      code: 'upload_too_many_bytes',
    });
    expect(await storage.size(original)).toBeUndefined();
    expect(await uploads.find(id)).toMatchObject({ offset: 700 });
    expect(await uploads.write(id, 700, pieces(film.subarray(700, 1000), 100))).toBe(1000);
    await isWhole(original, film.subarray(0, 1000));
  });

  test('when the line breaks, every byte that came is kept', async () => {
    const { id, original } = await begin(film.length);
    async function* breaking() {
      yield* pieces(film.subarray(0, store.appendUnit + 12_345), 50_000);
      throw new Error('line lost');
    }
    await expect(uploads.write(id, 0, breaking())).rejects.toThrow('line lost');
    expect(await uploads.find(id)).toMatchObject({ offset: store.appendUnit + 12_345 });
    await uploads.write(id, store.appendUnit + 12_345, pieces(film.subarray(store.appendUnit + 12_345), 65_536));
    await isWhole(original, film);
  });

  test('after kill -9 in the middle it goes on where it is, and the film is whole', async () => {
    const { id, original } = await begin(film.length);
    await uploads.write(id, 0, pieces(film.subarray(0, 123_456), 10_000));
    const file = join(folder.path, 'film');
    await writeFile(file, film);
    let offset = 123_456;
    for (const stall of [300_000, store.appendUnit + 500_000, 2 * store.appendUnit + 250_000]) {
      const job = { store: running.options, keys: join(folder.path, 'keys'), uploadId: id, film: file, offset, stall };
      await killedAt(job);
      const found = await uploads.find(id);
      expect(found?.offset).toBeGreaterThanOrEqual(offset);
      expect(found?.offset).toBeLessThanOrEqual(stall);
      offset = found?.offset ?? 0;
    }
    expect(offset).toBeGreaterThanOrEqual(frames(store.appendUnit) * 65_536 - 32);
    await uploads.write(id, offset, pieces(film.subarray(offset), 65_536));
    await isWhole(original, film);
  });

  test('killed between the last byte and the end, the film is finished by its last piece sent again', async () => {
    const exact = film.subarray(0, 2 * frames(store.appendUnit) * 65_536 - 32);
    const { id, original } = await begin(exact.length);
    const dying = new EncryptedUploads(dyingAtTheEnd(store), keys);
    await expect(dying.write(id, 0, pieces(exact, 65_536))).rejects.toThrow('killed');
    const { offset = 0 } = (await uploads.find(id)) ?? {};
    expect(offset).toBe(frames(store.appendUnit) * 65_536 - 32);
    await uploads.write(id, offset, pieces(exact.subarray(offset), 65_536));
    await isWhole(original, exact);
  });

  test('asking how far an upload is, while it is being written, changes nothing', async () => {
    const { id, original } = await begin(film.length);
    async function* asked() {
      for await (const piece of pieces(film, 500_000)) {
        yield piece;
        const { offset = -1 } = (await uploads.find(id)) ?? {};
        expect(offset).toBeGreaterThanOrEqual(0);
      }
    }
    await uploads.write(id, 0, asked());
    await isWhole(original, film);
  });

  test('an unfinished upload can be removed, and leaves nothing', async () => {
    const { id, recordingId } = await begin(film.length);
    await uploads.write(id, 0, pieces(film.subarray(0, store.appendUnit + 5), 65_536));
    expect((await collect(uploads.list())).map((upload) => upload.id)).toContain(id);
    await uploads.remove(id);
    expect(await uploads.find(id)).toBeUndefined();
    await expect(uploads.write(id, 0, pieces(film, 65_536))).rejects.toMatchObject({ code: 'upload_not_found' });
    for (const prefix of [`uploads/${recordingId}/`, `recordings/${recordingId}/`]) {
      expect(await collect(store.list(prefix))).toEqual([]);
      expect(await collect(store.listUnfinished(prefix))).toEqual([]);
    }
  });

  test('a new upload to a recording takes the place of an unfinished one, and is refused once there is an original', async () => {
    const { id, recordingId, original } = await begin(film.length);
    await uploads.write(id, 0, pieces(film.subarray(0, 100), 100));
    const again = await uploads.create({ id: newUploadId(recordingId), size: 10, metadata: {} });
    expect(await uploads.find(id)).toBeUndefined();
    await uploads.write(again.id, 0, pieces(film.subarray(0, 10), 10));
    await isWhole(original, film.subarray(0, 10));
    await expect(uploads.create({ id: newUploadId(recordingId), size: 10, metadata: {} })).rejects.toMatchObject({
      code: 'recording_state',
    });
  });

  test('deleting the recording takes its unfinished upload along', async () => {
    const { id, recordingId } = await begin(film.length);
    await uploads.write(id, 0, pieces(film.subarray(0, store.appendUnit + 5), 65_536));
    await storage.deleteRecording(recordingId);
    expect(await collect(store.list(`uploads/${recordingId}/`))).toEqual([]);
    expect(await collect(store.listUnfinished(`recordings/${recordingId}/`))).toEqual([]);
    await expect(uploads.find(id)).rejects.toMatchObject({ code: 'key_missing' });
  });

  test('the store holds neither the film nor its name while it is on its way', async () => {
    const { id, recordingId } = await begin(5 * MiB);
    const text = Buffer.alloc(3 * MiB, 'WEBVTT Goedemorgen klas ftypisom moov ');
    await uploads.write(id, 0, pieces(text, 65_536));
    const found: string[] = [];
    for await (const { key } of store.list(`uploads/${recordingId}/`)) {
      const object = await store.open(key);
      const bytes = Buffer.concat(await collect(object.first));
      await object.close();
      found.push(key);
      for (const sign of ['WEBVTT', 'Goedemorgen', 'ftyp', 'moov', 'les 3']) expect(bytes.includes(sign)).toBe(false);
    }
    expect(found).toHaveLength(2);
  });
});

test('holes that a loss of power left in a half-uploaded film are sent again', async () => {
  const folder = await scratchFolder();
  const [, start] = stores[0] ?? [];
  const running = await start?.();
  if (running?.options.kind !== 'directory') throw new Error('The first store is no directory.');
  const keys = await KeyStore.open({ dir: join(folder.path, 'keys') });
  const uploads = new EncryptedUploads(running.store, keys);
  await keys.create('power-loss');
  const unit = running.store.appendUnit;
  const film = randomBytes(6 * unit);
  const { id } = await uploads.create({ id: newUploadId('power-loss'), size: film.length, metadata: {} });
  const file = join(folder.path, 'film');
  await writeFile(file, film);
  await killedAt({
    store: running.options,
    keys: join(folder.path, 'keys'),
    uploadId: id,
    film: file,
    offset: 0,
    stall: 5 * unit,
  });

  const [unfinished] = await collect(running.store.listUnfinished('recordings/power-loss'));
  const half = await open(join(running.options.path, '.unfinished', `${unfinished?.key}~${unfinished?.token}`), 'r+');
  await half.write(Buffer.alloc(70_000), 0, 70_000, 2 * unit + 100_000);
  await half.close();

  const found = await uploads.find(id);
  expect(found?.offset).toBe(32 * 65_536 - 32);
  await uploads.write(id, found?.offset ?? 0, pieces(film.subarray(found?.offset), 65_536));
  const hash = await new EncryptedStorage(running.store, keys).hash({ recordingId: 'power-loss', name: 'original' });
  expect(hash).toBe(createHash('sha256').update(film).digest('hex'));
  await running.stop();
  await folder.remove();
});

const frames = (storedBytes: number) => storedBytes / 65_564;

async function* pieces(bytes: Buffer, length: number) {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, Math.min(at + length, bytes.length));
}

/** The store, but its process is gone before a growing object is finished. */
function dyingAtTheEnd(store: ObjectStore): ObjectStore {
  const grow = async (key: string, token: string): Promise<GrowingObject | undefined> => {
    const growing = await store.grow(key, token);
    return (
      growing && {
        get size() {
          return growing.size;
        },
        append: (unit) => growing.append(unit),
        sync: () => growing.sync(),
        ...(growing.readBack && { readBack: growing.readBack }),
        cut: (size) => growing.cut(size),
        finish: async () => {
          await growing.sync();
          throw new Error('killed');
        },
        close: () => growing.close(),
      }
    );
  };
  return new Proxy(store, {
    get(target, name): unknown {
      const value: unknown = Reflect.get(target, name);
      if (name === 'grow') return grow;
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

/** Uploads in a process of its own, up to `stall`, and kills it there. */
async function killedAt(job: { stall: number } & Record<string, unknown>): Promise<void> {
  const script = join(import.meta.dirname, '../../support/mortal-upload.ts');
  const child = spawn(process.execPath, [script, JSON.stringify(job)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let output = '';
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error(`The upload ended by itself at ${output.slice(-50)}`)));
    child.stdout.on('data', (data: Buffer) => {
      output += data.toString();
      if (output.split('\n').includes(String(job.stall))) resolve();
    });
  });
  child.kill('SIGKILL');
  await ended;
}
