import { describe, expect, test } from '@jest/globals';
import { latestKeepUntil, movedKeepUntil } from './keep-until.ts';

const usual = { keepDays: 30, keepMonths: 12 };
const today = '2026-11-21';
const lesson = { recordedOn: today, addedOn: today, trajectoryEnd: null };
const within = (trajectoryEnd: string) => ({ ...lesson, trajectoryEnd });

describe('how long a recording is kept', () => {
  test('not longer than twelve months after it was recorded', () => {
    expect(latestKeepUntil(lesson, usual)).toBe('2027-11-21');
    expect(latestKeepUntil({ ...lesson, recordedOn: '2028-02-29' }, usual)).toBe('2029-02-28');
  });

  test('not longer than thirty days after its trajectory', () => {
    expect(latestKeepUntil(within('2027-01-31'), usual)).toBe('2027-03-02');
    expect(latestKeepUntil(within('2028-01-31'), usual)).toBe('2027-11-21');
  });

  test('thirty days from when it came into a trajectory that was over', () => {
    expect(latestKeepUntil({ ...within('2026-01-31'), addedOn: '2026-12-01' }, usual)).toBe('2026-12-31');
  });

  test('shorter where the school keeps shorter', () => {
    const short = { keepDays: 0, keepMonths: 2 };
    const last = { ...lesson, recordedOn: '2026-12-31', addedOn: '2026-12-31' };
    expect(latestKeepUntil({ ...last, trajectoryEnd: '2027-01-31' }, short)).toBe('2027-01-31');
    expect(latestKeepUntil(last, short)).toBe('2027-02-28');
  });
});

describe('when its trajectory ends on another day', () => {
  const moved = (keepUntil: string, latest: string, isChosen = false) =>
    movedKeepUntil(keepUntil, isChosen, latest, today);

  test('the last day goes along, later and sooner', () => {
    expect(moved('2027-03-02', '2027-03-30')).toBe('2027-03-30');
    expect(moved('2027-03-02', '2027-01-30')).toBe('2027-01-30');
  });

  test('one that its owner chose goes to no later day, but never stays longer than the school keeps', () => {
    expect(moved('2027-01-10', '2027-03-30', true)).toBe('2027-01-10');
    expect(moved('2027-01-10', '2026-12-30', true)).toBe('2026-12-30');
  });

  test('none goes sooner than its owner can be told', () => {
    expect(moved('2027-03-02', '2026-10-31')).toBe('2026-12-05');
    expect(moved('2026-11-25', '2026-10-31')).toBe('2026-11-25');
  });
});
