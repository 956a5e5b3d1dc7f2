import { expect, test } from '@jest/globals';
import { openBook } from './comment-book.ts';
import { filtered, noFilter } from './filter.ts';
import { aComment } from './testing/a-comment.ts';

const { threads } = openBook(
  [
    aComment({ id: 'open', kind: 'question', startMs: 1, goalIds: ['wait'] }),
    aComment({ id: 'done', kind: 'suggestion', startMs: 2, doneAt: '2026-11-20T10:00:00.000Z' }),
    aComment({ id: 'mine', kind: 'compliment', startMs: 3, private: true, author: { id: 'coach', name: 'Coach' } }),
    aComment({ id: 'reply', parentId: 'done', author: { id: 'coach', name: 'Coach' } }),
  ],
  4,
);
const ids = (filter: Partial<typeof noFilter>) =>
  filtered(threads, { ...noFilter, ...filter }).map(({ comment }) => comment.id);

test('without a filter the list itself comes back', () => {
  expect(filtered(threads, noFilter)).toBe(threads);
});

test('a kind that was not chosen is left out; private is a kind of its own', () => {
  expect(ids({ kinds: ['question', 'private'] })).toEqual(['open', 'mine']);
});

test('open and done divide the list', () => {
  expect(ids({ state: 'open' })).toEqual(['open', 'mine']);
  expect(ids({ state: 'done' })).toEqual(['done']);
});

test('a goal finds its moments', () => {
  expect(ids({ goalIds: ['wait'] })).toEqual(['open']);
});

test('an author finds what they wrote and where they replied', () => {
  expect(ids({ authorIds: ['coach'] })).toEqual(['done', 'mine']);
});
