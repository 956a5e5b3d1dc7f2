import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import type { TrajectoryPhase, TrajectoryStanding } from '@lesblik/shared/trajectory-steps';
import { CLOCK, DATABASE } from '../base/tokens.ts';
import { LessonTerms } from './lesson-terms.ts';

interface Place {
  phase: TrajectoryPhase;
  standing: TrajectoryStanding;
  /** Who stopped it last; null when nobody ever did. */
  stoppedBy: string | null;
}

type Event = { trajectoryId: string; byId: string; reason: string } & (
  | { fromStep: string; toStep: string }
  | { fromCoachId: string; toCoachId: string }
);

export interface CoachStep {
  trajectoryId: string;
  coachId: string;
  former: string;
  byId: string;
  reason: string;
}

@Injectable()
export class StepsRepository {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly lessonTerms: LessonTerms,
  ) {}

  /** Runs while nobody else takes a step in this trajectory. */
  locked<T>(trajectoryId: string, work: (tx: Database, place: Place) => Promise<T>): Promise<T> {
    return this.db.transaction().execute(async (tx) => {
      await this.lessonTerms.hold(tx, trajectoryId);
      const { phase, standing } = await this.lock(tx, trajectoryId);
      const stop = await tx
        .selectFrom('trajectoryEvent')
        .select('byId')
        .where('trajectoryId', '=', trajectoryId)
        .where('toStep', '=', 'stopped')
        .orderBy('sequence', 'desc')
        .limit(1)
        .executeTakeFirst();
      return work(tx, { phase, standing, stoppedBy: stop?.byId ?? null });
    });
  }

  /** Until this transaction ends nobody else takes a step, or becomes its coach. */
  lock(tx: Database, trajectoryId: string): Promise<Omit<Place, 'stoppedBy'> & { coachId: string }> {
    return tx
      .selectFrom('trajectory')
      .select((eb) => [
        eb.ref('phase').$castTo<TrajectoryPhase>().as('phase'),
        eb.ref('standing').$castTo<TrajectoryStanding>().as('standing'),
        'coachId',
      ])
      .where('id', '=', trajectoryId)
      .forNoKeyUpdate()
      .executeTakeFirstOrThrow();
  }

  async go(
    tx: Database,
    trajectoryId: string,
    to: { phase: TrajectoryPhase } | { standing: TrajectoryStanding },
  ): Promise<void> {
    await tx.updateTable('trajectory').set(to).where('id', '=', trajectoryId).execute();
  }

  async remember(tx: Database, event: Event): Promise<void> {
    await tx
      .insertInto('trajectoryEvent')
      .values({ ...event, at: new Date(this.clock.now()) })
      .execute();
  }

  /** In a trajectory that is locked. */
  async replaceCoach(tx: Database, { trajectoryId, coachId, former, byId, reason }: CoachStep): Promise<void> {
    await tx.updateTable('trajectory').set({ coachId }).where('id', '=', trajectoryId).execute();
    await this.remember(tx, { trajectoryId, byId, reason, fromCoachId: former, toCoachId: coachId });
    // What the former coach proposed and nobody answered is nobody's to answer any more.
    await tx
      .updateTable('goalProposal')
      .set({ state: 'withdrawn', answeredAt: new Date(this.clock.now()) })
      .where('trajectoryId', '=', trajectoryId)
      .where('proposedBy', '=', former)
      .where('state', '=', 'open')
      .execute();
    await tx
      .updateTable('reportSuggestion')
      .set({ state: 'withdrawn', answeredAt: new Date(this.clock.now()) })
      .where('trajectoryId', '=', trajectoryId)
      .where('suggestedBy', '=', former)
      .where('state', '=', 'open')
      .execute();
  }
}
