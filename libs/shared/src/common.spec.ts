import { describe, expect, test } from '@jest/globals';
import { Line, Prose } from './common.ts';

describe('text from a word processor', () => {
  const pasted = '\ufeff\u201cSlim\u201d\u00a0– 1°\r\n•\tpunt\u0007\u202e\r\n\r\nCafe\u0301  ';

  test('keeps its quotes, dashes, bullets and lines, and loses what nobody sees', () => {
    expect(Prose(5000).parse(pasted)).toBe('“Slim”\u00a0– 1°\n•\tpunt\n\nCafé');
  });

  test('in a field of one line its lines become one', () => {
    expect(Line(200).parse(pasted)).toBe('“Slim” – 1° • punt Café');
  });

  test('half a character becomes the sign for one', () => {
    expect(Prose(10).parse('a\ud83d')).toBe('a\ufffd');
  });
});

test('a text of 5,000 characters fits, with two signs for each of its line ends too; one more is refused', () => {
  const lines = 'Ik wacht.\r\n'.repeat(499).concat('Ik wacht..');
  expect(lines.length).toBeGreaterThan(5000);
  expect(Prose(5000).parse(lines)).toHaveLength(5000);
  expect(Prose(5000).safeParse(`${lines}!`).success).toBe(false);
});
