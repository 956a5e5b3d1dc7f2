import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { qualityOf } from './quality.ts';
import { VideoValve } from './video-valve.ts';

/** One look a second with these scores. @returns at which looks pictures were held */
const heldAt = (valve: VideoValve, scores: (number | undefined)[], from = 0) =>
  scores.flatMap((score, at) => (valve.look(score, (from + at) * 1000) ? [] : [from + at]));
const times = <T>(count: number, value: T) => Array.from({ length: count }, () => value);

test('a voice that suffers for two seconds holds the pictures; one bad second does not', () => {
  expect(heldAt(new VideoValve(), [10, 2, 10, 2, 10])).toEqual([]);
  expect(heldAt(new VideoValve(), [10, 2, 2, 2, 2])).toEqual([3, 4]);
});

test('pictures come back when the voices have been well for eight seconds, and wait longer when they hurt again', () => {
  const valve = new VideoValve();
  expect(heldAt(valve, [...times(3, 2), ...times(12, 10)])).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10]);
  const again = heldAt(valve, [...times(3, 2), ...times(20, 10)], 15);
  expect(again.length).toBeGreaterThan(15);
});

test('where nobody is heard nothing is held', () => {
  expect(heldAt(new VideoValve(), times(30, undefined))).toEqual([]);
});

test('the quality is that of the worst stream', () => {
  expect([qualityOf([]), qualityOf([10, 8]), qualityOf([10, 5]), qualityOf([10, 0])]).toEqual([
    ...['good', 'good', 'fair', 'poor'],
  ]);
  const scores = fc.array(fc.integer({ min: 0, max: 10 }));
  const order = ['poor', 'fair', 'good'];
  fc.assert(
    fc.property(scores, fc.integer({ min: 0, max: 10 }), (all, one) => {
      expect(order.indexOf(qualityOf([...all, one]))).toBeLessThanOrEqual(order.indexOf(qualityOf(all)));
    }),
  );
});
