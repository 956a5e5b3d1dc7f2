import { expect, test } from '@jest/globals';
import { readToken, unsubscribeToken } from './unsubscribe-token.ts';

const personId = '00000000-0000-4000-8000-000000000001';
const another = '00000000-0000-4000-8000-000000000002';
const key = Buffer.alloc(32, 1);
const token = unsubscribeToken({ personId, kinds: ['mentioned', 'lesson_shared'] }, key);

test('says of whom and of what, and is proven by the key', () => {
  const read = readToken(token);
  expect(read).toMatchObject({ personId, kinds: ['mentioned', 'lesson_shared'] });
  expect(read?.isSignedWith(key)).toBe(true);
  expect(encodeURIComponent(token)).toBe(token);
});

test('another key, person or kind, or a cut signature, proves nothing', () => {
  expect(readToken(token)?.isSignedWith(Buffer.alloc(32, 2))).toBe(false);
  expect(readToken(token.replace(personId, another))?.isSignedWith(key)).toBe(false);
  expect(readToken(token.replace('mentioned', 'talk_offered'))?.isSignedWith(key)).toBe(false);
  expect(readToken(token.slice(0, -4))?.isSignedWith(key)).toBe(false);
});

test.each(['', 'x', `${personId}.mentioned`, `${personId}.nothing.abc`, `nobody.mentioned.abc`, `${token}.more`])(
  '%j is no token',
  (text) => {
    expect(readToken(text)).toBeUndefined();
  },
);
