import { describe, expect, test } from '@jest/globals';
import { changeFor, changesFor, OTHERS, type StoredComment } from './stored-comment.ts';

const coach = { id: 'coach', name: 'Coach' };
const stored = (changes: Partial<StoredComment> = {}): StoredComment => ({
  id: 'one',
  recordingId: 'lesson',
  author: coach,
  parentId: null,
  kind: 'suggestion',
  moment: { startMs: 83_000, endMs: 90_000 },
  text: 'Wacht hier langer',
  goalIds: ['goal'],
  mentions: [],
  private: false,
  doneAt: null,
  doneBy: null,
  deletedAt: null,
  createdAt: '2026-09-01T08:00:00.000Z',
  editedAt: null,
  revision: 5,
  hiddenRevision: null,
  ...changes,
});
const deletedAt = '2026-09-01T09:00:00.000Z';
const short = (reader: string, comment: StoredComment, after: number) => {
  const change = changeFor(reader, comment, after);
  return change && `${change.revision} ${change.deletedAt === null ? change.text : `gone ${change.text}`}`;
};

describe('what a change means to a reader', () => {
  test.each([
    ['a private comment is nothing to others', OTHERS, { private: true }, 0, undefined],
    ['a deleted private comment is nothing to others', OTHERS, { private: true, deletedAt }, 0, undefined],
    [
      'made private, it is gone for others at the revision of that',
      OTHERS,
      { private: true, hiddenRevision: 3 },
      2,
      '3 gone ',
    ],
    [
      'what its author does afterwards is nothing to others',
      OTHERS,
      { private: true, hiddenRevision: 3 },
      3,
      undefined,
    ],
    [
      'made private, it is there for its author',
      'coach',
      { private: true, hiddenRevision: 3 },
      3,
      '5 Wacht hier langer',
    ],
    [
      'public again after it was private, it is there for others',
      OTHERS,
      { hiddenRevision: 3 },
      3,
      '5 Wacht hier langer',
    ],
    ['a sealed comment is nothing to others', OTHERS, { sealed: true }, 0, undefined],
    ['a sealed comment is there for its author', 'coach', { sealed: true }, 0, '5 Wacht hier langer'],
    ['sealed, what others had is gone for them', OTHERS, { sealed: true, hiddenRevision: 3 }, 2, '3 gone '],
    [
      'deleted while sealed, nothing more is told',
      OTHERS,
      { sealed: true, hiddenRevision: 3, deletedAt },
      3,
      undefined,
    ],
    ['what a reader has already is nothing', OTHERS, {}, 5, undefined],
    ['a deleted comment is gone for everybody', OTHERS, { deletedAt }, 4, '5 gone '],
    ['a deleted comment is gone for its author too', 'coach', { deletedAt }, 4, '5 gone '],
  ] as const)('%s', (_, reader, changes, after, expected) => {
    expect(short(reader, stored(changes), after)).toBe(expected);
  });

  test('what is gone keeps no word, moment, kind or goal', () => {
    const gone = changeFor(OTHERS, stored({ private: true, hiddenRevision: 3, editedAt: deletedAt }), 0);
    expect(gone).toMatchObject({
      text: '',
      moment: { startMs: 0, endMs: null },
      kind: 'compliment',
      goalIds: [],
      editedAt: null,
    });
    expect(gone).not.toHaveProperty('hiddenRevision');
    expect(changeFor(OTHERS, stored({ sealed: true, hiddenRevision: 3 }), 0)).not.toHaveProperty('sealed');
  });

  test('of what was gone before their access began a reader is told nothing, of what is there they are', () => {
    const list = [
      stored({ id: 'sealed', sealed: true, hiddenRevision: 4 }),
      stored({ id: 'deleted', deletedAt, revision: 6 }),
      stored({ id: 'there', revision: 3 }),
      stored({ id: 'deleted later', deletedAt, revision: 8 }),
    ];
    expect(changesFor('late', list, 0, { since: 6, shown: null }).map(({ id }) => id)).toEqual([
      'there',
      'deleted later',
    ]);
    expect(changesFor('late', list, 0).map(({ id }) => id)).toEqual(['there', 'sealed', 'deleted', 'deleted later']);
  });

  test('changes come in the order in which the reader could know of them', () => {
    const hidden = stored({ id: 'hidden', private: true, hiddenRevision: 2, revision: 9 });
    const list = [stored({ id: 'new', revision: 4 }), hidden];
    expect(changesFor(OTHERS, list, 0).map(({ id }) => id)).toEqual(['hidden', 'new']);
    expect(changesFor('coach', list, 0).map(({ id }) => id)).toEqual(['new', 'hidden']);
  });
});
