import { describe, expect, test } from '@jest/globals';
import { defaultKeepUntil, latestKeepUntil, mayKeepUntil } from './keep-until.ts';

const usual = { keepDays: 30, keepMonths: 12 };

describe('how long a recording is kept', () => {
  test('not longer than twelve months after it was recorded', () => {
    expect(latestKeepUntil('2026-11-21', usual)).toBe('2027-11-21');
    expect(latestKeepUntil('2028-02-29', usual)).toBe('2029-02-28');
    expect(mayKeepUntil('2027-11-22', '2026-11-21', '2026-11-21', usual)).toBe(false);
    expect(mayKeepUntil('2027-11-21', '2026-11-21', '2026-11-21', usual)).toBe(true);
  });

  test('not until a day that has passed, but until today', () => {
    expect(mayKeepUntil('2026-11-20', '2026-11-01', '2026-11-21', usual)).toBe(false);
    expect(mayKeepUntil('2026-11-21', '2026-11-01', '2026-11-21', usual)).toBe(true);
  });

  test('by default thirty days after the trajectory', () => {
    expect(defaultKeepUntil('2026-11-21', '2027-01-31', usual)).toBe('2027-03-02');
    expect(defaultKeepUntil('2026-11-21', '2028-01-31', usual)).toBe('2027-11-21');
    expect(defaultKeepUntil('2026-11-21', null, usual)).toBe('2027-11-21');
  });

  test('shorter where the school keeps shorter', () => {
    const short = { keepDays: 0, keepMonths: 2 };
    expect(defaultKeepUntil('2026-12-31', '2027-01-31', short)).toBe('2027-01-31');
    expect(latestKeepUntil('2026-12-31', short)).toBe('2027-02-28');
    expect(mayKeepUntil('2027-03-01', '2026-12-31', '2026-12-31', short)).toBe(false);
  });
});
