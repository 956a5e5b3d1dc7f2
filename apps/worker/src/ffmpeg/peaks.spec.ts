import { expect, test } from '@jest/globals';
import { Peaks } from './peaks.ts';

const samples = (values: number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 2);
  values.forEach((v, i) => bytes.writeInt16LE(v, i * 2));
  return bytes;
};

test('each point holds the lowest and the highest of its stretch, as audiowaveform writes them', () => {
  const peaks = new Peaks(100, 1);
  const bytes = samples([0, 32_767, -32_768, 256, 512, -512]);
  // A pipe may cut a sample in two.
  peaks.push(bytes.subarray(0, 3));
  peaks.push(bytes.subarray(3));
  const file = Buffer.from(peaks.file());
  expect([0, 4, 8, 12, 16, 20].map((at) => file.readInt32LE(at))).toEqual([2, 1, 100, 2, 3, 1]);
  expect([...file.subarray(24)].map((b) => (b << 24) >> 24)).toEqual([0, 127, -128, 1, -2, 2]);
});

test('a long film keeps to 40,000 points', () => {
  const hours = new Peaks(8, 4 * 3600);
  for (let minute = 0; minute < 4 * 60; minute++) hours.push(Buffer.alloc(60 * 16));
  expect(Buffer.from(hours.file()).readInt32LE(16)).toBeLessThanOrEqual(40_000);
});
