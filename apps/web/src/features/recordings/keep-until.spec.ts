import { expect, test } from '@jest/globals';
import { latestKeepUntil, suggestedKeepUntil } from './keep-until.ts';

test('a lesson is kept at most a year', () => {
  expect(latestKeepUntil('2026-11-21')).toBe('2027-11-21');
  expect(latestKeepUntil('2024-02-29')).toBe('2025-02-28');
});

test('a lesson of a trajectory is kept until 30 days after its end', () => {
  expect(suggestedKeepUntil('2026-11-21', '2027-01-20')).toBe('2027-02-19');
});

test('never longer than the latest day, however long the trajectory', () => {
  expect(suggestedKeepUntil('2026-11-21', '2028-06-01')).toBe('2027-11-21');
});

test('without a trajectory half a year', () => {
  expect(suggestedKeepUntil('2026-11-21', undefined)).toBe('2027-05-22');
});
