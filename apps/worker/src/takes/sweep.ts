interface Placed<T> {
  item: T;
  place: number;
  from: number;
  to: number;
}

/**
 * Which of many spans cover a moment, asked for moments in ascending order: each span is looked at when it begins and until
 * it ends, however many there are. (Somebody who drags the playhead for an hour makes tens of thousands.)
 */
export class Sweep<T> {
  readonly #coming: Placed<T>[];
  #begun = 0;
  #open: Placed<T>[] = [];

  constructor(items: Iterable<T>, of: (item: T) => { from: number; to: number }) {
    const placed = Array.from(items, (item, place) => ({ item, place, ...of(item) }));
    this.#coming = placed.toSorted((a, b) => a.from - b.from);
  }

  /** Those that began at `moment` or before and have not ended, in the order in which they were given. */
  at(moment: number): T[] {
    for (let next = this.#coming[this.#begun]; next && next.from <= moment; next = this.#coming[this.#begun]) {
      this.#open.push(next);
      this.#begun += 1;
    }
    this.#open = this.#open.filter(({ to }) => to > moment);
    return this.#open.toSorted((a, b) => a.place - b.place).map(({ item }) => item);
  }
}
