import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { addressOf, call } from '../../api/call.ts';
import type { filterOf } from './log-filter.ts';
import { logOutlines } from './routes.ts';

type Filter = ReturnType<typeof filterOf>;

/** Of one lesson, or of all one's own where none is named. */
export const logQuery = (recordingId: string | undefined, filter: Filter) =>
  infiniteQueryOptions({
    queryKey: ['log', recordingId ?? 'mine', 'entries', filter],
    queryFn: ({ pageParam, signal }) => {
      const query = { limit: 50, cursor: pageParam, ...filter };
      return recordingId === undefined
        ? call(logOutlines.mine, { query }, { signal })
        : call(logOutlines.list, { params: { recordingId }, query }, { signal });
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  });

export const logPeopleQuery = (recordingId: string | undefined) =>
  queryOptions({
    queryKey: ['log', recordingId ?? 'mine', 'people'],
    queryFn: async ({ signal }) => {
      const { items } =
        recordingId === undefined
          ? await call(logOutlines.minePeople, {}, { signal })
          : await call(logOutlines.people, { params: { recordingId } }, { signal });
      return items;
    },
  });

/** Where the same entries lie as a table. */
export const tableAddress = (
  recordingId: string | undefined,
  query: Filter & { language: string; timeZone: string },
): string =>
  recordingId === undefined
    ? addressOf(logOutlines.mineTable.path, {}, query)
    : addressOf(logOutlines.table.path, { recordingId }, query);
