import { queryOptions } from '@tanstack/react-query';
import { organisationRoutes } from '@lesblik/shared/organisations';
import { trajectoryRoutes } from '@lesblik/shared/trajectories';
import { call } from '../../api/call.ts';

export const trajectoriesQuery = queryOptions({
  queryKey: ['trajectories'],
  queryFn: async ({ signal }) => (await call(trajectoryRoutes.list, {}, { signal })).items,
});

/** Those of one school. */
export const trajectoriesOf = (organisationId: string | undefined) =>
  queryOptions({
    ...trajectoriesQuery,
    select: (all) => all.filter((trajectory) => trajectory.organisationId === organisationId),
  });

export const trajectoryQuery = (trajectoryId: string) =>
  queryOptions({
    queryKey: ['trajectories', trajectoryId],
    queryFn: ({ signal }) => call(trajectoryRoutes.get, { params: { trajectoryId } }, { signal }),
  });

/** Names of the people of a school: whom one can pick. */
export const colleaguesQuery = (organisationId: string) =>
  queryOptions({
    queryKey: ['colleagues', organisationId],
    queryFn: async ({ signal }) =>
      (await call(organisationRoutes.colleagues, { params: { organisationId } }, { signal })).items,
    enabled: organisationId !== '',
  });
