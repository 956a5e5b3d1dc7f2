import { queryOptions } from '@tanstack/react-query';
import { holdRoutes } from '@lesblik/shared/holds';
import { call } from '../../api/call.ts';

export const holdsQuery = (organisationId: string) =>
  queryOptions({
    queryKey: ['holds', organisationId],
    queryFn: async ({ signal }) => (await call(holdRoutes.list, { params: { organisationId } }, { signal })).items,
  });

/** What holds one's own lessons. */
export const myHoldsQuery = queryOptions({
  queryKey: ['my-holds'],
  queryFn: async ({ signal }) => (await call(holdRoutes.mine, {}, { signal })).items,
});
