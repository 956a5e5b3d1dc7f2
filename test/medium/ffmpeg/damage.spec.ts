import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ffmpeg } from '../../../apps/worker/src/ffmpeg/ffmpeg.ts';
import { openFfmpeg } from '../../../apps/worker/src/ffmpeg/open.ts';
import { filmNamed } from '../../fixtures/media/recipes.ts';
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

/** A film of 13 s whose frames from 3.6 s up to 9.2 s are zeros. */
async function damaged(): Promise<string> {
  const path = await filmNamed('plain for the fast path');
  const { film } = await examined(ffmpeg, path, scratch.path);
  const bytes = await readFile(path);
  for (let i = 90; i < 230; i++) {
    const at = film.videoSamples?.offset[i] ?? 0;
    bytes.fill(0, at, at + (film.videoSamples?.size[i] ?? 0));
  }
  const copy = join(scratch.path, 'damaged.mp4');
  await writeFile(copy, bytes);
  return copy;
}

test('a film with seconds of damage still has every segment, in time', async () => {
  const made = await examined(ffmpeg, await damaged(), scratch.path);
  const whole = made.plan.ladder.segments.map((_, n) => n);
  for (const chunks of [[{ from: 0, to: whole.length }], whole.map((n) => ({ from: n, to: n + 1 }))]) {
    const rungs = await encodeChunks(ffmpeg, made, chunks, scratch.path, { rungs: ['240'] });
    const rung = rungs.get('240');
    expect([...(rung?.segments.keys() ?? [])]).toEqual(whole);
    const frames = await readFrames((await rung?.write(join(scratch.path, 'mended.mp4'))) ?? '');
    expect(frames.map((f) => f.at)).toEqual(frames.map((f) => f.at).toSorted((a, b) => a - b));
    // What is whole is at its place.
    for (const f of frames.filter(({ at }) => at < 3.5 || at > 10.01)) expect(f.number).toBe(Math.round(f.at * 25));
    expect(frames.filter(({ at }) => at > 10.01).length).toBe(74);
  }
}, 90_000);

test('a store that refuses ends the work with its own reason', async () => {
  const made = await examined(ffmpeg, await filmNamed('plain for the fast path'), scratch.path);
  const work = {
    ...made,
    scratch: await mkdtemp(join(scratch.path, 'refused-')),
    from: 0,
    to: 4,
    rungs: ['240'],
    effort: 'view' as const,
  };
  const onSegment = async (): Promise<void> => {
    throw new Error('no room');
  };
  await expect(ffmpeg.chunk({ ...work, onInit: async () => undefined, onSegment })).rejects.toThrow('no room');
}, 60_000);
