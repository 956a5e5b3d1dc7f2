import { goalProgressRoutes } from '@lesblik/shared/goal-progress';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call.ts';

export const goalQuery = (goalId: string) =>
  queryOptions({
    queryKey: ['goals', 'one', goalId],
    queryFn: ({ signal }) => call(goalProgressRoutes.get, { params: { goalId } }, { signal }),
  });

export const threadQuery = (goalId: string) =>
  queryOptions({
    queryKey: ['goals', 'one', goalId, 'moments'],
    queryFn: async ({ signal }) => (await call(goalProgressRoutes.thread, { params: { goalId } }, { signal })).items,
  });
