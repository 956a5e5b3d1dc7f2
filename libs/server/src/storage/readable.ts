import { Readable } from 'node:stream';

/** As `Readable.from`, but `close` runs however the stream ends, also when nobody ever read from it. */
export function readableFrom(source: AsyncGenerator<Uint8Array>, close: () => Promise<void>): Readable {
  return new Readable({
    highWaterMark: 256 * 1024,
    read() {
      source.next().then(
        (next) => this.push(next.done ? null : next.value),
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
