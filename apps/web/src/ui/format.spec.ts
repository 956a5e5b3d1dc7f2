import { describe, expect, test } from '@jest/globals';
import {
  bytes,
  dayFromNow,
  dayOf,
  dayText,
  endOfDay,
  fullDayText,
  fullInstantText,
  instantDayText,
  instantText,
  momentText,
  timecode,
} from './format.ts';

const now = new Date(2026, 10, 21, 12, 0);

describe('times on a film', () => {
  test.each([
    [0, '00:00'],
    [999, '00:00'],
    [61_500, '01:01'],
    [3_599_999, '59:59'],
    [3_600_000, '1:00:00'],
    [45_068_000, '12:31:08'],
    [-5, '00:00'],
  ])('%d ms is %s', (ms, text) => expect(timecode(ms)).toBe(text));

  test('a range has both ends, a moment one', () => {
    expect(momentText({ startMs: 400_000, endMs: 425_000 })).toBe('06:40–07:05');
    expect(momentText({ startMs: 400_000, endMs: null })).toBe('06:40');
  });
});

test('what is read years later has its year, and the second', () => {
  const [day, instant] = ['2026-11-27', new Date(2026, 10, 27, 15, 30, 5).toISOString()];
  expect([fullDayText(day, 'nl'), fullDayText(day, 'en')]).toEqual(['vr 27 nov 2026', 'Fri 27 Nov 2026']);
  expect(fullInstantText(instant, 'nl')).toBe('vr 27 nov 2026, 15:30:05');
});

describe('sizes', () => {
  test.each([
    [0, 'nl', '0 byte'],
    [999, 'nl', '999 byte'],
    [1_500, 'nl', '1,5 kB'],
    [1_234_000_000, 'nl', '1,2 GB'],
    [1_234_000_000, 'en', '1.2 GB'],
    [345_600_000, 'nl', '346 MB'],
    [9e15, 'nl', '9.000 TB'],
  ])('%d in %s is %s', (count, language, text) => expect(bytes(count, language)).toBe(text));
});

describe('days', () => {
  test('a day of this year has no year', () => {
    expect(dayText('2026-11-27', 'nl', now)).toBe('vr 27 nov');
    expect(dayText('2026-11-27', 'en', now)).toBe('Fri 27 Nov');
  });

  test('a day of another year has it', () => expect(dayText('2027-03-01', 'nl', now)).toBe('ma 1 mrt 2027'));

  test('an instant is told in the reader’s own time', () => {
    const instant = new Date(2026, 10, 27, 15, 30).toISOString();
    expect(instantText(instant, 'nl', now)).toBe('vr 27 nov, 15:30');
    expect(instantDayText(instant, 'nl', now)).toBe('vr 27 nov');
  });

  test('until a day means its last second here', () => {
    const end = endOfDay('2026-12-03');
    expect(dayOf(end)).toBe('2026-12-03');
    expect(new Date(end).getHours()).toBe(23);
  });

  test('days from now go over the end of month and year', () => {
    expect(dayFromNow(0, now)).toBe('2026-11-21');
    expect(dayFromNow(10, now)).toBe('2026-12-01');
    expect(dayFromNow(50, now)).toBe('2027-01-10');
  });
});
