import { queryOptions } from '@tanstack/react-query';
import { goalRoutes } from '@lesblik/shared/goals';
import { call } from '../../api/call.ts';
import { queryClient } from '../../api/query-client.ts';

export const goalsQuery = (trajectoryId: string) =>
  queryOptions({
    queryKey: ['goals', trajectoryId],
    queryFn: async ({ signal }) => (await call(goalRoutes.list, { params: { trajectoryId } }, { signal })).items,
  });

export const proposalsQuery = (trajectoryId: string) =>
  queryOptions({
    queryKey: ['proposals', trajectoryId],
    queryFn: async ({ signal }) => (await call(goalRoutes.proposals, { params: { trajectoryId } }, { signal })).items,
  });

/** Everything that shows goals or counts them. */
export async function readGoalsAgain(trajectoryId: string): Promise<void> {
  await Promise.all(
    [['goals', trajectoryId], ['goals', 'one'], ['proposals', trajectoryId], ['trajectories'], ['waiting']].map(
      (queryKey) => queryClient.invalidateQueries({ queryKey }),
    ),
  );
}
