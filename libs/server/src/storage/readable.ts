import { Readable } from 'node:stream';
import type { Batch } from './object-store.ts';

/** Pieces that wait to be read, below which the next batch is asked for: so many and a batch are there at most. */
const AHEAD = 4;

/**
 * As `Readable.from`, but `close` runs however the stream ends, also when nobody ever read from it. The pieces come out
 * as they are (a stream of bytes joins those that wait into a copy), so that whoever takes one may `release` it.
 */
export function readableFrom(source: AsyncGenerator<Batch>, close: () => Promise<void>): Readable {
  return new Readable({
    objectMode: true,
    highWaterMark: AHEAD,
    read() {
      source.next().then(
        ({ done, value }) => {
          if (done) this.push(null);
          else if (value.length === 0) this._read(AHEAD);
          else for (const piece of value) this.push(piece);
        },
        (error: unknown) => this.destroy(error instanceof Error ? error : new Error(String(error))),
      );
    },
    destroy(error, done) {
      close()
        .then(() => source.return(undefined))
        .then(
          () => done(error),
          (failure: Error) => done(error ?? failure),
        );
    },
  });
}
