import { expect, test } from '@jest/globals';
import { LONGEST, suggestedKeepUntil } from './keep-until.ts';

const lesson = { recordedOn: '2026-11-21', addedOn: '2026-11-21', trajectoryEnd: null };

test('a lesson of a trajectory is kept as long as the school keeps it', () => {
  expect(suggestedKeepUntil({ ...lesson, trajectoryEnd: '2027-01-20' }, LONGEST)).toBe('2027-02-19');
  expect(suggestedKeepUntil({ ...lesson, trajectoryEnd: '2028-06-01' }, LONGEST)).toBe('2027-11-21');
});

test('without a trajectory half a year, or shorter where the school keeps shorter', () => {
  expect(suggestedKeepUntil(lesson, LONGEST)).toBe('2027-05-22');
  expect(suggestedKeepUntil(lesson, { keepDays: 7, keepMonths: 3 })).toBe('2027-02-21');
});
