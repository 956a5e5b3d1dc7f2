import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ffmpeg } from '../../../apps/worker/src/ffmpeg/ffmpeg.ts';
import { openFfmpeg } from '../../../apps/worker/src/ffmpeg/open.ts';
import { makeFilm } from '../../fixtures/media/films.ts';
import { examined, scratchFolder } from '../../support/film/pipeline.ts';
import { readFrames } from '../../support/film/read.ts';
import { encodeChunks } from '../../support/film/renditions.ts';

let ffmpeg: Ffmpeg;
let scratch: Awaited<ReturnType<typeof scratchFolder>>;

beforeAll(async () => {
  ffmpeg = await openFfmpeg();
  scratch = await scratchFolder();
});

afterAll(() => scratch.remove());

/** a, b, c, d of the display matrix: how each point moves, y downwards. */
const ways: [string, number, number, number, number, boolean][] = [
  ['as it is', 1, 0, 0, 1, false],
  ['a quarter clockwise', 0, 1, -1, 0, true],
  ['half a turn', -1, 0, 0, -1, false],
  ['a quarter counterclockwise', 0, -1, 1, 0, true],
  ['mirrored', -1, 0, 0, 1, false],
  ['mirrored, half a turn', 1, 0, 0, -1, false],
  ['mirrored, a quarter clockwise', 0, -1, -1, 0, true],
  ['mirrored, a quarter counterclockwise', 0, 1, 1, 0, true],
];

test.each(ways)(
  'a film to be shown %s comes out as ffmpeg itself would turn it',
  async (name, a, b, c, d, turned) => {
    const plain = await makeFilm('turned', {
      extension: 'mp4',
      scene: { width: 320, height: 240, rate: 10, seconds: 0.5 },
      filters: 'format=yuv420p',
      options: ['-c:v', 'libx264', '-preset', 'ultrafast'],
    });
    const bytes = await readFile(plain);
    // tkhd, version 0: the matrix stands 40 bytes behind its four letters.
    const matrix = bytes.indexOf('tkhd') + 4 + 40;
    [a, b, 0, c, d, 0].forEach((value, i) => bytes.writeInt32BE(value * 0x10000, matrix + i * 4));
    const path = join(scratch.path, `${name.replaceAll(/\W/g, '-')}.mp4`);
    await writeFile(path, bytes);

    const made = await examined(ffmpeg, path, scratch.path);
    expect([made.film.video?.width, made.film.video?.height]).toEqual(turned ? [240, 320] : [320, 240]);
    const rungs = await encodeChunks(ffmpeg, made, [{ from: 0, to: 1 }], scratch.path);
    const ours = await readFrames((await rungs.get('240')?.write(join(scratch.path, 'turned.mp4'))) ?? '');
    const theirs = await readFrames(path);
    expect(ours.length).toBe(5);
    ours.forEach((frame, i) => {
      expect(frame.upright).toBe(theirs[i]?.upright);
      const other = theirs[i]?.patches.flat() ?? [];
      frame.patches.flat().forEach((value, k) => expect(Math.abs(value - (other[k] ?? -255))).toBeLessThan(16));
    });
  },
  30_000,
);

test('a film of a single frame has a segment, a poster and a thumbnail', async () => {
  const path = await makeFilm('single', {
    extension: 'mp4',
    scene: { width: 320, height: 240, rate: 10, seconds: 0.1 },
    filters: 'format=yuv420p',
    options: ['-c:v', 'libx264', '-preset', 'ultrafast'],
  });
  const made = await examined(ffmpeg, path, scratch.path);
  const rungs = await encodeChunks(ffmpeg, made, made.plan.chunks, scratch.path);
  expect((await readFrames((await rungs.get('240')?.write(join(scratch.path, 'single.mp4'))) ?? '')).length).toBe(1);
  const work = { ...made, scratch: scratch.path, sheetName: (i: number) => `${i}.jpg` };
  expect((await ffmpeg.poster(work)).length).toBeGreaterThan(500);
  expect((await ffmpeg.thumbnails(work)).sheets.length).toBe(1);
}, 30_000);
