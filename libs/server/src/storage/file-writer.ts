import type { FileHandle } from 'node:fs/promises';
import type { Batch } from './object-store.ts';
import { release } from './release.ts';

/** Writes batches one after another to a file: one is being written while its maker makes the next. */
export class FileWriter {
  readonly #file: FileHandle;
  #writing: Promise<void> = Promise.resolve();
  /** Where the next batch goes; everything before it is written. */
  #end: number;

  constructor(file: FileHandle, end: number) {
    this.#file = file;
    this.#end = end;
  }

  get end(): number {
    return this.#end;
  }

  /** Resolves when the batch before this one is written. A failure is told to whoever asks next. */
  async write(batch: Batch): Promise<void> {
    await this.#writing;
    this.#writing = this.#write(batch);
    this.#writing.catch(() => undefined);
  }

  /** Resolves when everything is written. */
  settle(): Promise<void> {
    return this.#writing;
  }

  async truncate(end: number): Promise<void> {
    await this.#writing;
    await this.#file.truncate(end);
    this.#end = end;
  }

  /** Resolves when nothing is under way any more, well or badly. */
  async idle(): Promise<void> {
    await this.#writing.catch(() => undefined);
  }

  async #write(batch: Batch): Promise<void> {
    const length = batch.reduce((sum, piece) => sum + piece.length, 0);
    let { bytesWritten } = await this.#file.writev(batch, this.#end);
    // A short write: the disk is nearly full, which the next write says, or a signal came between.
    const rest = bytesWritten < length ? Buffer.concat(batch) : undefined;
    while (rest && bytesWritten < length) {
      const more = await this.#file.write(rest, bytesWritten, length - bytesWritten, this.#end + bytesWritten);
      bytesWritten += more.bytesWritten;
    }
    this.#end += length;
    release(batch);
  }
}
