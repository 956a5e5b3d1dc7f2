import { expect, test } from '@jest/globals';
import { insertMention, matching, mentionAt, mentionedIn, withMentions } from './mentions.ts';

const people = [
  { id: '1', name: 'Zoë de Vries' },
  { id: '2', name: 'Coach Bakker' },
];

test('an address of mail is no mention', () => {
  expect(mentionAt('mail naar jan@school', 20)).toBeNull();
});

test('what is typed after an at sign finds people by any of their names, accents aside', () => {
  const at = mentionAt('Kijk eens @zoe', 14);
  expect(at).toEqual({ from: 10, query: 'zoe' });
  expect(matching(people, 'zoe').map(({ id }) => id)).toEqual(['1']);
  expect(matching(people, 'bak').map(({ id }) => id)).toEqual(['2']);
});

test('a chosen person stands in the text and is mentioned as long as the name stands there', () => {
  const chosen = insertMention('Kijk @zo', 8, { from: 5, query: 'zo' }, 'Zoë de Vries');
  expect(chosen).toEqual({ text: 'Kijk @Zoë de Vries ', caret: 19 });
  expect(mentionedIn(chosen.text, people)).toEqual(['1']);
  expect(mentionedIn('Kijk, Zoë de Vries', people)).toEqual([]);
});

test('a text falls apart in words and mentions without losing a letter', () => {
  const pieces = withMentions('Dag @Zoë de Vries, kijk', people);
  expect(pieces.map((piece) => piece.text).join('')).toBe('Dag @Zoë de Vries, kijk');
  expect(pieces.filter((piece) => piece.mention)).toEqual([{ text: '@Zoë de Vries', mention: true }]);
});
