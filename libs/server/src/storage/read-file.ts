import { closeSync, constants, fstatSync, open, read } from 'node:fs';
import { promisify } from 'node:util';

const opened = promisify(open);
const readInto = promisify(read);

/**
 * A file that is only read. What the system answers out of memory (the size of an open file, its closing) is asked for
 * in place: a `FileHandle` hands each to another thread and back, which costs ten times the answer. Nothing closes it but
 * `close`.
 */
export class ReadFile {
  readonly #number: number;
  readonly #reading = new Set<Promise<unknown>>();
  #closed = false;

  private constructor(number: number) {
    this.#number = number;
  }

  /** Errors: those of open(2). */
  static async open(path: string): Promise<ReadFile> {
    return new ReadFile(await opened(path, constants.O_RDONLY));
  }

  get size(): number {
    return fstatSync(this.#number).size;
  }

  /** Reads from `at` on. @returns how many bytes, none at the end */
  async read(into: Buffer, at: number): Promise<number> {
    if (this.#closed) throw new Error('the file is closed');
    const reading = readInto(this.#number, into, 0, into.length, at);
    this.#reading.add(reading);
    try {
      return (await reading).bytesRead;
    } finally {
      this.#reading.delete(reading);
    }
  }

  /** After what is being read is there: the system gives the number to another file at once. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await Promise.allSettled(this.#reading);
    closeSync(this.#number);
  }
}
