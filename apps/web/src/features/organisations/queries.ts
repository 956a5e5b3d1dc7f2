import { queryOptions } from '@tanstack/react-query';
import { organisationRoutes } from '@lesblik/shared/organisations';
import { call } from '../../api/call.ts';
import { queryClient } from '../../api/query-client.ts';

export const organisationQuery = (organisationId: string) =>
  queryOptions({
    queryKey: ['organisation', organisationId],
    queryFn: ({ signal }) => call(organisationRoutes.get, { params: { organisationId } }, { signal }),
  });

export const peopleQuery = (organisationId: string) =>
  queryOptions({
    queryKey: ['people', organisationId],
    queryFn: async ({ signal }) =>
      (await call(organisationRoutes.people, { params: { organisationId } }, { signal })).items,
  });

export const invitationsQuery = (organisationId: string) =>
  queryOptions({
    queryKey: ['invitations', organisationId],
    queryFn: async ({ signal }) =>
      (await call(organisationRoutes.invitations, { params: { organisationId } }, { signal })).items,
  });

export async function readPeopleAgain(): Promise<void> {
  await Promise.all(
    ['people', 'invitations', 'colleagues'].map((key) => queryClient.invalidateQueries({ queryKey: [key] })),
  );
}
