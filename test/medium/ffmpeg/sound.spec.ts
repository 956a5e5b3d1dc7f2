import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ffmpeg } from '../../../apps/worker/src/ffmpeg/ffmpeg.ts';
import { openFfmpeg } from '../../../apps/worker/src/ffmpeg/open.ts';
import { makeFilm } from '../../fixtures/media/films.ts';
import { filmNamed, recipes, soundOnly } from '../../fixtures/media/recipes.ts';
import { examined, madeSound, scratchFolder } from '../../support/film/pipeline.ts';
import { flashes, readBeeps, readFrames } from '../../support/film/read.ts';
import { Rendition, type Made } from '../../support/film/renditions.ts';
import { ffprobe } from '../../support/film/tools.ts';

let ffmpeg: Ffmpeg;
let scratch: Awaited<ReturnType<typeof scratchFolder>>;

beforeAll(async () => {
  ffmpeg = await openFfmpeg();
  scratch = await scratchFolder();
});

afterAll(() => scratch.remove());

const beepsOf = (beeps: number[]): number[] => beeps.map((b) => Math.round(b * 10) / 10);

test('a sound recording has sound, a waveform and a loudness, and no picture', async () => {
  const made = await examined(ffmpeg, await makeFilm('sound-only', soundOnly), scratch.path);
  expect(made.plan).toMatchObject({
    rungs: [],
    chunks: [],
    copy: undefined,
    sound: { mode: 'copy', sampleRate: 44_100 },
  });
  const sound = await madeSound(ffmpeg, made, scratch.path);
  expect(sound.segments.size).toBe(made.plan.sound?.segments.length);
  expect(beepsOf(await readBeeps(await sound.write(join(scratch.path, 'only.mp4'))))).toEqual([0, 4, 8, 12]);

  const { loudness, peaks } = await ffmpeg.measureSound({ ...made, scratch: scratch.path });
  // Beeps of half the full height, a little more after AAC.
  expect(loudness.truePeakDb).toBeGreaterThan(-7);
  expect(loudness.truePeakDb).toBeLessThan(-3);
  expect(loudness.integratedLufs).toBeLessThan(-5);
  const points = Buffer.from(peaks);
  const [rate, perPoint, count] = [points.readInt32LE(8), points.readInt32LE(12), points.readInt32LE(16)];
  expect((count * perPoint) / rate).toBeCloseTo(13, 0);
  const highest = (second: number): number => points.readInt8(24 + 2 * Math.round((second * rate) / perPoint) + 1);
  expect([4.05, 8.05, 12.05].map((s) => highest(s) > 50)).toEqual([true, true, true]);
  expect([2, 6, 10].map(highest)).toEqual([0, 0, 0]);
}, 60_000);

test.each(['5.1 sound', 'MKV', 'WebM without duration', 'MOV with timecode and data tracks'] as const)(
  'sound encoded in parts lines up: %s',
  async (name) => {
    const made: Made = await examined(ffmpeg, await filmNamed(name), scratch.path);
    const whole = await madeSound(ffmpeg, made, scratch.path);
    const parts = await madeSound(ffmpeg, made, scratch.path, { from: 0, to: 2 });
    for (const [from, to] of [
      [2, 3],
      [3, 4],
    ]) {
      const part = await madeSound(ffmpeg, made, scratch.path, { from: from ?? 0, to: to ?? 0 });
      expect(part.init.equals(whole.init)).toBe(true);
      for (const [n, bytes] of part.segments) parts.segments.set(n, bytes);
    }
    expect([...parts.segments.keys()]).toEqual(made.plan.sound?.segments.map((_, n) => n));
    const folder = await mkdtemp(join(scratch.path, 'parts-'));
    const heard = await readBeeps(await parts.write(join(folder, 'parts.mp4')));
    const expected = await readBeeps(await whole.write(join(folder, 'whole.mp4')));
    expect(heard.length).toBe(expected.length);
    // Where a part begins in the very frame of a beep, its edge is blurred within that frame (21 ms).
    heard.forEach((at, i) => expect(Math.abs(at - (expected[i] ?? 0))).toBeLessThan(0.015));
  },
  60_000,
);

test('5.1 becomes stereo, mono stays mono', async () => {
  for (const [name, channels] of [
    ['5.1 sound', 2],
    ['44.1 kHz mono', 1],
  ] as const) {
    const made = await examined(ffmpeg, await filmNamed(name), scratch.path);
    const path = await (await madeSound(ffmpeg, made, scratch.path)).write(join(scratch.path, `${channels}.mp4`));
    expect((await ffprobe(['-show_entries', 'stream=channels,codec_name', '-of', 'csv=p=0', path])).trim()).toBe(
      `aac,${channels}`,
    );
  }
}, 60_000);

test('sound joined from several films is copied, and lips stay in time to the end', async () => {
  const joined = await makeFilm('joined', {
    ...recipes['plain for the fast path'],
    copy: ['-stream_loop', '4', '-i', 'IN', '-c', 'copy'],
  });
  const made = await examined(ffmpeg, joined, scratch.path);
  expect(made.plan.sound?.mode).toBe('copy');
  const copied = new Rendition();
  await ffmpeg.copy({ ...made, scratch: scratch.path, ...copied.sinks });
  const flashed = flashes(await readFrames(await copied.write(join(scratch.path, 'joined-picture.mp4'))));
  const sound = await madeSound(ffmpeg, made, scratch.path);
  const beeps = await readBeeps(await sound.write(join(scratch.path, 'joined-sound.mp4')));
  expect(flashed.length).toBe(20);
  expect(beeps.length).toBe(20);
  beeps.forEach((beep, i) => expect(Math.abs(beep - (flashed[i] ?? Infinity))).toBeLessThanOrEqual(0.04));
}, 60_000);
