import { expect, test } from '@jest/globals';
import { initialsOf, othersOf } from './viewers.ts';

test.each([
  ['Anna de Vries', 'AV'],
  ['Noor (docent)', 'ND'],
  ['Émile', 'É'],
  ['  ', '?'],
])('the initials of %p are %p', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

test('of the people in the room oneself is left out, and nobody is there twice', () => {
  const me = { id: 'me', name: 'Ik' };
  const eva = { id: 'eva', name: 'Eva Bos' };
  const shown = othersOf(
    [
      { person: me, atMs: 1, playing: true },
      { person: eva, atMs: 2, playing: false },
      { person: eva, atMs: 3, playing: true },
    ],
    'me',
  );
  expect(shown.map(({ id, atMs }) => [id, atMs])).toEqual([['eva', 3]]);
});
