import { roomRoutes } from '@lesblik/shared/rooms';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call.ts';

/** Soon enough to see that somebody opened a call that one waits for. */
const LOOK_AGAIN_MS = 20_000;

export const roomQuery = (roomId: string) =>
  queryOptions({
    queryKey: ['rooms', 'one', roomId],
    queryFn: ({ signal }) => call(roomRoutes.get, { params: { roomId } }, { signal }),
    staleTime: 0,
  });

/** Calls that are open or planned, soonest first. */
export const roomsQuery = (trajectoryId?: string) =>
  queryOptions({
    queryKey: ['rooms', 'list', trajectoryId ?? ''],
    queryFn: async ({ signal }) => {
      const query = { limit: 50, ...(trajectoryId !== undefined && { trajectoryId }) };
      const { items } = await call(roomRoutes.list, { query }, { signal });
      return items.filter(({ endedAt }) => endedAt === null);
    },
    refetchInterval: LOOK_AGAIN_MS,
  });
