import { expect, test } from '@jest/globals';
import { shortened } from './say.mjs';
import { byLine, spoken } from './spoken.ts';
import { filesBuilt } from './steps/mediasoup.ts';

test('of a service only what is wrong is said, in words', () => {
  expect(spoken('API', '{"level":30,"msg":"the API listens","address":"http://[::1]:3000"}')).toBeUndefined();
  expect(spoken('API', '{"level":50,"msg":"a mail could not be sent","err":{"message":"ECONNREFUSED"}}')).toBe(
    '  API: a mail could not be sent (ECONNREFUSED)',
  );
  expect(spoken('API', 'Error: no such file')).toBe('Error: no such file');
});

test('lines that come in pieces are handed on whole', () => {
  const lines: string[] = [];
  const take = byLine((line) => lines.push(line));
  for (const piece of ['on', 'e\ntwo', '\nthree\nfo']) take(piece);
  expect(lines).toEqual(['one', 'two', 'three']);
});

test('a long line is cut between words, and a build says how far it is', () => {
  const line = 'woord '.repeat(30);
  expect(shortened(line)).toMatch(/ woord …$/);
  expect(shortened(line).length).toBeLessThanOrEqual(100);
  expect(filesBuilt('[7/89] c++ -Iinclude\n[8/89] c++ -Iinclude')).toBe('8 of 89 files built');
  expect(filesBuilt('Reading package lists')).toBeUndefined();
});
