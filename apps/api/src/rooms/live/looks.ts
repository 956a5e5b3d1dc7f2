import type { Log } from '@lesblik/server/log';

/** What ended without a notice is found within this time. */
const RECHECK_MS = 30_000;

/** Looks again and again, one look after the other, so that an older answer never comes after a newer. */
export class Looks {
  #last: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  /** @param look answers after how many milliseconds what it saw ends by itself, at the latest */
  constructor(
    private readonly look: () => Promise<number>,
    private readonly log: Log,
  ) {
    this.#later(RECHECK_MS);
  }

  /** Resolves when a look that began after this was called is over. */
  now(): Promise<void> {
    const next = this.#last.then(() => this.#once());
    this.#last = next.catch(() => undefined);
    return next;
  }

  /** Nobody waits for it: a failure is logged, and it is tried again later. */
  soon(): void {
    this.now().catch((error: unknown) => this.log.error({ err: error }, 'could not look who belongs to a call'));
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  async #once(): Promise<void> {
    if (this.#closed) return;
    let again = RECHECK_MS;
    try {
      again = Math.max(0, Math.min(again, await this.look()));
    } finally {
      this.#later(again);
    }
  }

  #later(ms: number): void {
    clearTimeout(this.#timer);
    if (!this.#closed) this.#timer = setTimeout(() => this.soon(), ms).unref();
  }
}
