import { describe, expect, test } from '@jest/globals';
import { defaultKeepUntil, latestKeepUntil, mayKeepUntil } from './keep-until.ts';

describe('how long a recording is kept', () => {
  test('not longer than twelve months after it was recorded', () => {
    expect(latestKeepUntil('2026-11-21')).toBe('2027-11-21');
    expect(latestKeepUntil('2028-02-29')).toBe('2029-02-28');
    expect(mayKeepUntil('2027-11-22', '2026-11-21', '2026-11-21')).toBe(false);
    expect(mayKeepUntil('2027-11-21', '2026-11-21', '2026-11-21')).toBe(true);
  });

  test('not until a day that has passed, but until today', () => {
    expect(mayKeepUntil('2026-11-20', '2026-11-01', '2026-11-21')).toBe(false);
    expect(mayKeepUntil('2026-11-21', '2026-11-01', '2026-11-21')).toBe(true);
  });

  test('by default thirty days after the trajectory', () => {
    expect(defaultKeepUntil('2026-11-21', '2027-01-31')).toBe('2027-03-02');
    expect(defaultKeepUntil('2026-11-21', '2028-01-31')).toBe('2027-11-21');
    expect(defaultKeepUntil('2026-11-21', null)).toBe('2027-11-21');
  });
});
