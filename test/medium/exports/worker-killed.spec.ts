import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { KeyStore } from '@lesblik/server/keys/key-store';
import { objectNames } from '@lesblik/server/media/object-names';
import { createObjectStore } from '@lesblik/server/storage/create-object-store';
import { exportRoutes } from '@lesblik/shared/exports';
import { recordingRoutes } from '@lesblik/shared/recordings';
import { askFor, download, piecesOf, unzipped } from '../../support/exports.ts';
import { workerProcess } from '../../support/media-world.ts';
import { lesson } from '../../support/recordings.ts';
import { collect } from '../../support/stores.ts';
import { until } from '../../support/until.ts';
import { World } from '../../support/world.ts';

const FILM_BYTES = 500_000_000;
const MB = 1_000_000;

let world: World;

beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

/** The most memory the process ever had, in bytes. */
async function peak(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
}

test('a worker killed while it writes leaves nothing behind once another made the archive, in little memory; with the lesson the archive goes', async () => {
  const { id: schoolId } = await world.school();
  const teacher = await world.member(schoolId, 'Docent');
  const { keys, storage, config } = world.services;
  const recordingId = await lesson(world, schoolId, teacher);
  const sha256 = createHash('sha256');
  const noise = randomBytes(MB);
  await keys.create(recordingId);
  await storage.write(
    { recordingId, name: objectNames.original },
    (async function* () {
      for (let n = 0; n < FILM_BYTES / MB; n += 1) {
        noise.writeUInt32BE(n);
        sha256.update(noise);
        yield Buffer.from(noise);
      }
    })(),
  );
  const settings = {
    ...{ LESBLIK_MODE: 'test', DATABASE_URL: config.database.url, DATA_DIR: world.folder, WORKER_LOCK_SECONDS: '2' },
  };
  const store = createObjectStore(config.storage);
  const exportId = await askFor(world, teacher);
  const rests = () => collect(store.listUnfinished(`archives/${exportId}/`));
  const state = async () => (await world.call(teacher, exportRoutes.get, { params: { exportId } })).body.state;

  const first = await workerProcess(settings);
  await until(async () => (await rests()).length > 0, 30_000, 'a piece that is being written', 5);
  await first.kill();
  expect(await state()).toBe('making');
  expect(await rests()).toHaveLength(1);

  const second = await workerProcess(settings);
  const before = await peak(second.pid);
  await until(async () => (await state()) === 'ready', 60_000, 'an archive');
  expect((await peak(second.pid)) - before).toBeLessThan(FILM_BYTES / 3);
  expect(await rests()).toEqual([]);
  expect(await piecesOf(world, exportId)).toHaveLength(1);
  const bytes = new Uint8Array(await (await download(world, teacher, exportId)).arrayBuffer());
  const { files } = await unzipped(bytes);
  const film = [...files].find(([path]) => path.endsWith('film.mp4'))?.[1] ?? Buffer.of();
  expect(createHash('sha256').update(film).digest('hex')).toBe(sha256.digest('hex'));

  // The lesson goes, and with it every copy of its film: not before is it gone.
  await world.call(teacher, recordingRoutes.remove, { params: { recordingId } });
  const row = () => world.services.db.selectFrom('recording').select('id').where('id', '=', recordingId).execute();
  await until(async () => (await row()).length === 0, 30_000, 'a deleted lesson');
  expect(await piecesOf(world, exportId)).toEqual([]);
  // Apart from what this process remembers for some seconds.
  const anew = await KeyStore.open(config.keys);
  await expect(anew.get(exportId)).rejects.toMatchObject({ code: 'key_missing' });
  expect(await state()).toBe('ended');
  await second.stop();
}, 180_000);
