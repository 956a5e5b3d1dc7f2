import { expect, test } from '@jest/globals';
import { titleOf } from './title-of.ts';

const call = { title: 'Rekenen', language: 'nl', earlier: 0 };

test('it says what it is once', () => {
  expect(titleOf(call, 200)).toBe('Kijkgesprek: Rekenen');
  expect(titleOf({ ...call, title: 'Kijkgesprek over rekenen' }, 200)).toBe('Kijkgesprek over rekenen');
});

test('a second recording of one call is its second part, in the language of the teacher', () => {
  expect(titleOf({ ...call, earlier: 1 }, 200)).toBe('Kijkgesprek: Rekenen, deel 2');
  expect(titleOf({ ...call, language: 'en', earlier: 2 }, 200)).toBe('Review call: Rekenen, part 3');
});

test('a long title gives way to the part', () => {
  expect(titleOf({ ...call, title: 'x'.repeat(200), earlier: 1 }, 40)).toBe(`Kijkgesprek: ${'x'.repeat(19)}, deel 2`);
});
