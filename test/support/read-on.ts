import type { IncomingMessage } from 'node:http';
import { setTimeout as after } from 'node:timers/promises';

/** A line of some 100 Mbit/s: over loopback all of a film could be here before what ends it was heard. */
const BYTES_A_MS = 12_500;
const CUT = ['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE'];

/** All that still comes of an answer, and whether it was cut before its end. */
export async function readOn(response: IncomingMessage): Promise<{ bytes: number; cut: boolean }> {
  let bytes = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      await after(chunk.length / BYTES_A_MS);
    }
    return { bytes, cut: false };
  } catch (error) {
    if (!CUT.includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    return { bytes, cut: true };
  }
}
