import { infiniteQueryOptions, type InfiniteData } from '@tanstack/react-query';
import { recordingRoutes, type Recording } from '@lesblik/shared/recordings';
import { call } from '../../api/call.ts';

interface RecordingPage {
  items: Recording[];
  next: string | null;
}

export type RecordingPages = InfiniteData<RecordingPage, unknown>;

/** Own recordings and those shared with the asker, newest first; those of one trajectory when it is named. */
export const recordingsQuery = (trajectoryId?: string) =>
  infiniteQueryOptions({
    queryKey: ['recordings', { trajectoryId }],
    queryFn: ({ pageParam, signal }) =>
      call(recordingRoutes.list, { query: { limit: 24, trajectoryId, cursor: pageParam } }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });

export const flat = (pages: RecordingPages | undefined): Recording[] =>
  pages?.pages.flatMap(({ items }) => items) ?? [];
