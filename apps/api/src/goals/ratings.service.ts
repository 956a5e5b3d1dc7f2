import { Injectable } from '@nestjs/common';
import { Day, Id, Milliseconds } from '@lesblik/shared/common';
import {
  type GoalMoment,
  type GoalRating,
  type goalProgressRoutes,
  mayRemoveKept,
} from '@lesblik/shared/goal-progress';
import { type Rater, STEPS } from '@lesblik/shared/goals';
import type { TrajectoryAction } from '@lesblik/shared/policy';
import { Problem } from '@lesblik/shared/problems';
import type { Answer, Input } from '@lesblik/shared/route';
import { isOver } from '@lesblik/shared/trajectory-steps';
import { z } from 'zod';
import { decodeCursor, pageOf } from '../base/cursor.ts';
import { ShownMomentsService } from '../talks/shown-moments.service.ts';
import { TrajectoryNews } from '../trajectories/live/trajectory-news.ts';
import { TrajectoriesService } from '../trajectories/trajectories.service.ts';
import { GoalsRepository } from './goals.repository.ts';
import { RatingsRepository } from './ratings.repository.ts';
import { ThreadRepository } from './thread.repository.ts';

/** As the repository tells it. */
const PlaceInThread = z.tuple([
  Day,
  z.string().refine((time) => !Number.isNaN(Date.parse(time))),
  Id,
  Milliseconds,
  Id,
]);

type New = Input<typeof goalProgressRoutes.rate>['body'];

/** Where a goal stands, by coachee and coach apart, and the moments in which it shows. */
@Injectable()
export class RatingsService {
  constructor(
    private readonly trajectories: TrajectoriesService,
    private readonly shownMoments: ShownMomentsService,
    private readonly goals: GoalsRepository,
    private readonly ratings: RatingsRepository,
    private readonly moments: ThreadRepository,
    private readonly news: TrajectoryNews,
  ) {}

  async get(me: string, goalId: string): Promise<Answer<typeof goalProgressRoutes.get>> {
    const { id: trajectoryId, mine } = await this.#assertMay(me, 'read_goals', goalId);
    const [goal, trajectory, ratings] = await Promise.all([
      this.goals.get(me, goalId, trajectoryId),
      this.trajectories.get(me, trajectoryId),
      this.ratings.ofGoal(me, goalId),
    ]);
    const { id, title } = trajectory;
    return { goal, trajectory: { id, title }, mine, closed: goal.archivedAt !== null || isOver(trajectory), ratings };
  }

  async thread(
    me: string,
    goalId: string,
    { cursor, limit }: Input<typeof goalProgressRoutes.thread>['query'],
  ): Promise<Answer<typeof goalProgressRoutes.thread>> {
    await this.#assertMay(me, 'read_goals', goalId);
    const after = cursor === undefined ? undefined : decodeCursor(cursor, PlaceInThread);
    const [rows, playable] = await Promise.all([
      this.moments.from(me, goalId, after, limit + 1),
      after === undefined ? this.moments.playable(me, goalId) : undefined,
    ]);
    const { items, next } = pageOf(
      rows,
      limit,
      ({ place }) => place,
      (row): GoalMoment => row,
    );
    return { items, next, playable: playable ?? null };
  }

  /** Also when the trajectory is over: by whoever wrote it and reads the goal, and by whose lesson it was. */
  async removeKept(me: string, goalId: string, commentId: string): Promise<void> {
    const { id: trajectoryId, mine } = await this.#assertMay(me, 'read_goals', goalId);
    const kept = await this.moments.keptComment(me, goalId, commentId);
    if (kept === undefined) throw new Problem('not_found');
    if (!mayRemoveKept(me, mine, kept.authorId)) throw new Problem('not_allowed');
    await this.moments.removeKept(commentId);
    // Of what only its author could read, nobody hears that it was there.
    if (!kept.private) await this.news.changedInside(trajectoryId);
  }

  /** Of two at the same moment, one is the second and has to show something. */
  async rate(me: string, goalId: string, { value, seen, evidence }: New): Promise<GoalRating> {
    const { id: trajectoryId, coacheeId, mine } = await this.#assertMay(me, 'rate_goal', goalId);
    const shown = evidence && (await this.shownMoments.shown(me, coacheeId, evidence));
    const id = await this.goals.locked(trajectoryId, async (tx) => {
      const { archivedAt, steps } = await this.goals.ratable(tx, goalId);
      if (archivedAt !== null) throw new Problem('changed_meanwhile');
      if (shown === null && seen === '' && (await this.ratings.hasRated(tx, goalId, me)))
        throw new Problem('rating_shows_nothing');
      const step = steps[STEPS.findIndex((one) => one === value)] ?? '';
      return this.ratings.add(tx, { goalId, raterId: me, ratedAs: mine, value, step, seen, evidence: shown });
    });
    await this.news.changedInside(trajectoryId);
    return this.ratings.get(me, id);
  }

  async #assertMay(me: string, action: TrajectoryAction, goalId: string) {
    const trajectoryId = await this.goals.trajectoryOf(goalId);
    if (trajectoryId === undefined) throw new Problem('not_found');
    const ties = await this.trajectories.assertMay(me, action, trajectoryId);
    const mine: Rater = ties.coacheeId === me ? 'coachee' : 'coach';
    return { ...ties, mine };
  }
}
