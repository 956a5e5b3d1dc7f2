import { classListRoutes, type ClassListWithPupils } from '@lesblik/shared/class-lists';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { queryClient } from '../../api/query-client.ts';

export const classListQuery = (classListId: string) =>
  queryOptions({
    queryKey: ['class-list', classListId],
    queryFn: ({ signal }) => call(classListRoutes.get, { params: { classListId } }, { signal }),
  });

export const pupilHistoryQuery = (pupilId: string) =>
  queryOptions({
    queryKey: ['pupil', pupilId],
    queryFn: async ({ signal }) => (await call(classListRoutes.history, { params: { pupilId } }, { signal })).items,
  });

export const classListCountsQuery = (organisationId: string) =>
  queryOptions({
    queryKey: ['class-list-counts', organisationId],
    queryFn: async ({ signal }) =>
      (await call(classListRoutes.counts, { params: { organisationId } }, { signal })).items,
  });

/** Shows a list as the server answered it; what is told of lists elsewhere is read anew. */
export async function showList(list: ClassListWithPupils): Promise<void> {
  queryClient.setQueryData(['class-list', list.id], list);
  await readListsAgain();
}

export async function readListsAgain(): Promise<void> {
  await Promise.all(
    ['class-lists', 'class-list-counts', 'pupil', 'waiting', 'lesson-consent'].map((key) =>
      queryClient.invalidateQueries({ queryKey: [key] }),
    ),
  );
}
