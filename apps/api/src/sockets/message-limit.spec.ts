import { expect, test } from '@jest/globals';
import { MessageLimit } from './message-limit.ts';

test('a flood is refused after the burst, and let in again at the pace of the refill', () => {
  const limit = new MessageLimit(10, 3, 0);
  expect([0, 0, 0, 0].map((now) => limit.take(now))).toEqual([true, true, true, false]);
  expect(limit.take(50)).toBe(false);
  expect(limit.take(150)).toBe(true);
  expect(limit.take(150)).toBe(false);
});

test('a long silence saves up no more than the burst', () => {
  const limit = new MessageLimit(10, 2, 0);
  expect([60_000, 60_000, 60_000].map((now) => limit.take(now))).toEqual([true, true, false]);
});
