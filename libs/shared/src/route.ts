import type { z } from 'zod';
import type { ProblemCode } from './problems.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What a route answers with when it is not JSON: a film's playlist or segment, a picture, a download. */
export const BYTES = 'bytes';

export interface Route {
  readonly method: Method;
  /** Below `/api`, with `:name` for parameters. */
  readonly path: string;
  readonly summary: string;
  /** Open to somebody who is not signed in. */
  readonly open?: boolean;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** Absent: 204 without a body. */
  readonly returns?: z.ZodType | typeof BYTES;
  readonly status?: number;
  readonly problems?: readonly ProblemCode[];
}

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;
type Given<S> = S extends z.ZodType ? z.input<S> : undefined;

/** What a handler gets: parsed parameters, query and body. */
export interface Input<R extends Route> {
  params: Parsed<R['params']>;
  query: Parsed<R['query']>;
  body: Parsed<R['body']>;
}

type WithoutUndefined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] };

type Query<S> = S extends z.ZodType
  ? object extends z.input<S>
    ? { query?: z.input<S> }
    : { query: z.input<S> }
  : unknown;

/** What a caller gives; parts that the route does not have are left out, and so may be a query that needs nothing. */
export type Call<R extends Route> = WithoutUndefined<{ params: Given<R['params']>; body: Given<R['body']> }> &
  Query<R['query']>;

/** What a handler answers, before the contract strips what is not in it. */
export type Answer<R extends Route> = R['returns'] extends z.ZodType ? z.input<R['returns']> : undefined;
/** What a caller receives. */
export type Result<R extends Route> = R['returns'] extends z.ZodType ? z.output<R['returns']> : undefined;

export function route<const R extends Route>(definition: R): R {
  return definition;
}
