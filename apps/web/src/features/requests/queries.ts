import { queryOptions } from '@tanstack/react-query';
import { requestRoutes } from '@lesblik/shared/requests';
import { call } from '../../api/call.ts';

export const requestsQuery = (organisationId: string | undefined) =>
  queryOptions({
    queryKey: ['requests'],
    queryFn: async ({ signal }) => (await call(requestRoutes.list, {}, { signal })).items,
    select: (all) => all.filter((request) => request.organisationId === organisationId),
  });

export const requestQuery = (requestId: string) =>
  queryOptions({
    queryKey: ['requests', requestId],
    queryFn: ({ signal }) => call(requestRoutes.get, { params: { requestId } }, { signal }),
  });
