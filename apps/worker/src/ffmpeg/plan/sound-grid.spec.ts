import { expect, test } from '@jest/globals';
import type { Film, SampleTable } from '../film.ts';
import { AAC_FRAME, soundGrid } from './sound-plan.ts';

const RATE = 48_000;

/** A sound recording whose AAC frames begin at these samples. */
function film(dts: number[], seconds: number): Film {
  const table: SampleTable = {
    timescale: RATE,
    offset: new Float64Array(dts.length),
    size: new Uint32Array(dts.length),
    dts: Float64Array.from(dts),
    pts: Float64Array.from(dts),
    key: new Uint8Array(dts.length).fill(1),
    endDts: (dts.at(-1) ?? 0) + AAC_FRAME,
    description: new Uint8Array(0),
    brand: new Uint8Array(0),
    shift: 0,
    showFrom: 0,
    showUntil: Infinity,
  };
  const frames = { at: Float64Array.of(0), key: Uint8Array.of(1), end: seconds * 90_000, zeroSeconds: 0 };
  return {
    demuxer: 'mov',
    bytes: 0,
    durationMs: seconds * 1000,
    video: undefined,
    frames,
    videoSamples: undefined,
    sound: undefined,
    soundTiming: undefined,
    soundSamples: table,
  };
}

const row = (count: number, from = 0, step = AAC_FRAME): number[] =>
  Array.from({ length: count }, (_, i) => from + i * step);
const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

test('frames before the first picture are left out, those after it keep their places', () => {
  const { samples, mended } = soundGrid(film(row(50, -2112), 1), RATE);
  expect(mended).toBe(0);
  expect([...samples]).toEqual(range(2, 49));
});

test('sound that begins late begins with silence, and what is missing at the end is silent', () => {
  const { samples, mended } = soundGrid(film(row(20, 10 * AAC_FRAME), 1), RATE);
  expect(mended).toBe(0);
  expect([...samples]).toEqual([...range(0, 10).map(() => -1), ...range(0, 20), ...range(0, 17).map(() => -1)]);
});

test('times that waver by a few samples move nothing', () => {
  const wavering = row(47, 512).map((at, i) => at + (i % 3) - 1);
  expect(soundGrid(film(wavering, 1), RATE).mended).toBe(0);
});

test('where two films were joined and overlap by a frame, one is left out', () => {
  const joined = [...row(20), ...row(27, 19 * AAC_FRAME + 1)];
  const { samples, mended } = soundGrid(film(joined, 0.96), RATE);
  expect(mended).toBeLessThanOrEqual(2);
  expect([...samples.subarray(0, 22)]).toEqual([...range(0, 20), 21, 22]);
});

test('a clock that runs slow is followed: lips stay within a frame', () => {
  const slow = row(460, 0, AAC_FRAME + 5);
  const { samples } = soundGrid(film(slow, 9), RATE);
  samples.forEach((sample, place) => {
    if (sample >= 0) expect(Math.abs((slow[sample] ?? 0) - place * AAC_FRAME)).toBeLessThanOrEqual(AAC_FRAME);
  });
});
