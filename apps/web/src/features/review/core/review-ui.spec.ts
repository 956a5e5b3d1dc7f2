import { expect, test } from '@jest/globals';
import { withEnd, withStart } from './review-ui.ts';

test('an end that lies before the new start is dropped', () => {
  expect(withStart({ startMs: 1000, endMs: 4000 }, 5000, 60_000)).toEqual({ startMs: 5000, endMs: null });
  expect(withStart({ startMs: 1000, endMs: 4000 }, 2000, 60_000)).toEqual({ startMs: 2000, endMs: 4000 });
});

test('an end without a start before it takes the ten seconds before', () => {
  expect(withEnd(null, 60_000)).toEqual({ startMs: 50_000, endMs: 60_000 });
  expect(withEnd(null, 3000)).toEqual({ startMs: 0, endMs: 3000 });
  expect(withEnd({ startMs: 9000, endMs: null }, 7000)).toEqual({ startMs: 0, endMs: 7000 });
  expect(withEnd({ startMs: 2000, endMs: null }, 7000)).toEqual({ startMs: 2000, endMs: 7000 });
  expect(withEnd(null, 0)).toBeNull();
});

test('at the end of the film no range begins; what was marked stays', () => {
  for (const atMs of [59_950, 60_000, 60_040]) {
    expect(withStart(null, atMs, 60_000)).toBeNull();
    expect(withStart({ startMs: 2000, endMs: 7000 }, atMs, 60_000)).toEqual({ startMs: 2000, endMs: 7000 });
  }
  expect(withStart(null, 59_900, 60_000)).toEqual({ startMs: 59_900, endMs: null });
});
