import type { Comment } from '@lesblik/shared/comments';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { applyChanges, type Book, emptyBook, openBook } from './comment-book.ts';
import { aComment } from './testing/a-comment.ts';

const seen = (book: Book) =>
  book.threads.map(({ comment, replies }) => [
    comment.id,
    comment.revision,
    replies.map((reply) => [reply.id, reply.revision]),
  ]);

/** A history of one recording: every change with its revision, as the server hands it out. */
const history = fc
  .array(
    fc.record({ who: fc.integer({ min: 0, max: 7 }), startMs: fc.integer({ min: 0, max: 5 }), deleted: fc.boolean() }),
    {
      maxLength: 30,
    },
  )
  .map((changes) =>
    changes.map(({ who, startMs, deleted }, index): Comment =>
      aComment({
        id: `c${who}`,
        parentId: who > 4 ? `c${who - 5}` : null,
        startMs,
        revision: index + 1,
        deletedAt: deleted ? '2026-11-20T10:00:00.000Z' : null,
      }),
    ),
  );

describe('merging the list with the change feed', () => {
  test('any order of arrival, with anything told twice, ends in the same list', () => {
    fc.assert(
      fc.property(history, fc.array(fc.nat(), { minLength: 60, maxLength: 60 }), (changes, keys) => {
        const inOrder = applyChanges(emptyBook, changes);
        const shuffled = [...changes, ...changes]
          .map((change, index) => ({ change, key: keys[index] ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ change }) => change);
        const oneByOne = shuffled.reduce((book, change) => applyChanges(book, [change]), emptyBook);
        expect(seen(oneByOne)).toEqual(seen(inOrder));
      }),
    );
  });

  test('a list read halfway and the changes after it show what a list read now shows', () => {
    fc.assert(
      fc.property(history, fc.nat(30), (changes, cut) => {
        const read = openBook([...applyChanges(emptyBook, changes.slice(0, cut)).byId.values()], cut);
        const caughtUp = applyChanges(read, changes, changes.length);
        expect(seen(caughtUp)).toEqual(seen(applyChanges(emptyBook, changes)));
        expect(caughtUp.revision).toBe(Math.max(cut, changes.length));
      }),
    );
  });

  test('a removed comment does not come back with an older change that arrives late', () => {
    const removed = aComment({ id: 'a', revision: 5, deletedAt: '2026-11-20T10:00:00.000Z' });
    const book = applyChanges(applyChanges(emptyBook, [removed]), [aComment({ id: 'a', revision: 4 })]);
    expect(book.threads).toHaveLength(0);
  });

  test('the list follows the recording, comments of one moment follow their age', () => {
    const book = openBook(
      [
        aComment({ id: 'late', startMs: 9000 }),
        aComment({ id: 'second', startMs: 1000, createdAt: '2026-11-20T10:02:00.000Z' }),
        aComment({ id: 'first', startMs: 1000, createdAt: '2026-11-20T10:01:00.000Z' }),
      ],
      3,
    );
    expect(book.threads.map(({ comment }) => comment.id)).toEqual(['first', 'second', 'late']);
  });

  test('nothing new gives the same book, so that nothing is drawn again', () => {
    const book = openBook([aComment({ id: 'a', revision: 2 })], 2);
    expect(applyChanges(book, [aComment({ id: 'a', revision: 2 })], 1)).toBe(book);
  });
});
