import { expect, test } from '@jest/globals';
import { boxAt } from './hidden-area.ts';
import { HiddenArea } from './hiding.ts';

const at = (atMs: number, x: number) => ({ atMs, x, y: 0.1, width: 0.2, height: 0.3 });
const area: HiddenArea = { shape: 'rectangle', positions: [at(1000, 0), at(2000, 0.5), at(4000, 0.3)] };

test('an area is not there before its first position, nor after its last, and is at both', () => {
  expect([999, 4001].map((ms) => boxAt(area, ms))).toEqual([null, null]);
  expect([1000, 4000].map((ms) => boxAt(area, ms)?.x)).toEqual([0, 0.3]);
});

test('between two positions it moves in a straight line', () => {
  expect([1500, 2000, 3000].map((ms) => boxAt(area, ms)?.x)).toEqual([0.25, 0.5, 0.4]);
});

test('one position is one moment', () => {
  const once = { ...area, positions: [at(1000, 0.7)] };
  expect([999, 1000, 1001].map((ms) => boxAt(once, ms)?.x)).toEqual([undefined, 0.7, undefined]);
});

test('two positions at one moment, or in another order than that of time, are refused', () => {
  for (const positions of [[at(1000, 0), at(1000, 0.5)], [at(2000, 0), at(1000, 0.5)], []])
    expect(HiddenArea.safeParse({ ...area, positions }).success).toBe(false);
});
