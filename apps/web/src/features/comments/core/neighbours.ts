import type { Thread } from './comment-book.ts';

/** The comment after or before a place on the recording; the one it stands on does not count. */
export function neighbour(
  threads: readonly Thread[],
  atMs: number,
  direction: 1 | -1,
  currentId: string | null,
): Thread | undefined {
  const current = currentId === null ? -1 : threads.findIndex((thread) => thread.comment.id === currentId);
  const here = threads[current];
  // Several comments may stand at one moment: from a chosen one the order of the list decides.
  if (here && Math.abs(here.comment.moment.startMs - atMs) <= NEAR_MS) return threads[current + direction];
  return direction === 1
    ? threads.find((thread) => thread.comment.moment.startMs > atMs)
    : threads.findLast((thread) => thread.comment.moment.startMs < atMs - NEAR_MS);
}

/** Index of the last comment that began at or before a place; -1 before the first. */
export function lastBegun(threads: readonly Thread[], atMs: number): number {
  let low = 0;
  let high = threads.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const thread = threads[middle];
    if (thread && thread.comment.moment.startMs <= atMs) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Somebody who has just jumped to a comment and plays on for a moment still means that comment. */
const NEAR_MS = 1500;
