import { allRoutes } from '@lesblik/shared/routes';
import { implemented } from './implements.ts';

/** Refuses to start when a route of the contract has no handler. */
export function assertAllRoutesImplemented(): void {
  const missing = allRoutes.filter(({ route }) => !implemented.has(route)).map(({ name }) => name);
  if (missing.length > 0) throw new Error(`no handler for ${missing.join(', ')}`);
}
