import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { join } from 'node:path';
import type { Ffmpeg } from '../../../apps/worker/src/ffmpeg/ffmpeg.ts';
import { openFfmpeg } from '../../../apps/worker/src/ffmpeg/open.ts';
import { filmNamed } from '../../fixtures/media/recipes.ts';
import { examined, scratchFolder } from '../../support/film/pipeline.ts';
import { flashes, readFrames } from '../../support/film/read.ts';
import { encodeChunks, Rendition, type Made } from '../../support/film/renditions.ts';
import { ffprobe } from '../../support/film/tools.ts';

let ffmpeg: Ffmpeg;
let scratch: Awaited<ReturnType<typeof scratchFolder>>;
let made: Made;

beforeAll(async () => {
  ffmpeg = await openFfmpeg();
  scratch = await scratchFolder();
  made = await examined(ffmpeg, await filmNamed('plain for the fast path'), scratch.path);
}, 60_000);

afterAll(() => scratch.remove());

test('a piece made in haste joins the ladder: the same initialisation segment, no seam', async () => {
  const view = await encodeChunks(ffmpeg, made, [{ from: 1, to: 3 }], scratch.path, {
    rungs: ['480', '240'],
    effort: 'view',
  });
  const ladder = await encodeChunks(
    ffmpeg,
    made,
    [
      { from: 0, to: 1 },
      { from: 3, to: 4 },
    ],
    scratch.path,
  );
  for (const [rung, hasty] of view) {
    const joined = ladder.get(rung) ?? new Rendition();
    expect(hasty.init.equals(joined.init)).toBe(true);
    for (const [n, bytes] of hasty.segments) joined.segments.set(n, bytes);
    const frames = await readFrames(await joined.write(join(scratch.path, `joined-${rung}.mp4`)));
    expect(frames.map((f) => f.number)).toEqual(Array.from({ length: 325 }, (_, i) => i));
  }
}, 60_000);

test('key frames stand at the planned places and nowhere else', async () => {
  const ladder = await encodeChunks(ffmpeg, made, [{ from: 0, to: 4 }], scratch.path, { rungs: ['240'] });
  const path = (await ladder.get('240')?.write(join(scratch.path, 'keys.mp4'))) ?? '';
  const lines = (
    await ffprobe(['-select_streams', 'v', '-show_entries', 'packet=pts,flags', '-of', 'csv=p=0', path])
  ).split('\n');
  const keys = lines.filter((l) => l.includes('K')).map((l) => Number(l.split(',')[0]));
  expect(keys).toEqual(made.plan.ladder.segments.map((s) => s.start));
}, 60_000);

test('the copied picture has every frame once and begins its segments at key frames', async () => {
  const copied = new Rendition();
  await ffmpeg.copy({ ...made, scratch: scratch.path, ...copied.sinks });
  expect(copied.segments.size).toBe(made.plan.copy?.segments.length);
  const frames = await readFrames(await copied.write(join(scratch.path, 'copied.mp4')));
  expect(frames.map((f) => f.number)).toEqual(Array.from({ length: 325 }, (_, i) => i));
  expect(flashes(frames)).toEqual([0, 4, 8, 12]);
  const middle = await readFrames(await copied.write(join(scratch.path, 'middle.mp4'), [2]));
  expect(middle.map((f) => f.number)).toEqual(Array.from({ length: 100 }, (_, i) => 200 + i));
}, 60_000);

test('a chunk asks the storage for its own bytes only', async () => {
  const source = made.source as Made['source'] & { bytesRead: number };
  source.bytesRead = 0;
  await encodeChunks(ffmpeg, made, [{ from: 2, to: 3 }], scratch.path, { rungs: ['240'] });
  expect(source.bytesRead).toBeGreaterThan(0);
  expect(source.bytesRead).toBeLessThan(source.size / 2);
}, 60_000);
