import type { Progress } from './exports.repository.ts';

/** A speed over less than this says little. */
const LEAST_MS = 2_000;

/** How far an archive is: by the bytes of its films, which are nearly all of it. */
export class Meter {
  readonly #begunAt: number;
  readonly #now: () => number;
  #films = 0;
  #filmsDone = 0;
  #bytes = 0;
  #bytesDone = 0;

  constructor(now: () => number) {
    this.#now = now;
    this.#begunAt = now();
  }

  plan(films: number, bytes: number): void {
    this.#films = films;
    this.#bytes = bytes;
    this.#filmsDone = 0;
    this.#bytesDone = 0;
  }

  bytes(count: number): void {
    this.#bytesDone += count;
  }

  filmDone(): void {
    this.#filmsDone += 1;
  }

  get progress(): Progress {
    const took = this.#now() - this.#begunAt;
    const left = Math.max(0, this.#bytes - this.#bytesDone);
    const known = took >= LEAST_MS && this.#bytesDone > 0;
    return {
      films: this.#films,
      filmsDone: this.#filmsDone,
      filmBytes: this.#bytes,
      filmBytesDone: Math.min(this.#bytesDone, this.#bytes),
      secondsLeft: known ? (left * took) / this.#bytesDone / 1000 : null,
    };
  }
}
