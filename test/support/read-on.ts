import type { IncomingMessage } from 'node:http';

/** All that still comes of an answer, and whether it was cut before its end. */
export async function readOn(response: IncomingMessage): Promise<{ bytes: number; cut: boolean }> {
  let bytes = 0;
  response.on('data', (chunk: Buffer) => (bytes += chunk.length));
  const cut = await new Promise<boolean>((resolve) => {
    response.once('end', () => resolve(false));
    response.once('error', () => resolve(true));
  });
  return { bytes, cut };
}
