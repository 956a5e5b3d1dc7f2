import type { Route } from '@lesblik/shared/route';

/**
 * A route by its method and path alone, checked against the contract by the compiler. For what the review page
 * calls: the contract itself brings zod along (26 kB gzip).
 */
export function outline<R extends Route>(shape: { method: R['method']; path: R['path'] }): R {
  return shape as R;
}
