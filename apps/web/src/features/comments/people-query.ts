import type { commentRoutes } from '@lesblik/shared/comments';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { outline } from '../../api/outline.ts';

const listPeople = outline<typeof commentRoutes.people>({ method: 'GET', path: '/recordings/:recordingId/people' });

/** Who can see this recording now: whom a comment can mention. */
export const peopleQuery = (recordingId: string) =>
  queryOptions({
    queryKey: ['people-of', recordingId],
    queryFn: async ({ signal }) => (await call(listPeople, { params: { recordingId } }, { signal })).items,
    staleTime: 30_000,
  });
