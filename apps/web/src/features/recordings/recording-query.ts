import { queryOptions } from '@tanstack/react-query';
import type { recordingRoutes } from '@lesblik/shared/recordings';
import { call } from '../../api/call.ts';
import { outline } from '../../api/outline.ts';

const readRecording = outline<typeof recordingRoutes.get>({ method: 'GET', path: '/recordings/:recordingId' });

/** One recording, without the contract's schemas: the review page needs it before its first frame. */
export const recordingQuery = (recordingId: string) =>
  queryOptions({
    queryKey: ['recording', recordingId],
    queryFn: ({ signal }) => call(readRecording, { params: { recordingId } }, { signal }),
  });
