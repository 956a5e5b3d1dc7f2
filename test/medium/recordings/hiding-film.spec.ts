import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { grantRoutes } from '@lesblik/shared/grants';
import { boxAt } from '@lesblik/shared/hidden-area';
import { type HiddenArea, type HiddenList, hidingRoutes } from '@lesblik/shared/hiding';
import { recordingRoutes } from '@lesblik/shared/recordings';
import { systemClock } from '@lesblik/server/clock';
import { RenditionsRepository } from '../../../apps/api/src/recordings/renditions.repository.ts';
import { openServices, type Services } from '../../../apps/worker/src/base/services.ts';
import { startWorker } from '../../../apps/worker/src/worker.ts';
import { barCodeFilm } from '../../support/film/bar-code-film.ts';
import { brightest, type GrayFrame, grayFrames } from '../../support/film/gray.ts';
import { uploadFilm } from '../../support/lesson.ts';
import { Served } from '../../support/served-cut.ts';
import { until } from '../../support/until.ts';
import { type Somebody, World } from '../../support/world.ts';

const LONG_MS = 240_000;
const RATE = 25;
const SECONDS = 14;
const sizes = { '480': { width: 848, height: 480 }, '240': { width: 424, height: 240 } };
type Rung = keyof typeof sizes;

/** Over the coloured patches, from the left to the right, across a border of segments; neither end is where a frame begins. */
const moving: HiddenArea = {
  shape: 'rectangle',
  positions: [
    { atMs: 2810, x: 0.04, y: 0.28, width: 0.16, height: 0.12 },
    { atMs: 5000, x: 0.6, y: 0.3, width: 0.3, height: 0.16 },
    { atMs: 6510, x: 0.3, y: 0.27, width: 0.2, height: 0.2 },
  ],
};
/** Over the white left of the strip at the bottom, and the bar code above all. */
const round: HiddenArea = {
  shape: 'ellipse',
  positions: [
    { atMs: 8930, x: 0.05, y: 0.86, width: 0.3, height: 0.13 },
    { atMs: 9415, x: 0.15, y: 0.86, width: 0.2, height: 0.13 },
  ],
};
/** Where the poster is taken from. */
const early: HiddenArea = {
  shape: 'rectangle',
  positions: [0, 2000].map((atMs) => ({ atMs, x: 0.8, y: 0.28, width: 0.15, height: 0.15 })),
};
const list: HiddenList = { areas: [moving, round, early], sounds: [{ startMs: 4010, endMs: 4080 }] };

let world: World;
let worker: Services | undefined;
let folder: string;
let schoolId: string;
let teacher: Somebody;
let coach: Somebody;
let colleague: Somebody;
let recordingId: string;

const here = () => ({ params: { recordingId } });
const get = async (as: Somebody) => (await world.call(as, recordingRoutes.get, here())).body;
const hiding = async () => (await world.call(teacher, hidingRoutes.get, here())).body;
const servedTo = (as: Somebody) => new Served(world, as, recordingId, folder);

function give(to: Somebody, rendition: 'plain' | 'hidden') {
  const until = new Date(Date.now() + 3_600_000).toISOString();
  return world.call(teacher, grantRoutes.give, {
    ...here(),
    body: { granteeId: to.id, mayComment: true, until, rendition },
  });
}

async function make(wanted: HiddenList): Promise<void> {
  expect((await world.call(teacher, hidingRoutes.save, { ...here(), body: wanted })).status).toBe(200);
  expect((await world.call(teacher, hidingRoutes.make, here())).body.trial?.state).toBe('making');
  // What is not made yet cannot be used.
  expect((await world.call(teacher, hidingRoutes.use, here())).status).toBe(409);
  await until(async () => (await hiding()).trial?.state === 'ready', LONG_MS, 'a film with what is hidden', 100);
}

/** Frames that show something of an area while it is set. */
function bare(frames: readonly GrayFrame[], areas: readonly HiddenArea[]): number[] {
  return frames.flatMap((frame, n) => {
    const seen = areas.some((area) => {
      const box = boxAt(area, (n * 1000) / RATE);
      return box !== null && brightest(frame, area.shape, box) > BLACK;
    });
    return seen ? [n] : [];
  });
}

