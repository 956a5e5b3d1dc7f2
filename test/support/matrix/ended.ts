import { coachChangeRoutes } from '@lesblik/shared/coach-changes';
import { goalProgressRoutes } from '@lesblik/shared/goal-progress';
import { reportRoutes } from '@lesblik/shared/reports';
import type { Route } from '@lesblik/shared/route';
import { allRoutes } from '@lesblik/shared/routes';
import { trajectoryRoutes } from '@lesblik/shared/trajectories';
import type { Role } from '../scene.ts';
import type { Answers, Row } from './answers.ts';
import { matrix } from './rows.ts';

const features = [
  ...['trajectories', 'agreements', 'coachChanges', 'goals', 'goalProgress', 'talks', 'actions'],
  'reports',
];

/** A new trajectory; the way out, of which the table of steps says more; what is not there for who may not work in it. */
const apart: readonly Route[] = [
  ...[trajectoryRoutes.create, trajectoryRoutes.step, coachChangeRoutes.replace],
  // What was released can always be taken back, and what stayed of a comment be deleted.
  ...[reportRoutes.withdraw, goalProgressRoutes.removeKept],
];

/** All that reads or changes a trajectory, by name. */
export const inTrajectories: readonly (readonly [name: string, row: Row])[] = matrix.flatMap((one) => {
  const name = allRoutes.find(({ route }) => route === one.route)?.name ?? '';
  return features.includes(name.split('.')[0] ?? '') && !apart.includes(one.route) ? [[name, one] as const] : [];
});

/** The one to whom it is answered while the trajectory goes on; talks are confirmed by nobody yet. */
export const answered = (answers: Answers): Role =>
  (Object.keys(answers) as Role[]).find((one) => answers[one] < 300 || answers[one] === 409) ?? 'owner';
