import { expect, test } from '@jest/globals';
import { readTypedDay, typedDay } from './typed-day.ts';

const now = new Date(2026, 10, 21);

test.each([
  ['31-2-2026', 'there is no 31 February'],
  ['29-2-2027', 'not a leap year'],
  ['12-13-2026', 'the month comes second'],
  ['0-1-2026', 'no day nought'],
  ['27', 'no month'],
  ['morgen', 'not a date'],
  ['', 'nothing'],
])('%s is no day: %s', (text) => expect(readTypedDay(text, now)).toBeUndefined());

test.each([
  ['27-11-2026', '2026-11-27'],
  ['27/11/2026', '2026-11-27'],
  [' 27 . 11 . 26 ', '2026-11-27'],
  ['3-1', '2026-01-03'],
  ['27,11,2026', '2026-11-27'],
  ['27112026', '2026-11-27'],
  ['271126', '2026-11-27'],
  ['29-2-2028', '2028-02-29'],
  ['2026-11-27', '2026-11-27'],
])('%s is read as %s', (text, day) => expect(readTypedDay(text, now)).toBe(day));

test('a day is shown the way the language writes it, and read back', () => {
  expect(typedDay('2026-01-03', 'nl')).toBe('3-1-2026');
  expect(typedDay('2026-01-03', 'en')).toBe('3/1/2026');
  expect(typedDay('', 'nl')).toBe('');
  expect(readTypedDay(typedDay('2026-01-03', 'nl'), now)).toBe('2026-01-03');
});
