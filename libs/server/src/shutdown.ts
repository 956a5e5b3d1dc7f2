import type { Log } from './log.ts';

/**
 * Ends a process in order: what was added last closes first, each step under a limit,
 * so that one stuck connection cannot keep the machine from stopping.
 */
export class Shutdown {
  readonly #steps: { name: string; close: () => Promise<unknown> }[] = [];
  readonly #log: Log;
  readonly #stepLimitMs: number;
  #ending: Promise<void> | undefined;

  constructor(log: Log, stepLimitMs = 8_000) {
    this.#log = log;
    this.#stepLimitMs = stepLimitMs;
  }

  add(name: string, close: () => Promise<unknown>): void {
    this.#steps.push({ name, close });
  }

  /** Safe to call more than once; all callers wait for the same end. */
  end(): Promise<void> {
    this.#ending ??= this.#run();
    return this.#ending;
  }

  /** On Ctrl-C and on the system's request to stop; a second Ctrl-C stops at once. */
  listen(): void {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        if (this.#ending !== undefined && signal === 'SIGINT') process.exit(130);
        void this.end().then(() => process.exit(0));
      });
    }
  }

  async #run(): Promise<void> {
    for (const { name, close } of this.#steps.toReversed()) {
      const timer = Promise.withResolvers<never>();
      const timeout = setTimeout(
        () => timer.reject(new Error(`${name} did not close within ${this.#stepLimitMs} ms`)),
        this.#stepLimitMs,
      );
      try {
        await Promise.race([close(), timer.promise]);
      } catch (error) {
        this.#log.error({ err: error, step: name }, 'closing failed');
      } finally {
        clearTimeout(timeout);
      }
    }
  }
}
