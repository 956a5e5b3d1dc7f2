import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { recordingOutlines } from './routes.ts';

/** One recording, without the contract's schemas: the review page needs it before its first frame. */
export const recordingQuery = (recordingId: string) =>
  queryOptions({
    queryKey: ['recording', recordingId],
    queryFn: ({ signal }) => call(recordingOutlines.get, { params: { recordingId } }, { signal }),
  });
