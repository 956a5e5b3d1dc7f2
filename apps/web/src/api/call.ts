import type { Call, Result, Route } from '@lesblik/shared/route';
import { named } from './named.ts';
import { request, type RequestOptions } from './request.ts';

type Query = Record<string, string | number | boolean | undefined>;

interface Parts {
  params?: Record<string, unknown>;
  query?: Query;
  body?: unknown;
}

/** The address of a route with its parameters filled in, below `/api`. */
export function addressOf(path: string, params: Record<string, unknown> = {}, query: Query = {}): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value));
  return `/api${filled}${search.size > 0 ? `?${search}` : ''}`;
}

/** Calls a route of the contract; throws a `Problem` with its code, or `Offline`. */
export async function call<R extends Route>(
  route: R,
  input: Call<R>,
  options: RequestOptions = {},
): Promise<Result<R>> {
  const { params, query, body } = input as Parts;
  const response = await request(route.method, addressOf(route.path, params, query), body, options);
  if (response.status === 204 || !response.headers.get('content-type')?.includes('json')) return undefined as Result<R>;
  return named(await response.text()) as Result<R>;
}
