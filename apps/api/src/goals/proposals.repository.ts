import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import { isoInstant } from '@lesblik/server/database/expressions';
import { sql } from 'kysely';
import type { GoalProposal, GoalWording } from '@lesblik/shared/goals';
import { whileItGoesOn } from '../base/going-on.ts';
import { CLOCK, DATABASE } from '../base/tokens.ts';

@Injectable()
export class ProposalsRepository {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  ofTrajectory(trajectoryId: string): Promise<GoalProposal[]> {
    return this.#select(this.db)
      .where('p.trajectoryId', '=', trajectoryId)
      .orderBy('p.proposedAt', 'desc')
      .orderBy('p.id')
      .execute();
  }

  /** The caller asks the policy of its trajectory before telling anybody. */
  find(proposalId: string, db: Database = this.db): Promise<GoalProposal | undefined> {
    return this.#select(db).where('p.id', '=', proposalId).executeTakeFirst();
  }

  async add(trajectoryId: string, proposedBy: string, wording: GoalWording): Promise<string> {
    const { id } = await whileItGoesOn(this.db, trajectoryId, (tx) =>
      tx
        .insertInto('goalProposal')
        .values({ ...wording, trajectoryId, proposedBy, proposedAt: new Date(this.clock.now()) })
        .returning('id')
        .executeTakeFirstOrThrow(),
    );
    return id;
  }

  /** @returns false when it was not open any more: of two answers at once, one counts */
  async close(
    tx: Database,
    proposalId: string,
    outcome: { state: 'accepted' | 'refused' | 'withdrawn'; answer?: string },
  ): Promise<boolean> {
    const { numUpdatedRows } = await tx
      .updateTable('goalProposal')
      .set({ ...outcome, answeredAt: new Date(this.clock.now()) })
      .where('id', '=', proposalId)
      .where('state', '=', 'open')
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  async became(tx: Database, proposalId: string, goalId: string): Promise<void> {
    await tx.updateTable('goalProposal').set({ goalId }).where('id', '=', proposalId).execute();
  }

  #select(db: Database) {
    return db
      .selectFrom('goalProposal as p')
      .innerJoin('person', 'person.id', 'p.proposedBy')
      .select((eb) => [
        'p.id',
        'p.trajectoryId',
        sql<GoalProposal['proposedBy']>`json_build_object('id', person.id, 'name', person.name)`.as('proposedBy'),
        isoInstant('p.proposed_at').as('proposedAt'),
        'p.title',
        'p.want',
        'p.present',
        'p.obstacles',
        'p.resources',
        'p.behaviour',
        eb.ref('p.state').$castTo<GoalProposal['state']>().as('state'),
        'p.answer',
        isoInstant<string | null>('p.answered_at').as('answeredAt'),
        'p.goalId',
      ]);
  }
}
