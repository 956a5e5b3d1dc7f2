import { expect, test } from '@jest/globals';
import { ToldParts } from './told-parts.ts';

const part = (startMs: number, endMs: number) => [{ startMs, endMs }];

test('what was written is not written again, for a minute; another part, person or device is', () => {
  const told = new ToldParts();
  expect(told.has('coach', [], 0)).toBe(false);
  told.add('coach', part(0, 20_000), 0);
  expect(told.has('coach', [], 0)).toBe(true);
  expect(told.has('coach', part(10_000, 20_000), 59_999)).toBe(true);
  expect(told.has('coach', part(10_000, 30_000), 1)).toBe(false);
  expect(told.has('other', part(0, 10_000), 1)).toBe(false);
  expect(told.has('coach', part(0, 10_000), 60_000)).toBe(false);
});

test('further parts do not make the memory last longer', () => {
  const told = new ToldParts();
  told.add('coach', part(0, 10_000), 0);
  told.add('coach', part(10_000, 20_000), 59_000);
  expect(told.has('coach', part(0, 10_000), 60_000)).toBe(false);
});
