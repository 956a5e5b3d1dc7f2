import { coachChangeRoutes } from '@lesblik/shared/coach-changes';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call.ts';

/** Trajectories of one school that the reader is asked to take over. */
export const coachAsksQuery = (organisationId: string | undefined) =>
  queryOptions({
    queryKey: ['coach-asks'],
    queryFn: async ({ signal }) => (await call(coachChangeRoutes.asked, {}, { signal })).items,
    select: (all) => all.filter((ask) => ask.organisationId === organisationId),
  });
