import { readFile } from 'node:fs/promises';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { grantRoutes } from '@lesblik/shared/grants';
import type { Range } from '@lesblik/shared/cuts';
import { recordingRoutes } from '@lesblik/shared/recordings';
import { openServices, type Services } from '../../../apps/worker/src/base/services.ts';
import { startWorker } from '../../../apps/worker/src/worker.ts';
import { barCodeFilm } from '../../support/film/bar-code-film.ts';
import { Player } from '../../support/film/player.ts';
import { uploadFilm } from '../../support/lesson.ts';
import { Served } from '../../support/served-cut.ts';
import { until } from '../../support/until.ts';
import { type Somebody, World } from '../../support/world.ts';

const LONG_MS = 150_000;
const RATE = 25;
/** In the middle of a beep at both ends; neither is where a frame or a segment begins. */
const range: Range = { startMs: 4085, endMs: 12_070 };
/** On the screen at the first millisecond of it, and at the last. */
const [first, last] = [102, 301];

let world: World;
let worker: Services | undefined;
let folder: string;
let schoolId: string;
let teacher: Somebody;
let recordingId: string;

const startWorking = async () => {
  worker = await openServices({ ...world.services.config, logLevel: 'silent' });
  await startWorker(worker);
};
const stopWorking = async () => {
  await worker?.shutdown.end();
  worker = undefined;
};

const get = async (as: Somebody) => (await world.call(as, recordingRoutes.get, { params: { recordingId } })).body;
const grants = async () => (await world.call(teacher, grantRoutes.list, { params: { recordingId } })).body.items;

async function give(to: Somebody, part: Range | null) {
  const body = {
    granteeId: to.id,
    mayComment: true,
    until: new Date(Date.now() + 3_600_000).toISOString(),
    range: part,
  };
  const reply = await world.call(teacher, grantRoutes.give, { params: { recordingId }, body });
  expect(reply.status).toBe(201);
  return reply.body;
}

const playable = (as: Somebody) => until(async () => (await get(as)).playable, LONG_MS, 'what is shown', 100);
const servedTo = (as: Somebody) => new Served(world, as, recordingId, folder);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lesblik-range-'));
  world = await World.open();
  schoolId = (await world.school()).id;
  teacher = await world.member(schoolId, 'Docent');
  const film = await readFile(await barCodeFilm(folder, { seconds: 20, height: 480, rate: RATE }));
  await startWorking();
  recordingId = await uploadFilm(world, teacher, schoolId, film);
  await until(async () => (await get(teacher)).state === 'ready', LONG_MS, 'a ready lesson', 100);
}, LONG_MS);
afterAll(async () => {
  await stopWorking();
  await world.close();
  await rm(folder, { recursive: true });
});

