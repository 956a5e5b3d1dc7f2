const WINDOW_MS = 8_000;

interface Sample {
  atMs: number;
  bytes: number;
}

/** Bytes a second over the last eight seconds; steady enough to promise a time left. */
export class SpeedMeter {
  readonly #samples: Sample[] = [];

  add(atMs: number, bytes: number): void {
    this.#samples.push({ atMs, bytes });
    while (this.#samples.length > 2 && atMs - (this.#samples[0]?.atMs ?? atMs) > WINDOW_MS) this.#samples.shift();
  }

  /** Undefined until there is a second of measuring. */
  bytesPerSecond(): number | undefined {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    if (!first || !last || last.atMs - first.atMs < 1_000) return undefined;
    return Math.max(0, ((last.bytes - first.bytes) * 1000) / (last.atMs - first.atMs));
  }

  /** After a pause or a broken line the old pace says nothing. */
  reset(): void {
    this.#samples.length = 0;
  }
}
