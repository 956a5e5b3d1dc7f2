import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type ClockSample, offsetOf } from './clock.ts';

const way = fc.integer({ min: 0, max: 2000 });

test('without a sample nothing is known', () => {
  expect(offsetOf([])).toBeNull();
});

test('the offset is never further off than half of the shortest way there and back, whatever the clocks say', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -3_600_000, max: 3_600_000 }),
      fc.array(fc.tuple(fc.nat(1e6), way, way), { minLength: 1, maxLength: 20 }),
      (ahead, ways) => {
        const samples = ways.map(([sentAt, there, back]): ClockSample => ({
          sentAt,
          receivedAt: sentAt + there + back,
          serverTime: sentAt + there + ahead,
        }));
        const shortest = Math.min(...ways.map(([, there, back]) => there + back));
        const found = offsetOf(samples);
        const errorMs = found?.errorMs ?? Infinity;
        expect(errorMs).toBeLessThanOrEqual(shortest / 2 + 1e-6);
        expect(Math.abs((found?.offsetMs ?? Infinity) - ahead)).toBeLessThanOrEqual(errorMs + 1e-6);
      },
    ),
  );
});

test('two poor samples that were slow on different ways make a good one', () => {
  const slowThere = { sentAt: 1000, receivedAt: 1402, serverTime: 61_400 };
  const slowBack = { sentAt: 2000, receivedAt: 2402, serverTime: 62_002 };
  expect(offsetOf([slowThere, slowBack])).toEqual({ offsetMs: 60_000, errorMs: 2 });
});

test('clocks that ran apart meanwhile are told by the quicker answer', () => {
  const before = { sentAt: 1000, receivedAt: 1004, serverTime: 61_002 };
  const after = { sentAt: 90_000, receivedAt: 90_020, serverTime: 150_030 };
  expect(offsetOf([before, after])?.offsetMs).toBe(60_000);
});

test('a slow answer does not spoil what a quick one told', () => {
  const quick = { sentAt: 1000, receivedAt: 1010, serverTime: 61_005 };
  const slow = { sentAt: 5000, receivedAt: 7000, serverTime: 65_900 };
  expect(offsetOf([quick, slow])?.offsetMs).toBe(60_000);
});
