import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { Problem } from '@lesblik/shared/problems';
import type { Route } from '@lesblik/shared/route';
import type { Request } from 'express';
import type { z } from 'zod';
import { ROUTE } from './implements.ts';

export const routeOf = (context: ExecutionContext): Route | undefined =>
  Reflect.getMetadata(ROUTE, context.getHandler()) as Route | undefined;

/** Gives a handler `{ params, query, body }` as the route's schemas parse them. */
export const FromRoute = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const route = routeOf(context);
  if (route === undefined) throw new Error('FromRoute stands on a handler without Implements');
  const request = context.switchToHttp().getRequest<Request>();
  return {
    params: parse(route.params, request.params, 'params'),
    query: parse(route.query, request.query, 'query'),
    body: parse(route.body, request.body, 'body'),
  };
});

function parse(schema: z.ZodType | undefined, value: unknown, part: string): unknown {
  if (schema === undefined) return undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  // An id that is none cannot be anything's: the same answer as for an id that does not exist.
  if (part === 'params') throw new Problem('not_found');
  const issues = parsed.error.issues.map((issue) => ({
    path: [part, ...issue.path].join('.'),
    message: issue.message,
  }));
  throw new Problem('invalid_input', { issues });
}
