import type { IncomingMessage } from 'node:http';
import { Problem } from '@lesblik/shared/problems';

/**
 * A request's body, chunk by chunk, as it comes off the socket. Ends early, without harm to the request, when another
 * request takes the upload over; more than `limit` bytes are refused, and so is a body whose sender went away.
 */
export async function* incomingBytes(
  request: IncomingMessage,
  limit: number,
  taken: AbortSignal,
): AsyncGenerator<Uint8Array> {
  let wake = () => {};
  const look = () => wake();
  const events = ['readable', 'end', 'error', 'close'] as const;
  for (const event of events) request.on(event, look);
  taken.addEventListener('abort', look);
  let bytes = 0;
  try {
    while (!taken.aborted) {
      const chunk = request.read() as Buffer | null;
      if (chunk !== null) {
        bytes += chunk.length;
        if (bytes > limit) throw new Problem('upload_too_many_bytes');
        yield chunk;
      } else if (request.readableEnded) {
        return;
      } else if (request.destroyed) {
        throw new Problem('upload_incomplete', undefined, { cause: request.errored });
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  } finally {
    for (const event of events) request.off(event, look);
    taken.removeEventListener('abort', look);
  }
}
