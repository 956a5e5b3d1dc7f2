import { expect, test } from '@jest/globals';
import { instantOf, sameClock, TimeZone, wallTimeAt, zoneName } from './zoned-time.ts';

const AMSTERDAM = 'Europe/Amsterdam';
const iso = (wall: string, zone = AMSTERDAM): string | undefined => instantOf(wall, zone)?.toISOString();

test('the hour that is skipped when the clock goes forward is no time', () => {
  expect(iso('2027-03-28T02:30')).toBeUndefined();
  expect(iso('2027-03-28T01:59')).toBe('2027-03-28T00:59:00.000Z');
  expect(iso('2027-03-28T03:00')).toBe('2027-03-28T01:00:00.000Z');
});

test('of the hour that comes twice when the clock goes back, the first counts', () => {
  expect(iso('2026-10-25T02:30')).toBe('2026-10-25T00:30:00.000Z');
  expect(iso('2026-10-25T03:00')).toBe('2026-10-25T02:00:00.000Z');
});

test('half past three in the afternoon is another instant in summer, in winter and elsewhere', () => {
  expect(iso('2026-07-01T15:30')).toBe('2026-07-01T13:30:00.000Z');
  expect(iso('2026-11-27T15:30')).toBe('2026-11-27T14:30:00.000Z');
  expect(iso('2026-11-27T15:30', 'America/Curacao')).toBe('2026-11-27T19:30:00.000Z');
  expect(iso('2026-11-27T15:30', 'Asia/Kathmandu')).toBe('2026-11-27T09:45:00.000Z');
});

test('a day that is in no calendar is no time', () => {
  expect(iso('2026-02-30T12:00')).toBeUndefined();
});

test('the clock on the wall is read back', () => {
  expect(wallTimeAt(new Date('2026-10-25T00:30:00Z'), AMSTERDAM)).toBe('2026-10-25T02:30');
  expect(wallTimeAt(new Date('2026-12-31T23:00:00Z'), AMSTERDAM)).toBe('2027-01-01T00:00');
});

test('a name that is no time zone is refused', () => {
  expect(TimeZone.safeParse('Europe/Nergens').success).toBe(false);
  expect(TimeZone.safeParse('+05:00').success).toBe(false);
  expect(TimeZone.safeParse(AMSTERDAM).success).toBe(true);
});

test('a zone is kept as its database writes it', () => {
  for (const spelled of ['europe/AMSTERDAM', 'Europe/Amsterdam']) expect(TimeZone.parse(spelled)).toBe(AMSTERDAM);
  expect(TimeZone.parse('VST')).toMatch(/^Asia\//);
});

test('a zone is called as people call it, in their language', () => {
  expect([zoneName(AMSTERDAM, 'nl'), zoneName(AMSTERDAM, 'en')]).toEqual(['Nederlandse tijd', 'Dutch time']);
  expect(zoneName('Europe/Helsinki', 'nl')).toBe('Oost-Europese tijd');
  expect(zoneName('Asia/Kathmandu', 'en')).toBe('Nepal Time');
  for (const universal of ['UTC', 'Etc/UTC', 'GMT', 'Etc/GMT+0']) {
    expect([zoneName(universal, 'nl'), zoneName(universal, 'en')]).toEqual(['wereldtijd', 'universal time']);
  }
});

test('two zones have the same clock only where it shows the same', () => {
  const winter = new Date('2026-12-01T12:00:00Z');
  expect(sameClock(winter, AMSTERDAM, 'Europe/Brussels')).toBe(true);
  expect(sameClock(winter, 'Europe/London', 'UTC')).toBe(true);
  expect(sameClock(new Date('2026-07-01T12:00:00Z'), 'Europe/London', 'UTC')).toBe(false);
});
