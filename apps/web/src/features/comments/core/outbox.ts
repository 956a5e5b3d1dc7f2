import type { Comment, NewComment } from '@lesblik/shared/comments';
import { Problem } from '@lesblik/shared/problems';
import type { DeviceStore, Draft, Waiting } from './device-store.ts';
import { moveToOutbox } from './device-store.ts';

/** Answers of a server that could not, not of one that would not: the same request may succeed later. */
const passing = (error: unknown): boolean =>
  !(error instanceof Problem) || error.status >= 500 || error.status === 429 || error.status === 401;

interface Options {
  db: DeviceStore;
  personId: string;
  recordingId: string;
  send: (comment: NewComment) => Promise<Comment>;
  /** Saved by the server; drawn from here on as any other comment. */
  saved: (comment: Comment) => void;
  /** Tries again after this many milliseconds while something waits. */
  retryMs?: number;
}

/**
 * Comments on their way to the server: one at a time, in the order of writing, each until the server has answered. The
 * client key makes a repeated request harmless, so an answer lost on the way costs nothing.
 */
export class Outbox {
  readonly #options: Options;
  readonly #listeners = new Set<() => void>();
  #waiting: readonly Waiting[] = [];
  #flushing: Promise<void> | null = null;
  #again = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(options: Options) {
    this.#options = options;
  }

  readonly waiting = (): readonly Waiting[] => this.#waiting;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  async put(draft: Draft): Promise<void> {
    await moveToOutbox(this.#options.db, draft);
    await this.#read();
    void this.flush();
  }

  /** Takes a refused comment out, to be written on as a draft or dropped. */
  async take(waiting: Waiting): Promise<void> {
    if (waiting.sequence !== undefined) await this.#options.db.delete('outbox', waiting.sequence);
    await this.#read();
  }

  /** Sends what waits. Called at the start, when the line is back, and after each new comment. */
  flush(): Promise<void> {
    if (this.#flushing) {
      this.#again = true;
      return this.#flushing;
    }
    clearTimeout(this.#timer);
    this.#flushing = this.#alone(() => this.#sendAll()).finally(() => {
      this.#flushing = null;
      if (this.#again && !this.#closed) {
        this.#again = false;
        void this.flush();
      }
    });
    return this.#flushing;
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  /** One page of this browser sends at a time: another would send the same ones, harmlessly but in another order. */
  #alone(act: () => Promise<void>): Promise<void> {
    const { personId, recordingId } = this.#options;
    if (typeof navigator === 'undefined' || !navigator.locks) return act();
    return navigator.locks.request(`lesblik-outbox-${personId}-${recordingId}`, act);
  }

  async #sendAll(): Promise<void> {
    const { db, send, saved, retryMs = 4000 } = this.#options;
    await this.#read();
    for (const waiting of this.#waiting) {
      if (this.#closed) return;
      if (waiting.refused !== null) continue;
      try {
        const comment = await send(waiting.comment);
        await this.take(waiting);
        saved(comment);
      } catch (error) {
        if (passing(error)) {
          if (!this.#closed) this.#timer = setTimeout(() => void this.flush(), retryMs);
          return;
        }
        await db.put('outbox', { ...waiting, refused: (error as Problem).code });
        await this.#read();
      }
    }
  }

  async #read(): Promise<void> {
    const { db, personId, recordingId } = this.#options;
    this.#waiting = await db.getAllFromIndex('outbox', 'byRecording', [personId, recordingId]);
    for (const listener of [...this.#listeners]) listener();
  }
}
