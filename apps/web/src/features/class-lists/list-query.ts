import type { classListRoutes } from '@lesblik/shared/class-lists';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { outline } from '../../api/outline.ts';

// Asked on the review page too, which has no room for the contract.
const list = outline<typeof classListRoutes.list>({ method: 'GET', path: '/class-lists' });

/** Those that the asker keeps in one school. */
export const classListsQuery = (organisationId: string) =>
  queryOptions({
    queryKey: ['class-lists', organisationId],
    queryFn: async ({ signal }) => (await call(list, { query: { organisationId } }, { signal })).items,
    enabled: organisationId !== '',
  });
