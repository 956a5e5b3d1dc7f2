import { expect, test } from '@jest/globals';
import { everything, filterOf } from './log-filter.ts';

test('nothing chosen asks for everything', () => {
  expect(Object.values(filterOf(everything)).every((value) => value === undefined)).toBe(true);
  expect(filterOf({ ...everything, words: '  ' }).words).toBeUndefined();
});

test('the last day is in it whole, also at the end of a month', () => {
  const { from, before } = filterOf({ ...everything, from: '2026-11-30', to: '2026-11-30' });
  expect(from).toBe(new Date(2026, 10, 30).toISOString());
  expect(before).toBe(new Date(2026, 11, 1).toISOString());
});
