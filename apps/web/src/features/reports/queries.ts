import { queryOptions } from '@tanstack/react-query';
import { reportRoutes } from '@lesblik/shared/reports';
import { call } from '../../api/call.ts';
import { queryClient } from '../../api/query-client.ts';

export const evaluationQuery = (trajectoryId: string) =>
  queryOptions({
    queryKey: ['reports', trajectoryId, 'evaluation'],
    queryFn: ({ signal }) => call(reportRoutes.evaluation, { params: { trajectoryId } }, { signal }),
  });

/** As others would read it now. Read anew each time: what is signed is what was seen. */
export const previewQuery = (trajectoryId: string) =>
  queryOptions({
    queryKey: ['reports', trajectoryId, 'preview'],
    queryFn: ({ signal }) => call(reportRoutes.preview, { params: { trajectoryId } }, { signal }),
    staleTime: 0,
  });

/** The released one; null while there is none. */
export const releasedQuery = (trajectoryId: string) =>
  queryOptions({
    queryKey: ['reports', trajectoryId, 'released'],
    queryFn: async ({ signal }) => (await call(reportRoutes.released, { params: { trajectoryId } }, { signal })).report,
  });

export const readReportsAgain = (trajectoryId: string): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: ['reports', trajectoryId] });
