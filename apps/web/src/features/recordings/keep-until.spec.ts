import { expect, test } from '@jest/globals';
import { latestKeepUntil, LONGEST, suggestedKeepUntil } from './keep-until.ts';

const short = { keepDays: 7, keepMonths: 3 };

test('a lesson is kept at most as long as its school keeps any', () => {
  expect(latestKeepUntil('2026-11-21', LONGEST)).toBe('2027-11-21');
  expect(latestKeepUntil('2024-02-29', LONGEST)).toBe('2025-02-28');
  expect(latestKeepUntil('2026-11-30', short)).toBe('2027-02-28');
});

test('a lesson of a trajectory is kept until some days after its end', () => {
  expect(suggestedKeepUntil('2026-11-21', '2027-01-20', LONGEST)).toBe('2027-02-19');
  expect(suggestedKeepUntil('2026-11-21', '2027-01-20', short)).toBe('2027-01-27');
});

test('never longer than the latest day, however long the trajectory', () => {
  expect(suggestedKeepUntil('2026-11-21', '2028-06-01', LONGEST)).toBe('2027-11-21');
});

test('without a trajectory half a year', () => {
  expect(suggestedKeepUntil('2026-11-21', undefined, LONGEST)).toBe('2027-05-22');
});
