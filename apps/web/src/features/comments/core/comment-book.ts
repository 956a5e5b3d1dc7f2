import type { Comment } from '@lesblik/shared/comments';

/** A comment with the replies under it, oldest reply first. */
export interface Thread {
  readonly comment: Comment;
  readonly replies: readonly Comment[];
}

export interface Book {
  /** In the order of the recording: by moment, then by when they were written. */
  readonly threads: readonly Thread[];
  /** Removed ones too, so that an older change that comes late cannot bring them back. */
  readonly byId: ReadonlyMap<string, Comment>;
  /** Everything up to here was received; the change feed goes on after it. */
  readonly revision: number;
}

export const emptyBook: Book = { threads: [], byId: new Map(), revision: 0 };

const byMoment = (a: Comment, b: Comment): number =>
  a.moment.startMs - b.moment.startMs || compare(a.createdAt, b.createdAt) || compare(a.id, b.id);

const byAge = (a: Comment, b: Comment): number => compare(a.createdAt, b.createdAt) || compare(a.id, b.id);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The whole list, as first read. */
export function openBook(items: readonly Comment[], revision: number): Book {
  const byId = new Map(items.map((item) => [item.id, item] as const));
  return { byId, threads: threadsOf(byId), revision };
}

/**
 * Applies changes whose order of arrival may differ from their order of making: a comment never goes back to an older
 * revision, and one applied twice changes nothing. `complete` says that nothing before `upTo` is missing any more.
 */
export function applyChanges(book: Book, changes: readonly Comment[], upTo?: number): Book {
  let byId: Map<string, Comment> | null = null;
  for (const change of changes) {
    const known = (byId ?? book.byId).get(change.id);
    if (known && known.revision >= change.revision) continue;
    byId ??= new Map(book.byId);
    byId.set(change.id, change);
  }
  const revision = Math.max(book.revision, upTo ?? 0);
  if (!byId) return revision === book.revision ? book : { ...book, revision };
  return { byId, threads: threadsOf(byId), revision };
}

function threadsOf(byId: ReadonlyMap<string, Comment>): Thread[] {
  const replies = new Map<string, Comment[]>();
  const roots: Comment[] = [];
  for (const comment of byId.values()) {
    if (comment.deletedAt !== null) continue;
    if (comment.parentId === null) roots.push(comment);
    else {
      const under = replies.get(comment.parentId);
      if (under) under.push(comment);
      else replies.set(comment.parentId, [comment]);
    }
  }
  roots.sort(byMoment);
  return roots.map((comment) => ({ comment, replies: (replies.get(comment.id) ?? NONE).toSorted(byAge) }));
}

const NONE: Comment[] = [];
