import type { Comment } from '@lesblik/shared/comments';

type Shape = Partial<Omit<Comment, 'moment'>> & { startMs?: number; endMs?: number | null };

/** A comment with the fields that a test cares about. */
export function aComment({ startMs = 0, endMs = null, ...fields }: Shape): Comment {
  return {
    id: 'comment',
    recordingId: 'recording',
    author: { id: 'teacher', name: 'Docent' },
    parentId: null,
    kind: 'compliment',
    moment: { startMs, endMs },
    text: 'Mooi',
    goalIds: [],
    mentions: [],
    private: false,
    doneAt: null,
    doneBy: null,
    deletedAt: null,
    createdAt: '2026-11-20T10:00:00.000Z',
    editedAt: null,
    revision: 1,
    ...fields,
  };
}
