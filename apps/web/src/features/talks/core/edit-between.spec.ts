import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { editBetween } from './edit-between.ts';

const whole = fc.string({ unit: 'grapheme', maxLength: 12 });

test('no text is lost: the edit makes the one of the other, wherever the caret is said to be', () => {
  fc.assert(
    fc.property(whole, whole, fc.nat(40), (before, after, caret) => {
      const { at, removed, inserted } = editBetween(before, after, caret);
      expect(before.slice(0, at) + inserted + before.slice(at + removed)).toBe(after);
    }),
  );
});

test('the two halves of a character are never parted', () => {
  const { at, removed, inserted } = editBetween('a😀b', 'a😁b', 3);
  expect({ at, removed, inserted }).toEqual({ at: 1, removed: 2, inserted: '😁' });
  fc.assert(
    fc.property(whole, whole, fc.nat(40), (before, after, caret) => {
      const { at, removed, inserted } = editBetween(before, after, caret);
      for (const part of [before.slice(0, at), inserted, before.slice(at + removed)])
        expect(part.isWellFormed()).toBe(true);
    }),
  );
});

test.each([
  ['aa', 'aaa', 1, 0],
  ['aa', 'aaa', 2, 1],
  ['aa', 'aaa', 3, 2],
])('of a doubled letter, the one before the caret was typed: %s → %s at %d', (before, after, caret, at) => {
  expect(editBetween(before, after, caret)).toEqual({ at, removed: 0, inserted: 'a' });
});

test('nothing happened when nothing changed', () => {
  expect(editBetween('gelijk', 'gelijk', 3)).toMatchObject({ removed: 0, inserted: '' });
});