describe('a part of a lesson', () => {
  let coach: Somebody;

  test(
    'serves nothing before its edges are made, and says so',
    async () => {
      coach = await world.member(schoolId, 'Coach');
      await stopWorking();
      expect((await give(coach, range)).shows).toBe('preparing');
      expect(await get(coach)).toMatchObject({ playable: false, hasPoster: false, hasThumbnails: false, shown: range });
      const served = servedTo(coach);
      const paths = [
        'hls/master.m3u8',
        'hls/480/index.m3u8',
        'hls/480/2.m4s',
        'poster',
        'thumbnails.vtt',
        'thumbnails/0.jpg',
      ];
      for (const path of paths) expect([path, (await served.get(path)).ok]).toEqual([path, false]);
      await startWorking();
      await playable(coach);
      expect((await grants()).map(({ shows }) => shows)).toEqual(['ready']);
    },
    LONG_MS,
  );

  test('begins and ends at the exact frame, at every quality, and each frame stands at its time of the lesson', async () => {
    const served = servedTo(coach);
    expect((await served.renditions()).toSorted()).toEqual(['240', '480', 'sound']);
    for (const name of ['480', '240']) {
      const frames = await served.frames(name);
      expect(frames.map(({ number }) => number)).toEqual(Array.from({ length: last - first + 1 }, (_, i) => first + i));
      const [start, ...rest] = frames;
      expect(start?.at).toBeCloseTo(range.startMs / 1000, 4);
      for (const { number, at } of rest) expect(at).toBeCloseTo(number / RATE, 4);
      expect((await served.playlist(name)).seconds).toBeCloseTo((range.endMs - range.startMs) / 1000, 4);
    }
  });

  test(
    'plays in a browser from its first moment to its last, as a film that begins at 0',
    async () => {
      const player = await Player.open();
      try {
        const played = await player.playFiles(await servedTo(coach).playable());
        expect(played).toMatchObject({ ended: true, errors: [] });
        expect(played.duration).toBeCloseTo((range.endMs - range.startMs) / 1000, 1);
        expect(played.buffered).toHaveLength(1);
        // The lesson's time is the element's, later by where the part begins, to the frame.
        const numbers = played.shown.map((seconds) => (seconds * 1000 + range.startMs) / (1000 / RATE));
        for (const number of numbers.slice(1)) expect(Math.abs(number - Math.round(number))).toBeLessThan(0.02);
        expect(Math.max(...numbers)).toBeLessThan(last + 0.5);
      } finally {
        await player.close();
      }
    },
    LONG_MS,
  );

  test('is silent before its first and after its last sample', async () => {
    const heard = await servedTo(coach).sound();
    const whole = await new Served(world, teacher, recordingId, folder).sound();
    expect(whole(4, 4.08)).toBeGreaterThan(0.4);
    expect(heard(0, 4.08)).toBeLessThan(0.02);
    expect(heard(4.085, 4.14)).toBeGreaterThan(0.4);
    expect(heard(8, 8.15)).toBeGreaterThan(0.4);
    expect(heard(12, 12.065)).toBeGreaterThan(0.4);
    expect(whole(12.075, 12.15)).toBeGreaterThan(0.4);
    expect(heard(12.075, 20)).toBeLessThan(0.02);
  });

  test('takes what lies inside from the lesson itself, byte for byte, and copies nothing of it', async () => {
    const [served, whole] = [servedTo(coach), servedTo(teacher)];
    expect(await served.bytes('hls/480/2.m4s')).toEqual(await whole.bytes('hls/480/2.m4s'));
    expect(await served.bytes('hls/480/1.m4s')).not.toEqual(await whole.bytes('hls/480/1.m4s'));
    const made: string[] = [];
    for await (const { name } of world.services.storage.list(recordingId, 'cuts/'))
      made.push(name.replace(/^cuts\/[^/]+\//, ''));
    expect(made.filter((name) => name.startsWith('hls/')).toSorted()).toEqual(
      ['240', '480', 'sound'].flatMap((name) => [`hls/${name}/1.m4s`, `hls/${name}/3.m4s`]),
    );
  });

  test('has no segment outside, nor the film’s own picture', async () => {
    const served = servedTo(coach);
    for (const path of [
      '480/0.m4s',
      '480/4.m4s',
      'sound/0.m4s',
      'sound/4.m4s',
      'copy/index.m3u8',
      'copy/init.mp4',
      'copy/2.m4s',
    ]) {
      expect([path, (await served.get(`hls/${path}`)).status]).toEqual([path, 404]);
    }
    expect((await served.get('original')).status).toBe(403);
  });

  test('shows no picture of the rest in poster, thumbnails or waveform', async () => {
    const served = servedTo(coach);
    const { numbers, times } = await served.thumbnails();
    expect(numbers.length).toBeGreaterThan(2);
    for (const number of [...numbers, await served.poster()]) {
      expect(number).toBeGreaterThanOrEqual(first);
      expect(number).toBeLessThanOrEqual(last);
    }
    expect(times[0]).toMatch(/^00:00:04\.085 /);
    const peaks = (await served.bytes('waveform')).subarray(24);
    const loud = [...peaks].flatMap((value, i) => (value === 0 ? [] : [Math.floor(i / 2) * 20]));
    expect(Math.min(...loud)).toBeGreaterThanOrEqual(range.startMs);
    expect(Math.max(...loud)).toBeLessThan(range.endMs);
  });

  test(
    'that the teacher makes smaller for everybody is smaller for whoever was shown a part, at once',
    async () => {
      const trim = { startMs: 6000, endMs: 10_000 };
      expect(
        (await world.call(teacher, grantRoutes.trim, { params: { recordingId }, body: { range: trim } })).status,
      ).toBe(200);
      const served = servedTo(coach);
      expect((await served.get('hls/480/3.m4s')).ok).toBe(false);
      await playable(coach);
      expect((await get(coach)).shown).toEqual(trim);
      expect((await served.frames('240')).map(({ number }) => number)).toEqual(
        Array.from({ length: 100 }, (_, i) => 150 + i),
      );
      expect((await served.get('hls/240/3.m4s')).status).toBe(404);
      // The teacher keeps the whole, and can give it back without an upload.
      expect((await servedTo(teacher).frames('240')).length).toBe(20 * RATE);
      await world.call(teacher, grantRoutes.trim, { params: { recordingId }, body: { range: null } });
      await playable(coach);
      expect((await get(coach)).shown).toEqual(range);
    },
    LONG_MS,
  );

  test(
    'leaves nothing behind when the lesson is deleted',
    async () => {
      await world.call(teacher, recordingRoutes.remove, { params: { recordingId } });
      await until(
        async () => (await world.call(teacher, recordingRoutes.get, { params: { recordingId } })).status === 404,
      );
      const next = () => world.services.storage.list(recordingId).next();
      await until(async () => (await next()).done, LONG_MS, 'nothing stored');
    },
    LONG_MS,
  );
});
