import type { Writable } from 'node:stream';

/** Slower than the slowest line on which a film could be looked at. */
const LEAST_BYTES = 64 * 1024;
const LOOK_MS = 60_000;

/**
 * Aborts what is sent to somebody who hardly reads it: each holds a file, a key and a line.
 * @param sent bytes handed to the system so far
 */
export function leastPace(receiver: Writable, sent: () => number, lookMs = LOOK_MS): AbortSignal {
  const stop = new AbortController();
  let before = sent();
  const look = setInterval(() => {
    const now = sent();
    // Nothing waits to be read, or we hold it back to hand it over with more: then it is we who are slow.
    if (receiver.writableNeedDrain && receiver.writableCorked === 0 && now - before < LEAST_BYTES) stop.abort();
    before = now;
  }, lookMs).unref();
  receiver.once('close', () => clearInterval(look));
  return stop.signal;
}
