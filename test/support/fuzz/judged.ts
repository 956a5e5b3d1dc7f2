import { isProblemCode, problems } from '@lesblik/shared/problems';
import { BYTES, type Route } from '@lesblik/shared/route';
import type { Cast } from '../scene.ts';
import type { Wire } from './requests.ts';

/** Far above what any answer takes on a busy machine, and far below a hang. */
const HANG_MS = 30_000;
/** What is being made is asked for again; nothing else of the server's own may fail. */
const MAY_FAIL = ['segment_in_work'];
/** What is larger is refused before it is read, and its line closed: its sender may hear of that before the answer. */
const MOST_BODY = 256 * 1024;
/** Of the program, its database, its files: for the log, and for nobody who asks. */
export const INNER =
  /node_modules|\bat .{1,80}:\d+:\d+|\/(dist|src|tmp|home)\/|violates|constraint "|relation "|invalid input syntax|invalid byte sequence|kysely|postgres|ECONN|better-auth|TypeError|RangeError|SyntaxError/i;

export interface Judged {
  /** `200`, or a problem's code. */
  answer: string;
  ms: number;
  /** What is wrong with it. */
  wrong?: string;
}

/** Sends one request and judges what comes. @param secrets what only those inside the school may read */
export async function judged(url: string, route: Route, cast: Cast, wire: Wire, secrets: RegExp): Promise<Judged> {
  const begin = performance.now();
  const { role, method, path, headers, body } = wire;
  try {
    const cookie = cast[role]?.cookie;
    const response = await fetch(`${url}${path}`, {
      ...{ method, redirect: 'manual', signal: AbortSignal.timeout(HANG_MS) },
      headers: { ...(cookie !== undefined && { cookie }), ...headers },
      ...(body !== undefined && { body }),
    });
    const text = await response.text();
    const ms = performance.now() - begin;
    const outside = ['outsider', 'nobody', 'expiredGuest'].includes(role);
    if (outside && secrets.test(text)) return { answer: String(response.status), ms, wrong: `tells ${role}: ${text}` };
    return { ...(response.status < 400 ? taken(response, text, route) : refused(response, text)), ms };
  } catch (error) {
    const ms = performance.now() - begin;
    if ((body?.length ?? 0) > MOST_BODY) return { answer: 'cut', ms };
    return { answer: 'none', ms, wrong: `no answer: ${String((error as Error).cause ?? error)}` };
  }
}

function taken({ status, headers }: Response, text: string, { returns }: Route): Omit<Judged, 'ms'> {
  const answer = String(status);
  const isJson = headers.get('content-type')?.startsWith('application/json') === true;
  if (returns === undefined || returns === BYTES || !isJson) return { answer };
  const { success, error } = returns.safeParse(JSON.parse(text));
  return success ? { answer } : { answer, wrong: `not the contract's: ${error.message}` };
}

function refused({ status, headers }: Response, text: string): Omit<Judged, 'ms'> {
  // A range that the file does not have, as HTTP says it (RFC 9110, section 15.5.17).
  if (status === 416 && text === '' && headers.has('content-range')) return { answer: '416' };
  const wrong = (why: string) => ({ answer: String(status), wrong: `${why}: ${status} ${text.slice(0, 400)}` });
  if (headers.get('content-type')?.startsWith('application/problem+json') !== true) return wrong('no problem');
  const { type, title, status: told, code, details, ...more } = JSON.parse(text) as Record<string, unknown>;
  if (!isProblemCode(code)) return wrong('a code of no catalogue');
  if (problems[code].status !== status || told !== status || title !== problems[code].title)
    return wrong('not as in the catalogue');
  if (type !== 'about:blank' || Object.keys(more).length > 0) return wrong('another shape');
  if (details !== undefined && (typeof details !== 'object' || details === null))
    return wrong('details of another shape');
  if (status >= 500 && !MAY_FAIL.includes(code)) return wrong('the server failed');
  if (INNER.test(text)) return wrong('tells what is inside');
  return { answer: code };
}
