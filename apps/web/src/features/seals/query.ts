import type { sealRoutes } from '@lesblik/shared/seals';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { outline } from '../../api/outline.ts';

const read = outline<typeof sealRoutes.get>({ method: 'GET', path: '/recordings/:recordingId/seal' });

export const sealQuery = (recordingId: string) =>
  queryOptions({
    queryKey: ['seal', recordingId],
    queryFn: ({ signal }) => call(read, { params: { recordingId } }, { signal }),
  });
