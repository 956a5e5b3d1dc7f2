import { mkdir, mkdtemp, rm, stat, statfs, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createObjectStore } from '@lesblik/server/storage/create-object-store';
import { EncryptedStorage } from '@lesblik/server/storage/storage';
import { lessonFilm } from '../support/lesson-film.ts';
import { type MediaWorld, mediaWorld, workerProcess } from '../support/media-world.ts';
import { until } from '../support/until.ts';

const MB = 2 ** 20;

let world: MediaWorld;
let films: string;

beforeAll(async () => {
  films = await mkdtemp(join(tmpdir(), 'lesblik-films-'));
  world = await mediaWorld();
});
afterAll(async () => {
  await world.close();
  await rm(films, { recursive: true });
});

test('on a full disk the conversion waits, says so, and goes on when there is room', async () => {
  // A disk of its own for everything the worker stores and half-makes, in a mount namespace that needs no privilege.
  const disk = join(world.folder, 'disk');
  await mkdir(disk);
  const mount = `mount -t tmpfs -o size=64m tmpfs '${disk}' && exec "$@"`;
  const settings = { ...world.settings, DATA_DIR: disk, KEYS_DIR: world.config.keys.dir };
  const worker = await workerProcess(settings, ['unshare', '-Urm', 'sh', '-c', mount, 'sh']);
  const inside = join(`/proc/${worker.pid}/root`, disk);
  const onDisk = new EncryptedStorage(
    createObjectStore({ kind: 'directory', path: join(inside, 'objects') }),
    world.keys,
  );

  const id = await world.stored(await lessonFilm(films, { codec: 'hevc', seconds: 32, height: 480 }), onDisk);
  const { bavail, bsize } = await statfs(inside);
  const filler = join(inside, 'filler');
  await writeFile(filler, Buffer.alloc(bavail * bsize - 1 * MB));
  expect((await stat(filler)).size).toBeGreaterThan(40 * MB);
  await world.work.uploaded(id);
  const waiting = await until(async () => {
    const row = await world.recording(id);
    if (row.state === 'failed') throw new Error(`failed: ${row.problem}`);
    return row.problem === 'storage_full' ? row : false;
  }, 60_000);
  expect(waiting.state).toBe('transcoding');

  await unlink(filler);
  const ready = await world.reached(id, ['ready'], 120_000);
  expect(ready.problem).toBeNull();
  const renditions = await world.database.db
    .selectFrom('rendition')
    .select(['name', 'whole'])
    .where('recordingId', '=', id)
    .execute();
  expect(renditions.every(({ whole }) => whole)).toBe(true);
  await worker.stop();
}, 240_000);
