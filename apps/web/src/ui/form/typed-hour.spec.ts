import { expect, test } from '@jest/globals';
import { readTypedHour } from './typed-hour.ts';

test('a time of day is read however it is written', () => {
  const written = ['15:30', '15.30', '1530', '15 : 30', ' 9:05 ', '905', '9', '0:00', '15h30'];
  expect(written.map(readTypedHour)).toEqual([
    ...['15:30', '15:30', '15:30', '15:30', '09:05', '09:05', '09:00', '00:00', '15:30'],
  ]);
});

test('what is no time of day is none', () => {
  for (const text of ['', '24:00', '15:60', '15:3', 'half vier', '15:30:00', '-1']) {
    expect([text, readTypedHour(text)]).toEqual([text, undefined]);
  }
});
