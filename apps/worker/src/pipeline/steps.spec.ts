import { expect, test } from '@jest/globals';
import type { Film } from '../ffmpeg/film.ts';
import type { FilmPlan, Rung } from '../ffmpeg/plan/types.ts';
import { stepsOf, viewRungs } from './steps.ts';

const rung = (shortSide: number): Rung => ({
  name: String(shortSide),
  shortSide,
  width: (shortSide * 16) / 9,
  height: shortSide,
  codecs: 'avc1.640028',
  bandwidth: 1,
});
const segments = Array.from({ length: 15 }, (_, n) => ({ start: n * 360_000, end: (n + 1) * 360_000 }));
const plan: FilmPlan = {
  durationMs: 60_000,
  rungs: [rung(1080), rung(480), rung(240)],
  ladder: { timescale: 90_000, segments },
  chunks: [
    { index: 0, from: 0, to: 8 },
    { index: 1, from: 8, to: 15 },
  ],
  copy: undefined,
  sound: {
    mode: 'encode',
    timescale: 48_000,
    segments,
    sampleRate: 48_000,
    channels: 2,
    codecs: 'mp4a.40.2',
    bandwidth: 1,
  },
};
const film = {
  bytes: 60_000_000,
  video: { codedWidth: 1920, codedHeight: 1080 },
  frames: { at: new Float64Array(1_800) },
} as Film;

test('a film has a step for each chunk, and most of the work lies in them', () => {
  const steps = stepsOf(film, plan);
  expect(steps.map(({ name }) => name)).toEqual([
    'hash',
    'sound',
    'measure',
    'poster',
    'thumbnails',
    'chunk.0',
    'chunk.1',
  ]);
  const sum = (prefix: string) =>
    steps.reduce((all, { name, work }) => (name.startsWith(prefix) ? all + work : all), 0);
  expect(sum('chunk.') / sum('')).toBeGreaterThan(0.9);
  expect(steps.at(-2)?.work ?? 0).toBeCloseTo(((steps.at(-1)?.work ?? 0) / 7) * 8);
});

test('a sound recording has no picture to make', () => {
  const silentPicture: Film = { ...film, video: undefined, frames: undefined };
  const names = stepsOf(silentPicture, { ...plan, rungs: [], chunks: [] }).map(({ name }) => name);
  expect(names).toEqual(['hash', 'sound', 'measure']);
});

test('who waits gets the small pictures, or the only one there is', () => {
  expect(viewRungs(plan).map(({ name }) => name)).toEqual(['480', '240']);
  expect(viewRungs({ ...plan, rungs: [rung(1080)] }).map(({ name }) => name)).toEqual(['1080']);
});
