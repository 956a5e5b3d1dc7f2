import { describe, expect, test } from '@jest/globals';
import { isReview, paths, safeBack } from './paths.ts';

describe('the way back after signing in', () => {
  test.each(['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)', '', null])(
    'never leaves this site: %s',
    (back) => expect(safeBack(back)).toBe('/'),
  );

  test('is kept with its query', () => expect(safeBack('/recordings/1?t=500')).toBe('/recordings/1?t=500'));
  test('does not lead to the sign-in page again', () => expect(safeBack('/sign-in?back=/')).toBe('/'));
  test('survives being put into the sign-in address', () => {
    const search = new URL(paths.signIn('/recordings/1?t=5&comment=2'), 'http://localhost').searchParams;
    expect(safeBack(search.get('back'))).toBe('/recordings/1?t=5&comment=2');
  });
});

test('the review page is a recording’s or a call’s, not the upload page', () => {
  expect(isReview(paths.call('0b0a'))).toBe(true);
  expect(isReview('/recordings/0b0a')).toBe(true);
  expect(isReview('/recordings/new')).toBe(false);
  expect(isReview('/kijkgesprek/nieuw')).toBe(false);
  expect(isReview('/recordings')).toBe(false);
});

test('a deep link names the moment and the comment', () => {
  expect(paths.recording('7', { atMs: 0, commentId: 'c' })).toBe('/recordings/7?t=0&comment=c');
});
