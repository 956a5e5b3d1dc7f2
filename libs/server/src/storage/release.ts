import type { Batch } from './object-store.ts';

const WORTH_RELEASING = 4096;

/**
 * Gives the memory of arrays that nobody needs any more back at once. Left to the garbage collector, every 64 MiB of
 * them cost a walk through the whole heap, which in a process as large as the API is dearer than the encryption.
 * Leaves alone what shares its memory with something else.
 */
export function release(batch: Batch): void {
  for (const { buffer, byteLength } of batch) {
    if (byteLength >= WORTH_RELEASING && byteLength === buffer.byteLength && buffer instanceof ArrayBuffer)
      buffer.transfer(0);
  }
}
