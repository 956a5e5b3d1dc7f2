import { isProblemCode, Problem, type ProblemBody } from '@lesblik/shared/problems';
import { noteReachable, Offline } from './offline.ts';

export interface RequestOptions {
  signal?: AbortSignal | undefined;
  /** Let the request outlive the page. */
  keepalive?: boolean | undefined;
}

/** What a refused answer says: the API's own problem, or the nearest code for an answer of something between. */
async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null);
  const { code, details } = (body ?? {}) as Partial<ProblemBody>;
  if (isProblemCode(code)) return new Problem(code, details);
  if (response.status === 401) return new Problem('not_signed_in');
  if (response.status === 404) return new Problem('not_found');
  if (response.status === 429) return new Problem('too_many_requests');
  return new Problem([502, 503, 504].includes(response.status) ? 'unavailable' : 'internal');
}

/** One request to our own server; throws a `Problem` when refused and `Offline` when it did not arrive. */
export async function request(
  method: string,
  path: string,
  body: unknown,
  { signal, keepalive }: RequestOptions = {},
): Promise<Response> {
  // A file goes as it is.
  const isFile = body instanceof Blob;
  const type = isFile ? 'application/octet-stream' : 'application/json';
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      credentials: 'same-origin',
      headers: { accept: 'application/json', ...(body !== undefined && { 'content-type': type }) },
      ...(body !== undefined && { body: isFile ? body : JSON.stringify(body) }),
      ...(signal && { signal }),
      ...(keepalive && { keepalive }),
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    noteReachable(false);
    throw new Offline(cause);
  }
  noteReachable(true);
  if (!response.ok) throw await problemOf(response);
  return response;
}
