import { describe, expect, test } from '@jest/globals';
import { type MailPace, NotificationKind, type NotificationSettings, usualHours } from '@lesblik/shared/notifications';
import { isDue } from './due.ts';

const settings = (pace: MailPace, hours: Partial<Omit<NotificationSettings, 'mail'>> = {}): NotificationSettings => ({
  mail: Object.fromEntries(NotificationKind.options.map((kind) => [kind, pace])) as NotificationSettings['mail'],
  ...{ ...usualHours, quiet: null },
  ...hours,
});
const due = (pace: MailPace, madeAt: string, now: string, hours?: Partial<Omit<NotificationSettings, 'mail'>>) =>
  isDue('comment_added', new Date(madeAt), settings(pace, hours), new Date(now));

/** Which of these instants are the first at which something is due. */
function firstDue(pace: MailPace, madeAt: string, until: string, hours?: Partial<Omit<NotificationSettings, 'mail'>>) {
  for (let at = Date.parse(madeAt); at <= Date.parse(until); at += 60_000)
    if (due(pace, madeAt, new Date(at).toISOString(), hours)) return new Date(at).toISOString();
  return undefined;
}

test('at once is now, and never is settled now', () => {
  expect(due('at_once', '2026-11-24T10:00:00Z', '2026-11-24T10:00:00Z')).toBe(true);
  expect(due('never', '2026-11-24T10:00:00Z', '2026-11-24T10:00:00Z')).toBe(true);
});

test('once an hour is at the whole hour', () => {
  expect(firstDue('hourly', '2026-11-24T10:05:00Z', '2026-11-24T12:00:00Z')).toBe('2026-11-24T11:00:00.000Z');
  expect(firstDue('hourly', '2026-11-24T10:00:00Z', '2026-11-24T12:00:00Z')).toBe('2026-11-24T11:00:00.000Z');
});

test('once a day is at the time of day there, and after it tomorrow', () => {
  expect(firstDue('daily', '2026-11-24T10:00:00Z', '2026-11-26T00:00:00Z')).toBe('2026-11-24T15:00:00.000Z');
  expect(firstDue('daily', '2026-11-24T15:00:00Z', '2026-11-26T00:00:00Z')).toBe('2026-11-25T15:00:00.000Z');
  const kiritimati = { timeZone: 'Pacific/Kiritimati' };
  expect(firstDue('daily', '2026-11-24T10:00:00Z', '2026-11-26T00:00:00Z', kiritimati)).toBe(
    '2026-11-25T02:00:00.000Z',
  );
});

describe('quiet hours', () => {
  const quiet = { from: '20:00', to: '07:00' };

  test('hold everything until they end', () => {
    expect(firstDue('at_once', '2026-11-24T19:00:00Z', '2026-11-25T12:00:00Z', { quiet })).toBe(
      '2026-11-25T06:00:00.000Z',
    );
    expect(firstDue('hourly', '2026-11-24T18:30:00Z', '2026-11-25T12:00:00Z', { quiet })).toBe(
      '2026-11-25T06:00:00.000Z',
    );
    const late = { quiet, dailyAt: '22:00' };
    expect(firstDue('daily', '2026-11-24T10:00:00Z', '2026-11-25T12:00:00Z', late)).toBe('2026-11-25T06:00:00.000Z');
  });

  test('begin and end at their times', () => {
    expect(due('at_once', '2026-11-24T18:59:00Z', '2026-11-24T18:59:00Z', { quiet })).toBe(true);
    expect(due('at_once', '2026-11-24T19:00:00Z', '2026-11-24T19:00:00Z', { quiet })).toBe(false);
    expect(due('at_once', '2026-11-24T19:00:00Z', '2026-11-25T05:59:00Z', { quiet })).toBe(false);
    const atNoon = { quiet: { from: '12:00', to: '13:00' } };
    expect(due('at_once', '2026-11-24T11:30:00Z', '2026-11-24T11:30:00Z', atNoon)).toBe(false);
    expect(due('at_once', '2026-11-24T12:00:00Z', '2026-11-24T12:00:00Z', atNoon)).toBe(true);
  });

  test('let the reminder an hour before a talk through, and no other', () => {
    const night = settings('at_once', { quiet });
    const at = new Date('2026-11-25T05:30:00Z');
    expect(isDue('talk_in_an_hour', at, night, at)).toBe(true);
    expect(isDue('talk_in_a_day', at, night, at)).toBe(false);
  });

  test('that are all day long hold no mail for ever when they are one instant', () => {
    expect(
      due('at_once', '2026-11-24T10:00:00Z', '2026-11-24T10:00:00Z', { quiet: { from: '09:00', to: '09:00' } }),
    ).toBe(true);
  });
});

// Amsterdam: at 02:00 on 29 March 2026 it becomes 03:00; at 03:00 on 25 October 2026 it becomes 02:00 once more.
describe('the night that the clock changes', () => {
  const quiet = { from: '22:00', to: '07:00' };

  test('quiet hours end when the clock on the wall says so', () => {
    expect(firstDue('at_once', '2026-03-28T22:00:00Z', '2026-03-29T12:00:00Z', { quiet })).toBe(
      '2026-03-29T05:00:00.000Z',
    );
    expect(firstDue('at_once', '2026-10-24T21:00:00Z', '2026-10-25T12:00:00Z', { quiet })).toBe(
      '2026-10-25T06:00:00.000Z',
    );
  });

  test('quiet hours that begin or end in the hour that is skipped do so when it is over', () => {
    const until = { quiet: { from: '22:00', to: '02:30' } };
    expect(firstDue('at_once', '2026-03-28T22:00:00Z', '2026-03-29T12:00:00Z', until)).toBe('2026-03-29T01:00:00.000Z');
    const from = { quiet: { from: '02:30', to: '04:00' } };
    expect(due('at_once', '2026-03-29T00:59:00Z', '2026-03-29T00:59:00Z', from)).toBe(true);
    expect(due('at_once', '2026-03-29T01:00:00Z', '2026-03-29T01:00:00Z', from)).toBe(false);
  });

  test('a daily mail whose hour is skipped comes, once, when it is over', () => {
    const hours = { dailyAt: '02:30' };
    expect(firstDue('daily', '2026-03-28T20:00:00Z', '2026-03-30T12:00:00Z', hours)).toBe('2026-03-29T01:00:00.000Z');
    expect(firstDue('daily', '2026-03-29T01:05:00Z', '2026-03-31T12:00:00Z', hours)).toBe('2026-03-30T00:30:00.000Z');
  });

  test('a daily mail whose hour comes twice comes at the first, and what is told after it is told the next day', () => {
    const hours = { dailyAt: '02:30' };
    expect(firstDue('daily', '2026-10-24T20:00:00Z', '2026-10-26T12:00:00Z', hours)).toBe('2026-10-25T00:30:00.000Z');
    expect(firstDue('daily', '2026-10-25T00:45:00Z', '2026-10-27T12:00:00Z', hours)).toBe('2026-10-26T01:30:00.000Z');
  });

  test('once an hour stays once an hour', () => {
    expect(firstDue('hourly', '2026-10-25T00:10:00Z', '2026-10-25T12:00:00Z')).toBe('2026-10-25T01:00:00.000Z');
    expect(firstDue('hourly', '2026-10-25T01:10:00Z', '2026-10-25T12:00:00Z')).toBe('2026-10-25T02:00:00.000Z');
  });
});
