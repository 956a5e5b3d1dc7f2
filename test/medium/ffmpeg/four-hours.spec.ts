import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { openFfmpeg } from '../../../apps/worker/src/ffmpeg/open.ts';
import { makeFilm } from '../../fixtures/media/films.ts';
import { fourHours } from '../../fixtures/media/recipes.ts';
import { examined, scratchFolder } from '../../support/film/pipeline.ts';
import { readFrames } from '../../support/film/read.ts';
import { encodeChunks } from '../../support/film/renditions.ts';

let scratch: Awaited<ReturnType<typeof scratchFolder>>;
beforeAll(async () => {
  scratch = await scratchFolder();
});
afterAll(() => scratch.remove());

test('a film of four hours has all its 28,800 frames once, in order, in chunks of minutes', async () => {
  const ffmpeg = await openFfmpeg();
  const made = await examined(ffmpeg, await makeFilm('four-hours', fourHours), scratch.path);
  expect(made.plan.durationMs).toBe(4 * 3_600_000);
  expect(made.plan.ladder.segments.length).toBe(3600);
  expect(made.plan.chunks.length).toBe(57);
  const rungs = await encodeChunks(ffmpeg, made, made.plan.chunks, scratch.path);
  const frames = await readFrames((await rungs.get('90')?.write(join(scratch.path, 'long.mp4'))) ?? '');
  expect(frames.map((f) => f.number)).toEqual(Array.from({ length: 28_800 }, (_, i) => i));
  expect(frames.at(-1)?.at).toBe(4 * 3600 - 0.5);
  expect(frames.filter((f) => f.flash).length).toBe(3600);
}, 240_000);
