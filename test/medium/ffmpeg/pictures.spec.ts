import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ffmpeg } from '../../../apps/worker/src/ffmpeg/ffmpeg.ts';
import { openFfmpeg } from '../../../apps/worker/src/ffmpeg/open.ts';
import { makeFilm } from '../../fixtures/media/films.ts';
import { filmNamed, recipes } from '../../fixtures/media/recipes.ts';
import { brightest, grayFrames } from '../../support/film/gray.ts';
import { patches } from '../../support/film/picture.ts';
import { examined, scratchFolder } from '../../support/film/pipeline.ts';
import { readFrames, type SeenFrame } from '../../support/film/read.ts';
import { ffprobe } from '../../support/film/tools.ts';

let ffmpeg: Ffmpeg;
let scratch: Awaited<ReturnType<typeof scratchFolder>>;

beforeAll(async () => {
  ffmpeg = await openFfmpeg();
  scratch = await scratchFolder();
});

afterAll(() => scratch.remove());

const names = ['moov at end', 'HEVC 10-bit HLG upright', 'WebM without duration'] as const;

function expectRight(frame: SeenFrame | undefined, tolerance: number): void {
  expect(frame?.upright).toBe(true);
  frame?.patches.forEach((colour, i) =>
    colour.forEach((value, c) => expect(Math.abs(value - (patches[i]?.[c] ?? 0))).toBeLessThanOrEqual(tolerance)),
  );
}

test.each(names)(
  'the poster is upright, in colour and no larger than needed: %s',
  async (name) => {
    const made = await examined(ffmpeg, await filmNamed(name), scratch.path);
    const path = join(scratch.path, 'poster.jpg');
    await writeFile(path, await ffmpeg.poster({ ...made, scratch: await mkdtemp(join(scratch.path, 'poster-')) }));
    expectRight((await readFrames(path))[0], 16);
    const size = (await ffprobe(['-show_entries', 'stream=width,height', '-of', 'csv=p=0', path])).trim();
    expect(size).toBe(
      { 'moov at end': '1280,720', 'HEVC 10-bit HLG upright': '720,1280', 'WebM without duration': '640,480' }[name],
    );
  },
  60_000,
);

/** Groups that are not closed, with key frames close enough to stand for the film. */
const openGroups = {
  'H.264': ['-c:v', 'libx264', '-preset', 'veryfast', '-g', '30', '-bf', '3', '-x264-params', 'open-gop=1'],
  HEVC: [
    ...['-c:v', 'libx265', '-preset', 'ultrafast', '-tag:v', 'hvc1'],
    ...['-x265-params', 'log-level=error:keyint=30:min-keyint=30:bframes=3:open-gop=1'],
  ],
};
const filmOfGroups = (codec: keyof typeof openGroups): Promise<string> =>
  makeFilm(`open-groups-${codec}`, {
    extension: 'mp4',
    scene: { width: 320, height: 240, rate: 30, seconds: 25 },
    filters: 'scale=out_color_matrix=bt601:out_range=limited,format=yuv420p',
    options: openGroups[codec],
  });

const films: [string, number, () => Promise<string>][] = [
  ...names.map((name): [string, number, () => Promise<string>] => [
    name,
    recipes[name].scene.rate,
    () => filmNamed(name),
  ]),
  ['open groups of H.264', 30, () => filmOfGroups('H.264')],
  ['open groups of HEVC', 30, () => filmOfGroups('HEVC')],
];

test.each(films)(
  'each thumbnail shows its own moment: %s',
  async (_, rate, make) => {
    const made = await examined(ffmpeg, await make(), scratch.path);
    const work = {
      ...made,
      scratch: await mkdtemp(join(scratch.path, 'thumbnails-')),
      sheetName: (i: number) => `sheet-${i}.jpg`,
    };
    const { sheets, vtt } = await ffmpeg.thumbnails(work);
    expect(sheets.length).toBe(1);
    const path = join(scratch.path, 'sheet.jpg');
    await writeFile(path, sheets[0] ?? new Uint8Array(0));

    const cues = [...vtt.matchAll(/(\d\d):(\d\d):(\d\d\.\d{3}) --> .*\nsheet-0.jpg#xywh=(\d+),(\d+),(\d+),(\d+)/g)];
    expect(cues.length).toBeGreaterThan(2);
    for (const [, hours, minutes, seconds, x, y, width, height] of cues) {
      const start = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
      const [tile] = await readFrames(path, { filters: `crop=${width}:${height}:${x}:${y}` });
      expectRight(tile, 24);
      expect(Math.abs((tile?.number ?? -1) - start * rate)).toBeLessThan(0.5);
    }
  },
  60_000,
);

test('what is hidden is covered in a thumbnail of a frame that stands long', async () => {
  // A second at ten frames, then frames that stand for five seconds each.
  const path = await makeFilm('standing-frame', {
    extension: 'mp4',
    scene: { width: 320, height: 240, rate: 10, seconds: 1.4, times: 'if(lt(N,10),N/10,1+(N-10)*5)/TB' },
    filters: 'scale=out_color_matrix=bt601:out_range=limited,format=yuv420p',
    options: ['-enc_time_base', '1:90000', '-c:v', 'libx264', '-preset', 'veryfast', '-g', '1'],
  });
  const made = await examined(ffmpeg, path, scratch.path);
  // Over the white left of the strip at the bottom, long after the frame that stands then began.
  const box = { x: 0.1, y: 0.88, width: 0.3, height: 0.1 };
  const positions = [7_800, 8_900].map((atMs) => ({ atMs, ...box }));
  const thumbnails = async (covers: { shape: 'rectangle'; positions: typeof positions }[]) => {
    const work = { ...made, covers, sheetName: String, scratch: await mkdtemp(join(scratch.path, 'standing-')) };
    const { sheets, vtt } = await ffmpeg.thumbnails(work);
    const sheet = join(scratch.path, 'standing.jpg');
    await writeFile(sheet, sheets[0] ?? new Uint8Array(0));
    const found: [number, number][] = [];
    for (const [, seconds, at, width, height] of vtt.matchAll(/00:00:(\S+) --> .*\n0#xywh=(\d+,\d+),(\d+),(\d+)/g)) {
      const size = { width: Number(width), height: Number(height) };
      const [frame] = await grayFrames(sheet, {
        ...{ ...size, filters: `crop=${width}:${height}:${at?.replace(',', ':')}` },
      });
      if (frame !== undefined) found.push([Number(seconds), brightest(frame, 'rectangle', box)]);
    }
    return found;
  };
  const bare = await thumbnails([]);
  const covered = await thumbnails([{ shape: 'rectangle', positions }]);
  const dark = (found: [number, number][]) => found.filter(([, bright]) => bright < 40).map(([seconds]) => seconds);
  expect(bare.map(([seconds]) => seconds)).toEqual([0, 6, 11, 16]);
  expect([dark(bare), dark(covered)]).toEqual([[], [6]]);
});
