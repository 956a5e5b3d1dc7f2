import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { lessonFilm } from '../support/lesson-film.ts';
import { type MediaWorld, mediaWorld, type Settings, workerProcess } from '../support/media-world.ts';
import { playedFrames } from '../support/played-frames.ts';
import { until } from '../support/until.ts';

const DEATHS = 20;

let world: MediaWorld;
let films: string;
let settings: Settings;

beforeAll(async () => {
  films = await mkdtemp(join(tmpdir(), 'lesblik-films-'));
  world = await mediaWorld();
  settings = { ...world.settings, WORKER_LOCK_SECONDS: '2' };
});
afterAll(async () => {
  await world.close();
  await rm(films, { recursive: true });
});

test('a worker killed twenty times in the middle of its work loses nothing: the film ends whole', async () => {
  const seconds = 240;
  const id = await world.upload(await lessonFilm(films, { codec: 'hevc', seconds, height: 360 }));
  const written = () => world.objects(id).then((objects) => objects.length);
  for (let death = 0; death < DEATHS; death += 1) {
    const before = await written();
    const worker = await workerProcess(settings);
    // Dies while it writes: sometimes before its first object, sometimes after a few.
    await until(
      async () => {
        const { state, problem } = await world.recording(id);
        if (state === 'failed') throw new Error(`The recording failed: ${problem}\n${worker.output()}`);
        return (await written()) >= before + (death % 4);
      },
      60_000,
      'work',
    );
    await worker.kill();
    expect((await world.recording(id)).state).not.toBe('ready');
  }
  const last = await workerProcess(settings);
  const ready = await world.reached(id, ['ready'], 240_000);
  expect(ready.problem).toBeNull();
  const renditions = await world.database.db
    .selectFrom('rendition')
    .select('name')
    .where('recordingId', '=', id)
    .where('kind', '=', 'video')
    .execute();
  expect(renditions.length).toBeGreaterThan(0);
  for (const { name } of renditions) expect(await playedFrames(world, id, name)).toBe(seconds * 25);
  await until(async () => (await world.scratch()).length === 0, 5_000, 'an empty scratch');
  await last.stop();
}, 600_000);

test('a film at whose examination every worker dies is given up after three of them; its owner may try once more', async () => {
  const id = await world.upload(await lessonFilm(films, { codec: 'h264', seconds: 4 }));
  const bin = join(films, 'bin');
  await mkdir(bin);
  await writeFile(join(bin, 'ffprobe'), '#!/bin/sh\nexec sleep 600\n', { mode: 0o755 });
  await chmod(films, 0o755);
  const stuck = { ...settings, PATH: `${bin}:${process.env['PATH']}` };
  for (let death = 0; death < 3; death += 1) {
    const worker = await workerProcess(stuck);
    await until(async () => (await world.scratch()).length > 0, 20_000, 'an examination');
    expect((await world.recording(id)).state).toBe('probing');
    await worker.kill();
  }
  const worker = await workerProcess(settings);
  await until(async () => (await world.recording(id)).state === 'failed', 20_000, 'the end');
  expect((await world.recording(id)).problem).toBe('film_stops_worker');
  const busy = async () => Object.values(await world.queue.counts('view')).some((count) => count > 0);
  await until(async () => !(await busy()), 10_000, 'the end of its job');
  expect(await world.work.retry(id)).toBe(true);
  await world.reached(id, ['ready']);
  await worker.stop();
}, 120_000);

test('two workers share one film, and one that is killed costs the other one chunk', async () => {
  const id = await world.upload(await lessonFilm(films, { codec: 'hevc', seconds: 60, height: 480 }));
  const workers = await Promise.all([workerProcess(settings), workerProcess(settings)]);
  await until(async () => (await world.recording(id)).playable, 60_000, 'playable');
  await workers[0].kill();
  await world.reached(id, ['ready'], 120_000);
  expect(await playedFrames(world, id, '240')).toBe(60 * 25);
  await workers[1].stop();
}, 200_000);
