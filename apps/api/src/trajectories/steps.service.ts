import { Injectable } from '@nestjs/common';
import type { Database } from '@lesblik/server/database/database';
import { Problem } from '@lesblik/shared/problems';
import type { Input } from '@lesblik/shared/route';
import type { trajectoryRoutes } from '@lesblik/shared/trajectories';
import { isOver, judgeStep, needsReason, TrajectoryStanding } from '@lesblik/shared/trajectory-steps';
import { LessonTerms } from './lesson-terms.ts';
import { type CoachStep, StepsRepository } from './steps.repository.ts';
import type { TrajectoryTies } from './trajectories.repository.ts';

type Step = Input<typeof trajectoryRoutes.step>['body'];

const isStanding = (step: string): step is TrajectoryStanding => TrajectoryStanding.safeParse(step).success;

/** The steps of a trajectory from request to closed, with their history. */
@Injectable()
export class StepsService {
  constructor(
    private readonly repository: StepsRepository,
    private readonly lessonTerms: LessonTerms,
  ) {}

  /**
   * @param ties of somebody who may see it; the table of steps says whether this one is theirs
   * @param before what changes with it, before it is over
   * @throws Problem changed_meanwhile when it is not any more where the asker saw it
   */
  async take(
    personId: string,
    { id, roles }: TrajectoryTies,
    { from, to, reason }: Step,
    before: (tx: Database) => Promise<void> = async () => undefined,
  ): Promise<void> {
    await this.repository.locked(id, async (tx, { stoppedBy, ...place }) => {
      const verdict = judgeStep({ ...place, stoppedByAsker: stoppedBy === personId }, to, roles);
      if (verdict === 'not_theirs') throw new Problem('not_allowed');
      if (from !== (isStanding(to) ? place.standing : place.phase)) throw new Problem('changed_meanwhile');
      if (verdict === 'not_from_here') throw new Problem('step_not_from_here');
      if (needsReason(to) && reason === '') throw new Problem('reason_missing');
      await before(tx);
      await this.lessonTerms.follow(tx, id, personId, async () => {
        await this.repository.go(tx, id, isStanding(to) ? { standing: to } : { phase: to });
        await this.repository.remember(tx, { trajectoryId: id, byId: personId, fromStep: from, toStep: to, reason });
      });
    });
  }

  /** Another coach, with the history of it, unless it was stopped or closed meanwhile. @returns the former one, who loses the working page at once */
  async replaceCoach(tx: Database, change: Omit<CoachStep, 'former'>): Promise<string> {
    const { coachId: former, ...place } = await this.repository.lock(tx, change.trajectoryId);
    if (isOver(place)) throw new Problem('trajectory_over');
    if (former === change.coachId) throw new Problem('same_coach');
    await this.repository.replaceCoach(tx, { ...change, former });
    return former;
  }
}
