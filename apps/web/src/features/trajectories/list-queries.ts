import type { organisationRoutes } from '@lesblik/shared/organisations';
import type { trajectoryRoutes } from '@lesblik/shared/trajectories';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { outline } from '../../api/outline.ts';

// Asked on the review page too, which has no room for the contracts.
const listTrajectories = outline<typeof trajectoryRoutes.list>({ method: 'GET', path: '/trajectories' });
const listColleagues = outline<typeof organisationRoutes.colleagues>({
  method: 'GET',
  path: '/organisations/:organisationId/colleagues',
});

export const trajectoriesQuery = queryOptions({
  queryKey: ['trajectories'],
  queryFn: async ({ signal }) => (await call(listTrajectories, {}, { signal })).items,
});

/** Those of one school. */
export const trajectoriesOf = (organisationId: string | undefined) =>
  queryOptions({
    ...trajectoriesQuery,
    select: (all) => all.filter((trajectory) => trajectory.organisationId === organisationId),
  });

/** Names of the people of a school: whom one can pick. */
export const colleaguesQuery = (organisationId: string) =>
  queryOptions({
    queryKey: ['colleagues', organisationId],
    queryFn: async ({ signal }) => (await call(listColleagues, { params: { organisationId } }, { signal })).items,
    enabled: organisationId !== '',
  });
