import { HttpCode, RequestMapping, RequestMethod, SetMetadata } from '@nestjs/common';
import { BYTES, type Answer, type Route } from '@lesblik/shared/route';

export const ROUTE = Symbol('route');

/** Routes that have a handler; the start-up check compares them with the contract. */
export const implemented = new Set<Route>();

type HandlerAnswer<R extends Route> = R['returns'] extends typeof BYTES ? void : Answer<R>;

/** Binds a handler to its route of the contract: another answer than the route's does not compile. */
export function Implements<const R extends Route>(route: R) {
  implemented.add(route);
  return <A extends unknown[]>(
    target: object,
    key: string | symbol,
    descriptor: TypedPropertyDescriptor<(...args: A) => Promise<HandlerAnswer<R>> | HandlerAnswer<R>>,
  ): void => {
    RequestMapping({ path: route.path, method: RequestMethod[route.method] })(target, key, descriptor);
    HttpCode(route.status ?? (route.returns === undefined ? 204 : 200))(target, key, descriptor);
    SetMetadata(ROUTE, route)(target, key, descriptor);
  };
}
