import { goalProgressRoutes } from '@lesblik/shared/goal-progress';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call.ts';

export const goalQuery = (goalId: string) =>
  queryOptions({
    queryKey: ['goals', 'one', goalId],
    queryFn: ({ signal }) => call(goalProgressRoutes.get, { params: { goalId } }, { signal }),
  });

const A_PAGE = 50;

export const threadQuery = (goalId: string) =>
  infiniteQueryOptions({
    queryKey: ['goals', 'one', goalId, 'moments'],
    queryFn: ({ pageParam, signal }) =>
      call(goalProgressRoutes.thread, { params: { goalId }, query: { limit: A_PAGE, cursor: pageParam } }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
