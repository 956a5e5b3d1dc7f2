import { expect, test } from '@jest/globals';
import { waveformWithin } from './waveform-within.ts';

/** 8,000 samples a second, 160 a point: 20 ms each. */
function peaks(points: number): Buffer {
  const bytes = Buffer.alloc(24 + 2 * points, 7);
  [2, 1, 8000, 160, points, 1].forEach((value, i) => bytes.writeInt32LE(value, i * 4));
  return bytes;
}

const loud = (bytes: Buffer) =>
  [...bytes.subarray(24)].flatMap((value, i) => (value === 0 || i % 2 === 1 ? [] : [i / 2]));

test('nothing of a point that lies partly outside is told', () => {
  expect(loud(waveformWithin(peaks(10), { startMs: 41, endMs: 119 }))).toEqual([3, 4]);
  expect(loud(waveformWithin(peaks(10), { startMs: 40, endMs: 120 }))).toEqual([2, 3, 4, 5]);
});

test('a part past the end of the peaks is silent, and its length stays', () => {
  const blank = waveformWithin(peaks(10), { startMs: 500, endMs: 900 });
  expect([loud(blank), blank.length, blank.readInt32LE(16)]).toEqual([[], 44, 10]);
});

test('of what is hidden nothing is told, whatever else is shown', () => {
  const hidden = [{ startMs: 59, endMs: 81 }];
  expect(loud(waveformWithin(peaks(10), null, hidden))).toEqual([0, 1, 5, 6, 7, 8, 9]);
  expect(loud(waveformWithin(peaks(10), { startMs: 20, endMs: 120 }, hidden))).toEqual([1, 5]);
});
