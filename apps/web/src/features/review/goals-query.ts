import type { Goal, goalRoutes } from '@lesblik/shared/goals';
import type { Recording } from '@lesblik/shared/recordings';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { outline } from '../../api/outline.ts';

const listGoals = outline<typeof goalRoutes.list>({ method: 'GET', path: '/trajectories/:trajectoryId/goals' });

const lessonGoalsQuery = (trajectoryId: string) =>
  queryOptions({
    queryKey: ['lesson-goals', trajectoryId],
    queryFn: async ({ signal }) => (await call(listGoals, { params: { trajectoryId } }, { signal })).items,
  });

const NONE: Goal[] = [];

/** The coachee's goals to which a comment on this lesson can be linked, in their order; archived ones last. */
export function useLessonGoals(recording: Recording): Goal[] {
  const { trajectoryId } = recording;
  return useQuery({ ...lessonGoalsQuery(trajectoryId ?? ''), enabled: trajectoryId !== null }).data ?? NONE;
}
