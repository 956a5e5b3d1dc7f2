/** Counts on where a counter of so many bits (RTP's sequence numbers and timestamps) begins again at 0. */
export class Unwrapper {
  readonly #size: number;
  #last: number | undefined;

  constructor(bits: 16 | 32) {
    this.#size = 2 ** bits;
  }

  /** The value nearest to the one before; it may lie before it, and below 0. */
  next(value: number): number {
    this.#last = this.#last === undefined ? value : nearest(value, this.#last, this.#size);
    return this.#last;
  }
}

/** Of all numbers that look like `value` in a counter of `size`, the one nearest to `to`. */
export function nearest(value: number, to: number, size: number): number {
  const ahead = (((value - to) % size) + size) % size;
  return to + (ahead > size / 2 ? ahead - size : ahead);
}
