import type { ByteRange } from '@lesblik/server/storage/storage';
import type { Request, Response } from 'express';
import { privately } from './send-object.ts';

const UNSATISFIABLE = -1;

interface Download {
  fileName: string;
  size: number;
  /** Tells one from another; what is downloaded never changes. */
  tag: string;
}

/**
 * RFC 9110: one range at a time; several are answered with the whole. Writes status and headers.
 * @returns what to send; undefined when all is said: nothing lies there, or only the headers were asked for
 */
export function askedRange(
  request: Request,
  response: Response,
  { fileName, size, tag }: Download,
): ByteRange | undefined {
  const quoted = `"${tag}"`;
  response.set({ 'Accept-Ranges': 'bytes', ETag: quoted });
  response.attachment(fileName);
  const sameAsBefore = request.headers['if-range'] === undefined || request.headers['if-range'] === quoted;
  const ranges = sameAsBefore ? request.range(size) : undefined;
  if (ranges === UNSATISFIABLE) {
    privately(response);
    response.removeHeader('Content-Disposition');
    response.status(416).set('Content-Range', `bytes */${size}`).end();
    return undefined;
  }
  const one = Array.isArray(ranges) && ranges.type === 'bytes' && ranges.length === 1 ? ranges[0] : undefined;
  if (one !== undefined) {
    response.status(206).set('Content-Range', `bytes ${one.start}-${one.end}/${size}`);
    response.setHeader('Content-Length', one.end - one.start + 1);
  }
  if (request.method === 'HEAD') {
    privately(response);
    if (one === undefined) response.setHeader('Content-Length', size);
    response.type('application/octet-stream').end();
    return undefined;
  }
  return one === undefined ? {} : { start: one.start, end: one.end + 1 };
}
