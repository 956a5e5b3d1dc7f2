import { infiniteQueryOptions, type InfiniteData } from '@tanstack/react-query';
import { recordingRoutes, type Recording } from '@lesblik/shared/recordings';
import { call } from '../../api/call.ts';

interface RecordingPage {
  items: Recording[];
  next: string | null;
}

export type RecordingPages = InfiniteData<RecordingPage, unknown>;

/** Own recordings and those shared with the asker, newest first: of one school, or of one trajectory. */
export const recordingsQuery = (of: { organisationId?: string | undefined } | { trajectoryId: string }) =>
  infiniteQueryOptions({
    queryKey: ['recordings', of],
    queryFn: ({ pageParam, signal }) =>
      call(recordingRoutes.list, { query: { ...of, limit: 24, cursor: pageParam } }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });

export const flat = (pages: RecordingPages | undefined): Recording[] =>
  pages?.pages.flatMap(({ items }) => items) ?? [];
