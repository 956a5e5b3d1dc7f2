import { actionRoutes } from '@lesblik/shared/actions';
import { agendaRoutes } from '@lesblik/shared/agendas';
import { calendarRoutes } from '@lesblik/shared/calendar';
import { talkRoutes } from '@lesblik/shared/talks';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { queryClient } from '../../api/query-client.ts';

export const talksQuery = (trajectoryId: string) =>
  queryOptions({
    queryKey: ['talks', 'of', trajectoryId],
    queryFn: async ({ signal }) => (await call(talkRoutes.list, { params: { trajectoryId } }, { signal })).items,
  });

/** Those to come, and those to be planned. */
export const myTalksQuery = queryOptions({
  queryKey: ['talks', 'mine'],
  queryFn: async ({ signal }) => (await call(talkRoutes.mine, {}, { signal })).items,
});

export const talkDatesQuery = (trajectoryId: string) =>
  queryOptions({
    queryKey: ['talks', 'dates', trajectoryId],
    queryFn: ({ signal }) => call(talkRoutes.dates, { params: { trajectoryId } }, { signal }),
  });

export const talkQuery = (talkId: string) =>
  queryOptions({
    queryKey: ['talks', 'one', talkId],
    queryFn: ({ signal }) => call(talkRoutes.get, { params: { talkId } }, { signal }),
  });

export const preparationsQuery = (talkId: string) =>
  queryOptions({
    queryKey: ['talks', 'one', talkId, 'preparations'],
    queryFn: async ({ signal }) => (await call(talkRoutes.preparations, { params: { talkId } }, { signal })).items,
  });

export const momentsQuery = (talkId: string) =>
  queryOptions({
    queryKey: ['talks', 'one', talkId, 'moments'],
    queryFn: async ({ signal }) => (await call(talkRoutes.moments, { params: { talkId } }, { signal })).items,
  });

export const actionsQuery = (trajectoryId: string) =>
  queryOptions({
    queryKey: ['actions', trajectoryId],
    queryFn: async ({ signal }) => (await call(actionRoutes.list, { params: { trajectoryId } }, { signal })).items,
  });

export const agendasQuery = (organisationId: string) =>
  queryOptions({
    queryKey: ['agendas', organisationId],
    queryFn: async ({ signal }) => (await call(agendaRoutes.list, { params: { organisationId } }, { signal })).items,
  });

export const calendarQuery = queryOptions({
  queryKey: ['calendar'],
  queryFn: ({ signal }) => call(calendarRoutes.get, {}, { signal }),
});

/** Everything that shows talks or actions. */
export async function readTalksAgain(): Promise<void> {
  await Promise.all(
    [['talks'], ['actions'], ['waiting'], ['rooms']].map((queryKey) => queryClient.invalidateQueries({ queryKey })),
  );
}
