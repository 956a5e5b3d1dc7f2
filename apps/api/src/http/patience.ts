import type { IncomingMessage, Server } from 'node:http';
import { MOST_CERTIFICATE_BYTES } from '@lesblik/shared/deletions';
import { Problem } from '@lesblik/shared/problems';
import type { RequestHandler } from 'express';

/** Until all of a request's headers are there. */
const HEADERS_MS = 15_000;
/** Until all of a request is there: a piece of a film over a bad line; what came of it by then is kept, and it goes on. */
const REQUEST_MS = 5 * 60_000;
/** Without a byte in either direction. A page's socket has its own sign of life. */
const SILENT_MS = 2 * 60_000;
/** By how much a line on which nothing is asked is kept longer than a proxy in front keeps it (Caddy: two minutes): else it asks as we hang up. */
const LONGER_THAN_PROXY_MS = 5_000;
/** How often it is looked at. */
const LOOK_MS = 2_000;
/** Until all of a small body is there. */
const SMALL_BODY_MS = 20_000;
/** Lines open at once; a school of a thousand people has three or four each. */
const MOST_LINES = 8_000;

interface Limits {
  headersMs?: number;
  requestMs?: number;
  silentMs?: number;
}

/** Whoever sends or reads slowly holds a line for so long, and not for ever. To be set before the server listens. */
export function limitPatience(server: Server, { headersMs, requestMs, silentMs }: Limits = {}): void {
  server.headersTimeout = headersMs ?? HEADERS_MS;
  server.requestTimeout = requestMs ?? REQUEST_MS;
  server.setTimeout(silentMs ?? SILENT_MS);
  server.keepAliveTimeout = (silentMs ?? SILENT_MS) + LONGER_THAN_PROXY_MS;
  server.maxConnections = MOST_LINES;
  // An option of `createServer`, which Nest does not hand over; Node reads it when the server begins to listen.
  Object.assign(server, { connectionsCheckingInterval: Math.min(LOOK_MS, server.headersTimeout) });
}

const SLOW = 'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n';

/** Of the rest that is sent whole as a file: how large. */
const files: ReadonlyMap<string, number> = new Map([['/api/certificates/verify', MOST_CERTIFICATE_BYTES]]);

/** Films come as fast as their line allows. */
const isFilm = (path: string): boolean => /^\/api\/uploads(\/|$)/.test(path);

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/**
 * All bodies but films are small: a large one is refused before it is read, and one that trickles in is not waited for.
 * Stands before what reads them.
 */
export function smallBodies(mostBytes: number, ms = SMALL_BODY_MS): RequestHandler {
  return (request, response, next) => {
    if (isFilm(request.path) || !hasBody(request)) return next();
    if (Number(request.headers['content-length'] ?? 0) > (files.get(request.path) ?? mostBytes)) {
      response.setHeader('Connection', 'close');
      return next(new Problem('body_too_large'));
    }
    const { socket } = request;
    const late = setTimeout(() => socket.end(SLOW, () => socket.destroy()), ms);
    const enough = (): void => clearTimeout(late);
    request.once('end', enough).once('close', enough);
    response.once('close', enough);
    next();
  };
}
