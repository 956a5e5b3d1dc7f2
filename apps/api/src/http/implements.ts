import { HttpCode, RequestMapping, RequestMethod, SetMetadata } from '@nestjs/common';
import type { Answer, Route } from '@lesblik/shared/route';
import type { ZodType } from 'zod';
import type { Written } from './written.ts';

export const ROUTE = Symbol('route');

/** Routes that have a handler; the start-up check compares them with the contract. */
export const implemented = new Set<Route>();

/** A route without an answer of its own, or one of bytes (written to the response), returns nothing. */
type HandlerAnswer<R extends Route> = R['returns'] extends ZodType ? Answer<R> | Written<Answer<R>> : void;

/** Binds a handler to its route of the contract: another answer than the route's does not compile. */
export function Implements<const R extends Route>(route: R) {
  implemented.add(route);
  return <H extends (...args: never[]) => Promise<HandlerAnswer<R>> | HandlerAnswer<R>>(
    target: object,
    key: string | symbol,
    descriptor: TypedPropertyDescriptor<H>,
  ): void => {
    RequestMapping({ path: route.path, method: RequestMethod[route.method] })(target, key, descriptor);
    HttpCode(route.status ?? (route.returns === undefined ? 204 : 200))(target, key, descriptor);
    SetMetadata(ROUTE, route)(target, key, descriptor);
  };
}
