import type { Comment } from '@lesblik/shared/comments';
import { applyChanges, type Book, emptyBook, openBook } from './comment-book.ts';

export interface FeedState {
  readonly book: Book;
  readonly loaded: boolean;
  /** The list could not be read; tried again with the next reconnect or by hand. */
  readonly error: unknown;
}

/** The comments of one recording as this page knows them: read once, then kept up by the change feed. */
export class CommentFeed {
  #state: FeedState = { book: emptyBook, loaded: false, error: null };
  readonly #listeners = new Set<() => void>();
  readonly #arrivals = new Set<(comment: Comment) => void>();

  readonly getState = (): FeedState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Told once for each comment that appears while the page is open, own ones included. */
  readonly onArrival = (listener: (comment: Comment) => void): (() => void) => {
    this.#arrivals.add(listener);
    return () => this.#arrivals.delete(listener);
  };

  async load(read: () => Promise<{ items: Comment[]; revision: number }>): Promise<void> {
    try {
      const { items, revision } = await read();
      // Changes may have come before the list that they change.
      const early = [...this.#state.book.byId.values()];
      this.#set({ book: applyChanges(openBook(items, revision), early), loaded: true, error: null });
    } catch (error) {
      this.#set({ ...this.#state, error });
      throw error;
    }
  }

  apply(changes: readonly Comment[], upTo?: number): void {
    const { book, loaded } = this.#state;
    const next = applyChanges(book, changes, loaded ? upTo : undefined);
    if (next === book) return;
    this.#set({ ...this.#state, book: next });
    for (const change of changes)
      if (change.deletedAt === null && !book.byId.has(change.id))
        for (const listener of [...this.#arrivals]) listener(change);
  }

  /** Nothing of a recording that ended stays in memory. */
  empty(): void {
    this.#set({ book: emptyBook, loaded: true, error: null });
  }

  #set(state: FeedState): void {
    this.#state = state;
    for (const listener of [...this.#listeners]) listener();
  }
}
