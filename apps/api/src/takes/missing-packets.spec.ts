import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { MissingPackets } from './missing-packets.ts';

const LATER = 1_000;

test('packets in any order, all of which come, are not lost', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 65_535 }),
      fc.shuffledSubarray([1, 2, 3, 4, 5, 6, 7, 8], { minLength: 8, maxLength: 8 }),
      (first, order) => {
        const missing = new MissingPackets();
        missing.sees(1, first, 0);
        for (const n of order) missing.sees(1, (first + n) & 0xffff, 0);
        expect(missing.lost(LATER)).toBe(false);
      },
    ),
  );
});

test('one that does not come is lost, once, after a while, across the end of the numbers', () => {
  const missing = new MissingPackets();
  missing.sees(1, 65_534, 0);
  missing.sees(1, 1, 0);
  expect(missing.lost(299)).toBe(false);
  missing.sees(1, 0, 299);
  expect(missing.lost(300)).toBe(true);
  expect(missing.lost(LATER)).toBe(false);
});

test('a sender that begins anew far off, and another sender, lose nothing', () => {
  const missing = new MissingPackets();
  missing.sees(1, 100, 0);
  missing.sees(1, 20_000, 0);
  missing.sees(2, 5, 0);
  expect(missing.lost(LATER)).toBe(false);
});

test('a sender that jumps ahead with every packet is one loss, and costs next to nothing', () => {
  const missing = new MissingPackets();
  const begin = performance.now();
  for (let n = 0; n < 20_000; n += 1) missing.sees(1, (n * 999) & 0xffff, 0);
  for (let n = 0; n < 20_000; n += 1) missing.sees(2, (n * 60) & 0xffff, 0);
  expect(missing.lost(299)).toBe(false);
  expect(performance.now() - begin).toBeLessThan(500);
  expect(missing.lost(300)).toBe(true);
  expect(missing.lost(LATER)).toBe(false);
});
