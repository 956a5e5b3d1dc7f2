import { type Hiding, hidingRoutes } from '@lesblik/shared/hiding';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { queryClient } from '../../api/query-client.ts';

const LOOK_AGAIN_MS = 1500;

export const hidingQuery = (recordingId: string) =>
  queryOptions({
    queryKey: ['hiding', recordingId],
    queryFn: ({ signal }) => call(hidingRoutes.get, { params: { recordingId } }, { signal }),
    refetchInterval: ({ state }) => (state.data?.trial?.state === 'making' ? LOOK_AGAIN_MS : false),
  });

export const tookIn = (recordingId: string, hiding: Hiding): void =>
  void queryClient.setQueryData(hidingQuery(recordingId).queryKey, hiding);

/** After a change of what others are shown. */
export async function readHidingAgain(recordingId: string): Promise<void> {
  await Promise.all(
    [['hiding', recordingId], ['grants', recordingId], ['recording', recordingId], ['recordings']].map((queryKey) =>
      queryClient.invalidateQueries({ queryKey }),
    ),
  );
}
