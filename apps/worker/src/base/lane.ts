import type { ProcessHandle } from '../ffmpeg/work.ts';

/** While somebody waits for a piece, this worker's background processes stand still, so that the piece has the processor. */
export class Lane {
  readonly #background = new Set<ProcessHandle>();
  #waiting: (() => void)[] = [];
  #urgent = 0;

  /** Runs what somebody waits for. */
  async urgent<T>(work: () => Promise<T>): Promise<T> {
    this.#urgent += 1;
    if (this.#urgent === 1) for (const process of this.#background) process.pause();
    try {
      return await work();
    } finally {
      this.#urgent -= 1;
      if (this.#urgent === 0) {
        for (const process of this.#background) process.resume();
        for (const begin of this.#waiting.splice(0)) begin();
      }
    }
  }

  /**
   * Runs background work, begun once nobody waits: a process paused before it has tied itself to this one would outlive
   * it, standing still for ever. `onProcess` is to be told of each process it starts.
   */
  async background<T>(work: (onProcess: (process: ProcessHandle) => void) => Promise<T>): Promise<T> {
    while (this.#urgent > 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    const mine: ProcessHandle[] = [];
    try {
      return await work((process) => {
        mine.push(process);
        this.#background.add(process);
        if (this.#urgent > 0) process.pause();
      });
    } finally {
      for (const process of mine) this.#background.delete(process);
    }
  }
}
