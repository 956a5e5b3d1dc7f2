import { expect, test } from '@jest/globals';
import { isCompatible, licences } from './licences.ts';

test('a licence that does not fit is refused, alone and inside a combination', () => {
  expect(isCompatible('SSPL-1.0')).toBe(false);
  expect(isCompatible('UNLICENSED')).toBe(false);
  expect(isCompatible('MIT AND SSPL-1.0')).toBe(false);
});

test('one fitting licence of a choice is enough', () => {
  expect(isCompatible('(MIT OR GPL-3.0-only)')).toBe(true);
  expect(isCompatible('MIT AND (Apache-2.0)')).toBe(true);
});

test('everything that Lesblik ships fits its own licence', async () => {
  expect(await licences()).toBe('');
});
