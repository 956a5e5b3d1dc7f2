import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { queryClient } from '../../api/query-client.ts';
import { grantOutlines } from './routes.ts';

export const grantsQuery = (recordingId: string) =>
  queryOptions({
    queryKey: ['grants', recordingId],
    queryFn: async ({ signal }) => (await call(grantOutlines.list, { params: { recordingId } }, { signal })).items,
  });

/** After a change of access everything that tells about it is read anew. */
export async function readAccessAgain(recordingId: string): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: ['grants', recordingId] }),
    queryClient.invalidateQueries({ queryKey: ['recording', recordingId] }),
    queryClient.invalidateQueries({ queryKey: ['recordings'] }),
    queryClient.invalidateQueries({ queryKey: ['log', recordingId] }),
    // With whom one can look apart.
    queryClient.invalidateQueries({ queryKey: ['seal', recordingId] }),
  ]);
}
