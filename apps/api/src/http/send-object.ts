import { Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { release } from '@lesblik/server/storage/release';
import type { Read } from '@lesblik/server/storage/storage';
import type { Response } from 'express';
import { leastPace } from './pace.ts';

export interface Sending {
  read: Read;
  type: string;
  /** Cuts the line to the receiver, mid-stream. */
  ended: AbortSignal;
}

/** Bytes handed to the system together, each time for a call and a turn of the loop. */
const AT_ONCE = 128 * 1024;

const GONE = new Set(['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE']);

/** What is private to a few people is kept by no cache on the way, nor by the browser. */
export function privately(response: Response): void {
  response.setHeader('Cache-Control', 'private, no-store');
}

/** Sends stored bytes as they are decrypted; a receiver that went away, or whose access ended, is no error. */
export async function sendObject(response: Response, { read, type, ended }: Sending): Promise<void> {
  privately(response);
  response.setHeader('Content-Type', type);
  if (!response.hasHeader('Content-Length')) response.setHeader('Content-Length', read.size);
  // Who went away while it was looked up tells so no more, and would be sent all of it.
  if (response.req.method === 'HEAD' || response.destroyed) {
    read.stream.destroy();
    response.end();
    return;
  }
  try {
    await hand(read.stream, response, ended);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && GONE.has(String(error.code)))) throw error;
  }
}

/** As `pipeline`, but the memory of what the system has taken is given back at once (see `release`). */
async function hand(stream: Readable, response: Response, ended: AbortSignal): Promise<void> {
  const { socket } = response;
  const cut = (): void => void response.destroy();
  const tooSlow = leastPace(response, () => socket?.bytesWritten ?? 0);
  for (const signal of [ended, tooSlow]) signal.addEventListener('abort', cut);
  // Nothing is read for whoever went away or is cut off.
  response.once('close', () => stream.destroy());
  if (ended.aborted) cut();
  try {
    let held = 0;
    response.cork();
    for await (const piece of stream as AsyncIterable<Buffer>) {
      response.write(piece, (error) => {
        if (!error) release([piece]);
      });
      held += piece.length;
      if (held < AT_ONCE) continue;
      response.uncork();
      if (response.writableNeedDrain) await room(response);
      response.cork();
      held = 0;
    }
    response.uncork();
    response.end();
    await finished(response);
  } catch (error) {
    response.destroy();
    throw error;
  } finally {
    ended.removeEventListener('abort', cut);
  }
}

/** Until there is room for more, or nobody to take it. */
function room(response: Response): Promise<void> {
  return new Promise((resolve) => {
    const go = (): void => {
      response.off('drain', go).off('close', go);
      resolve();
    };
    response.on('drain', go).on('close', go);
  });
}

/** Sends a text as it is made. */
export async function sendPieces(response: Response, type: string, pieces: AsyncIterable<string>): Promise<void> {
  privately(response);
  response.setHeader('Content-Type', type);
  try {
    await pipeline(Readable.from(pieces), response);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && GONE.has(String(error.code)))) throw error;
  }
}

export function sendText(response: Response, type: string, text: string): void {
  privately(response);
  response.type(type).send(text);
}
