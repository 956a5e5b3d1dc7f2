import { queryOptions } from '@tanstack/react-query';
import { mayTrajectory } from '@lesblik/shared/policy';
import { trajectoryRoutes, type Trajectory } from '@lesblik/shared/trajectories';
import { call } from '../../api/call.ts';
import { queryClient } from '../../api/query-client.ts';

/** Somebody who only follows how far others are, as client or supervisor. */
export const onlyFollows = (trajectories: readonly Trajectory[]): boolean =>
  trajectories.length > 0 && !trajectories.some((trajectory) => mayTrajectory('read_goals', trajectory));

export const trajectoryQuery = (trajectoryId: string) =>
  queryOptions({
    queryKey: ['trajectories', trajectoryId],
    queryFn: ({ signal }) => call(trajectoryRoutes.get, { params: { trajectoryId } }, { signal }),
  });

/** All that a trajectory's page shows besides its lists. */
export const overviewQuery = (trajectoryId: string) =>
  queryOptions({
    queryKey: ['trajectories', trajectoryId, 'overview'],
    queryFn: ({ signal }) => call(trajectoryRoutes.overview, { params: { trajectoryId } }, { signal }),
  });

/** Everything that shows where trajectories stand, and what waits because of it. */
export async function readTrajectoriesAgain(): Promise<void> {
  await Promise.all(
    ['trajectories', 'waiting', 'requests', 'coach-asks'].map((key) =>
      queryClient.invalidateQueries({ queryKey: [key] }),
    ),
  );
}
