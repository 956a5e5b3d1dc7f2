import type { CommentKind } from '@lesblik/shared/comments';
import type { Thread } from './comment-book.ts';

export interface Filter {
  readonly kinds: readonly (CommentKind | 'private')[];
  readonly goalIds: readonly string[];
  readonly authorIds: readonly string[];
  readonly state: 'all' | 'open' | 'done';
}

export const noFilter: Filter = { kinds: [], goalIds: [], authorIds: [], state: 'all' };

export const isFiltering = (filter: Filter): boolean =>
  filter.kinds.length > 0 || filter.goalIds.length > 0 || filter.authorIds.length > 0 || filter.state !== 'all';

/** An empty choice asks for nothing; a thread stays when its comment fits, or for authors also when one of them replied. */
function fits({ comment, replies }: Thread, filter: Filter): boolean {
  if (filter.state === 'open' && comment.doneAt !== null) return false;
  if (filter.state === 'done' && comment.doneAt === null) return false;
  if (filter.kinds.length > 0) {
    const byKind = filter.kinds.includes(comment.kind);
    const byPrivate = comment.private && filter.kinds.includes('private');
    if (!byKind && !byPrivate) return false;
  }
  if (filter.goalIds.length > 0 && !comment.goalIds.some((id) => filter.goalIds.includes(id))) return false;
  if (filter.authorIds.length > 0) {
    const authors = [comment, ...replies].map((written) => written.author.id);
    if (!authors.some((id) => filter.authorIds.includes(id))) return false;
  }
  return true;
}

/** The same list when nothing is filtered, so that what draws it need not draw again. */
export const filtered = (threads: readonly Thread[], filter: Filter): readonly Thread[] =>
  isFiltering(filter) ? threads.filter((thread) => fits(thread, filter)) : threads;
