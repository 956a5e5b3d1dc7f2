import { expect, test } from '@jest/globals';
import type { HiddenArea } from '@lesblik/shared/hiding';
import { hiddenSegments } from './hidden-segments.ts';

const video = { kind: 'video' as const, timescale: 90_000, segmentTicks: [360_000, 360_000, 360_000, 180_000] };
const sound = { kind: 'sound' as const, timescale: 48_000, segmentTicks: [192_512, 191_488, 192_512, 96_256] };
const box = { x: 0, y: 0, width: 0.5, height: 0.5 };
const area = (...times: number[]): HiddenArea => ({
  shape: 'rectangle',
  positions: times.map((atMs) => ({ atMs, ...box })),
});
const picture = (...areas: HiddenArea[]) => [...hiddenSegments(video, { areas, sounds: [] })];
const heard = (startMs: number, endMs: number) => [
  ...hiddenSegments(sound, { areas: [], sounds: [{ startMs, endMs }] }),
];

test('a segment in which an area is set, for however short, is another one', () => {
  expect(picture(area(5000))).toEqual([1]);
  expect(picture(area(1000, 9000))).toEqual([0, 1, 2]);
  expect(picture(area(500), area(13_000))).toEqual([0, 3]);
});

test('so is the one beside it, where an area ends or begins close to it', () => {
  expect(picture(area(4000, 5000))).toEqual([0, 1]);
  expect(picture(area(7900))).toEqual([1, 2]);
  expect(picture(area(4300, 7700))).toEqual([1]);
});

test('what is set past the end is set in the last frame, which may stay', () => {
  expect(picture(area(60_000, 70_000))).toEqual([3]);
});

test('sound is hidden in the segments of sound alone, with the frames beside it', () => {
  expect(heard(1000, 2000)).toEqual([0]);
  expect(heard(2000, 3990)).toEqual([0, 1]);
  expect([...hiddenSegments(video, { areas: [], sounds: [{ startMs: 0, endMs: 9000 }] })]).toEqual([]);
});