/** What compression makes of black. */
const BLACK = 34;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lesblik-hiding-'));
  world = await World.open();
  schoolId = (await world.school()).id;
  [teacher, coach, colleague] = (await Promise.all(
    ['Docent', 'Coach', 'Collega'].map((name) => world.member(schoolId, name)),
  )) as [Somebody, Somebody, Somebody];
  const film = await readFile(await barCodeFilm(folder, { seconds: SECONDS, height: 480, rate: RATE }));
  worker = await openServices({ ...world.services.config, logLevel: 'silent' });
  await startWorker(worker);
  recordingId = await uploadFilm(world, teacher, schoolId, film);
  const { state, problem } = await until(
    async () => {
      const film = await get(teacher);
      return ['ready', 'failed'].includes(film.state) && film;
    },
    LONG_MS - 10_000,
    'a ready lesson',
    100,
  );
  expect([state, problem]).toEqual(['ready', null]);
}, LONG_MS);
afterAll(async () => {
  await worker?.shutdown.end();
  await world.close();
  await rm(folder, { recursive: true });
});

describe('what is hidden of a lesson', () => {
  test(
    'is made first, and shown to nobody before its owner uses it',
    async () => {
      expect((await give(coach, 'hidden')).status).toBe(409);
      expect((await world.call(teacher, hidingRoutes.use, here())).status).toBe(409);
      expect((await world.call(teacher, hidingRoutes.make, here())).status).toBe(409);
      await give(colleague, 'plain');
      await make(list);
      expect((await give(coach, 'hidden')).status).toBe(409);
      const trial = servedTo(teacher);
      const shown = await trial.bytes('hiding/hls/480/1.m4s');
      expect(shown).not.toEqual(await trial.bytes('hls/480/1.m4s'));
      expect((await servedTo(colleague).get('hiding/hls/480/1.m4s')).status).toBe(403);
      expect((await servedTo(coach).get('hiding/hls/master.m3u8')).status).toBe(404);

      expect((await world.call(teacher, hidingRoutes.use, here())).body).toMatchObject({ trial: null, shownTo: 0 });
      expect((await give(coach, 'hidden')).status).toBe(201);
      expect(await get(coach)).toMatchObject({ playable: true, hidden: true, hasHidden: false });
      expect(await servedTo(coach).bytes('hls/480/1.m4s')).toEqual(shown);
      expect(await get(teacher)).toMatchObject({ hidden: false, hasHidden: true });
    },
    LONG_MS,
  );

  test.each(Object.keys(sizes) as Rung[])(
    'is covered in every frame in which it is set, at %s, and nothing else is changed',
    async (rung) => {
      const [served, whole] = [servedTo(coach), servedTo(teacher)];
      const path = await served.file(rung);
      const frames = await grayFrames(path, sizes[rung]);
      const plain = await grayFrames(await whole.file(rung), sizes[rung]);
      const seen = await served.frames(rung);
      expect([frames.length, plain.length]).toEqual([SECONDS * RATE, SECONDS * RATE]);
      // The plain film shows there what is hidden, so that looking for it proves something.
      for (const area of list.areas) expect(bare(plain, [area]).length).toBeGreaterThan(10);
      expect(bare(frames, list.areas)).toEqual([]);

      expect(seen.map(({ number }) => number)).toEqual(Array.from({ length: SECONDS * RATE }, (_, n) => n));
      for (const [n, { at }] of seen.entries()) expect(at).toBeCloseTo(n / RATE, 4);
      // Two frames beside an area's time nothing of it is covered any more.
      for (const [area, before, after] of [
        [moving, 67, 166],
        [round, 220, 238],
        [early, -1, 53],
      ] as const)
        for (const n of [before, after].filter((frame) => frame >= 0)) {
          const first = area.positions[n === before ? 0 : area.positions.length - 1];
          const frame = frames[n];
          if (first === undefined || frame === undefined) throw new Error('no such frame');
          expect([n, brightest(frame, area.shape, first) > BLACK + 20]).toEqual([n, true]);
        }
    },
    LONG_MS,
  );

  test('takes what has nothing hidden in it from the lesson itself, byte for byte', async () => {
    const [served, whole] = [servedTo(coach), servedTo(teacher)];
    expect((await served.renditions()).toSorted()).toEqual(['240', '480', 'sound']);
    expect(await served.bytes('hls/240/3.m4s')).toEqual(await whole.bytes('hls/240/3.m4s'));
    const made: string[] = [];
    for await (const { name } of world.services.storage.list(recordingId, 'hidden/'))
      made.push(name.replace(/^hidden\/[^/]+\//, ''));
    expect(made.filter((name) => name.startsWith('hls/')).toSorted()).toEqual([
      ...['240', '480'].flatMap((name) => [0, 1, 2].map((n) => `hls/${name}/${n}.m4s`)),
      ...['hls/sound/0.m4s', 'hls/sound/1.m4s'],
    ]);
    for (const path of ['copy/index.m3u8', 'copy/init.mp4', 'copy/1.m4s'])
      expect([path, (await served.get(`hls/${path}`)).status]).toEqual([path, 404]);
    expect((await served.get('original')).status).toBe(403);
  });

  test('of which nothing is known any more is not served as if nothing was hidden', async () => {
    const renditions = new RenditionsRepository(world.services.db, systemClock);
    const [name = ''] = Object.keys(sizes);
    const shows = { recordingId, shown: null };
    expect((await renditions.altered({ ...shows, hidingId: null }, name))?.segments.length).toBeGreaterThan(0);
    await expect(renditions.altered({ ...shows, hidingId: randomUUID() }, name)).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  test('is silent where its sound is hidden, and nowhere else', async () => {
    const [heard, whole] = [await servedTo(coach).sound(), await servedTo(teacher).sound()];
    expect(whole(4.01, 4.08)).toBeGreaterThan(0.4);
    expect(heard(4.01, 4.08)).toBeLessThan(0.005);
    for (const [from, to] of [
      [0, 0.15],
      [4.12, 4.15],
      [8, 8.15],
      [12, 12.15],
    ] as const)
      expect([from, heard(from, to) > 0.3]).toEqual([from, true]);
    const peaks = async (as: Somebody) => {
      const points = (await servedTo(as).bytes('waveform')).subarray(24);
      return Math.max(...[4020, 4040, 4060].map((ms) => Math.abs(points.readInt8((2 * ms) / 20))));
    };
    expect(await peaks(teacher)).toBeGreaterThan(20);
    expect(await peaks(coach)).toBe(0);
  });

  test('is covered in the poster and in every thumbnail', async () => {
    const [served, whole] = [servedTo(coach), servedTo(teacher)];
    const path = join(folder, 'picture.jpg');
    const poster = { width: 848, height: 480 };
    const posterOf = async (from: Served) => {
      await writeFile(path, await from.bytes('poster'));
      const [frame] = await grayFrames(path, poster);
      return frame === undefined ? -1 : brightest(frame, early.shape, early.positions[0]!);
    };
    expect(await posterOf(whole)).toBeGreaterThan(BLACK + 20);
    expect(await posterOf(served)).toBeLessThan(BLACK);

    const brightIn = async (from: Served) => {
      const cues = [
        ...(await from.text('thumbnails.vtt')).matchAll(
          /^(\d\d):(\d\d):([\d.]+) --> \S+\n(\S+)#xywh=(\d+),(\d+),(\d+),(\d+)$/gm,
        ),
      ];
      expect(cues.length).toBeGreaterThan(4);
      const found: number[] = [];
      for (const [, , minutes, seconds, sheet, x, y, width, height] of cues) {
        const ms = (Number(minutes) * 60 + Number(seconds)) * 1000;
        await writeFile(path, await from.bytes(sheet ?? ''));
        const size = { width: Number(width), height: Number(height) };
        const [frame] = await grayFrames(path, { ...size, filters: `crop=${width}:${height}:${x}:${y}` });
        for (const area of list.areas) {
          const box = boxAt(area, ms);
          if (box !== null && frame !== undefined) found.push(brightest(frame, area.shape, box));
        }
      }
      return found;
    };
    const [bright, dark] = [await brightIn(whole), await brightIn(served)];
    expect(bright.length).toBeGreaterThan(2);
    expect(bright.filter((value) => value < BLACK + 20)).toEqual([]);
    expect(dark.filter((value) => value > BLACK)).toEqual([]);
  });

  test(
    'holds within a part too: its edges are of both',
    async () => {
      const { items } = (await world.call(teacher, grantRoutes.list, here())).body;
      const grantId = items.find(({ grantee }) => grantee.id === coach.id)?.id ?? '';
      const change = (body: object) => world.call(teacher, grantRoutes.change, { params: { grantId }, body });
      const range = { startMs: 3400, endMs: 9200 };
      expect((await change({ range })).body.shows).toBe('preparing');
      await until(async () => (await get(coach)).playable, LONG_MS, 'a part with what is hidden', 100);
      const served = servedTo(coach);
      const frames = await grayFrames(await served.file('240'), sizes['240']);
      const first = 85;
      expect(frames.length).toBe(230 - first);
      const padded = [...Array.from({ length: first }, () => frames[0] as GrayFrame), ...frames];
      expect(bare(padded, [moving, round]).filter((n) => n >= first)).toEqual([]);
      expect((await served.get('hls/240/3.m4s')).status).toBe(404);
      const heard = await served.sound();
      expect(heard(4.01, 4.08)).toBeLessThan(0.005);
      expect(heard(8, 8.15)).toBeGreaterThan(0.3);
      expect((await served.thumbnails()).numbers.length).toBeGreaterThan(1);
      await change({ range: null });
      expect(await get(coach)).toMatchObject({ playable: true, shown: null, hidden: true });
    },
    LONG_MS,
  );

  test(
    'stays as it is while its owner hides something else, until that is used',
    async () => {
      const before = await servedTo(coach).bytes('hls/240/3.m4s');
      const late = { ...early, positions: [13_000, 13_500].map((atMs) => ({ ...early.positions[0]!, atMs })) };
      await make({ areas: [late], sounds: [] });
      expect((await hiding()).used?.list).toEqual(list);
      expect(await servedTo(coach).bytes('hls/240/3.m4s')).toEqual(before);
      await world.call(teacher, hidingRoutes.use, here());
      expect(await servedTo(coach).bytes('hls/240/3.m4s')).not.toEqual(before);
      expect(await servedTo(colleague).bytes('hls/240/3.m4s')).toEqual(before);
      expect(await servedTo(coach).bytes('hls/240/1.m4s')).toEqual(await servedTo(teacher).bytes('hls/240/1.m4s'));
    },
    LONG_MS,
  );

  test('that is taken away shows nothing at all to whom it was shown', async () => {
    expect((await hiding()).shownTo).toBe(1);
    expect((await world.call(teacher, hidingRoutes.remove, here())).status).toBe(204);
    expect((await world.call(coach, recordingRoutes.get, here())).status).toBe(404);
    for (const path of ['hls/master.m3u8', 'hls/240/3.m4s', 'poster', 'thumbnails.vtt', 'waveform'])
      expect([path, (await servedTo(coach).get(path)).status]).toEqual([path, 404]);
    expect((await world.call(colleague, recordingRoutes.get, here())).status).toBe(200);
    const { items } = (await world.call(teacher, grantRoutes.list, here())).body;
    expect(items.map(({ rendition, shows }) => `${rendition} ${shows}`).toSorted()).toEqual([
      'hidden nothing',
      'plain ready',
    ]);
  });

  test(
    'leaves nothing behind when the lesson is deleted',
    async () => {
      await make(list);
      await world.call(teacher, recordingRoutes.remove, here());
      const next = () => world.services.storage.list(recordingId).next();
      await until(async () => (await next()).done, LONG_MS, 'nothing stored');
    },
    LONG_MS,
  );
});
