import type { Trajectory } from '@lesblik/shared/trajectories';

/** What a trajectory's number of lessons counts for its reader: their own, those shared with them, those shared with the coach. */
export function lessonCountOf({ myRoles }: Pick<Trajectory, 'myRoles'>): 'lessons' | 'lessonsForYou' | 'lessonsShared' {
  if (myRoles.includes('coachee')) return 'lessons';
  return myRoles.includes('coach') ? 'lessonsForYou' : 'lessonsShared';
}
