import { queryOptions } from '@tanstack/react-query';
import { coachChangeRoutes } from '@lesblik/shared/coach-changes';
import { templateRoutes } from '@lesblik/shared/trajectory-templates';
import { call } from '../../api/call.ts';

export const templatesQuery = (organisationId: string) =>
  queryOptions({
    queryKey: ['templates', organisationId],
    queryFn: async ({ signal }) => (await call(templateRoutes.list, { params: { organisationId } }, { signal })).items,
  });

export const pairsQuery = (organisationId: string) =>
  queryOptions({
    queryKey: ['pairs', organisationId],
    queryFn: async ({ signal }) =>
      (await call(coachChangeRoutes.pairs, { params: { organisationId } }, { signal })).items,
  });
