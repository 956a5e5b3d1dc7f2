/** Writes the latest of many values, one at a time: what was overtaken before its turn is never written. */
export class KeepLatest<T> {
  #next: { value: T } | undefined;
  #writing: Promise<void> | undefined;

  constructor(private readonly write: (value: T) => Promise<void>) {}

  put(value: T): void {
    this.#next = { value };
    this.#writing ??= this.#writeAll().finally(() => (this.#writing = undefined));
  }

  /** Resolves once everything put so far is written. */
  async settled(): Promise<void> {
    await this.#writing;
  }

  async #writeAll(): Promise<void> {
    while (this.#next !== undefined) {
      const { value } = this.#next;
      this.#next = undefined;
      await this.write(value);
    }
  }
}
