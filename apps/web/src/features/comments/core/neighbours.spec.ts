import { expect, test } from '@jest/globals';
import { openBook } from './comment-book.ts';
import { lastBegun, neighbour } from './neighbours.ts';
import { aComment } from './testing/a-comment.ts';

const { threads } = openBook(
  [
    aComment({ id: 'a', startMs: 5000 }),
    aComment({ id: 'b', startMs: 5000, createdAt: '2026-11-20T11:00:00.000Z' }),
    aComment({ id: 'c', startMs: 9000 }),
  ],
  3,
);

test('before the first and after the last there is no comment', () => {
  expect(neighbour(threads, 1000, -1, null)).toBeUndefined();
  expect(neighbour(threads, 9000, 1, 'c')).toBeUndefined();
});

test('comments of one moment are all passed', () => {
  expect(neighbour(threads, 0, 1, null)?.comment.id).toBe('a');
  expect(neighbour(threads, 5000, 1, 'a')?.comment.id).toBe('b');
  expect(neighbour(threads, 5000, 1, 'b')?.comment.id).toBe('c');
  expect(neighbour(threads, 9000, -1, 'c')?.comment.id).toBe('b');
});

test('a chosen comment that playback left behind no longer counts', () => {
  expect(neighbour(threads, 60_000, -1, 'a')?.comment.id).toBe('c');
});

test('the list follows the last comment that has begun', () => {
  expect(lastBegun(threads, 4999)).toBe(-1);
  expect(lastBegun(threads, 5000)).toBe(1);
  expect(lastBegun(threads, 100_000)).toBe(2);
});
