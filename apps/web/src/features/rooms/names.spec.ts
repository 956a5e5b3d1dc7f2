import { expect, test } from '@jest/globals';
import { namesIn } from './names.ts';

const eva = { id: 'e', name: 'Eva' };
const noor = { id: 'n', name: 'Noor' };

test('nobody reads their own name, and everybody stands first in their own sentence', () => {
  const nl = { me: 'jij', language: 'nl' };
  expect(namesIn([eva, noor], { ...nl, meId: 'n' })).toBe('jij en Eva');
  expect(namesIn([noor], { ...nl, meId: 'n' })).toBe('jij');
  expect(namesIn([eva, noor], { ...nl, meId: 'x' })).toBe('Eva en Noor');
  expect(namesIn([], { ...nl, meId: 'n' })).toBe('');
});
