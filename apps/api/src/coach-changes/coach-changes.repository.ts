import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import { isoInstant } from '@lesblik/server/database/expressions';
import type { CoachChange, CoachedPair } from '@lesblik/shared/coach-changes';
import { sql } from 'kysely';
import { CLOCK, DATABASE } from '../base/tokens.ts';

type Row = Omit<CoachChange, 'waitsForMe'>;

@Injectable()
export class CoachChangesRepository {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The caller asks the policy of its trajectory before telling anybody. */
  find(changeId: string): Promise<Row | undefined> {
    return this.db
      .selectFrom('coachChange as w')
      .innerJoin('person as wished', 'wished.id', 'w.coachId')
      .innerJoin('person as proposer', 'proposer.id', 'w.proposedBy')
      .select([
        'w.id',
        'w.trajectoryId',
        sql<CoachChange['coach']>`json_build_object('id', wished.id, 'name', wished.name)`.as('coach'),
        'w.reason',
        sql<CoachChange['proposedBy']>`json_build_object('id', proposer.id, 'name', proposer.name)`.as('proposedBy'),
        isoInstant('w.proposed_at').as('proposedAt'),
      ])
      .where('w.id', '=', changeId)
      .executeTakeFirst();
  }

  /** @returns undefined when another proposal waits for an answer */
  async propose(change: { trajectoryId: string; coachId: string; reason: string; proposedBy: string }) {
    const row = await this.db
      .insertInto('coachChange')
      .values({ ...change, proposedAt: this.#now() })
      .onConflict((on) => on.column('trajectoryId').where('state', '=', 'open').doNothing())
      .returning('id')
      .executeTakeFirst();
    return row?.id;
  }

  /** @returns false when it was not open any more: of two answers at once, one counts */
  async close(
    db: Database | undefined,
    changeId: string,
    outcome: { state: 'done' | 'refused' | 'withdrawn'; answeredBy: string; message?: string },
  ): Promise<boolean> {
    const { numUpdatedRows } = await (db ?? this.db)
      .updateTable('coachChange')
      .set({ ...outcome, answeredAt: this.#now() })
      .where('id', '=', changeId)
      .where('state', '=', 'open')
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  /** An administrator chose meanwhile: what was proposed is answered with that. */
  async closeOpen(db: Database, trajectoryId: string, answeredBy: string): Promise<void> {
    await db
      .updateTable('coachChange')
      .set({ state: 'done', answeredBy, answeredAt: this.#now() })
      .where('trajectoryId', '=', trajectoryId)
      .where('state', '=', 'open')
      .execute();
  }

  /** Trajectories of a school that go on; those without a coach first. */
  async pairs(organisationId: string): Promise<CoachedPair[]> {
    const { rows } = await sql<CoachedPair>`
      select t.id as trajectory_id, json_build_object('id', coachee.id, 'name', coachee.name) as coachee,
        json_build_object('id', coach.id, 'name', coach.name) as coach, t.ends_on,
        not exists (select from membership m where m.organisation_id = t.organisation_id and m.person_id = t.coach_id
          and (m.ends_at is null or m.ends_at > ${this.#now()})) as coach_left
      from trajectory t join person coachee on coachee.id = t.coachee_id join person coach on coach.id = t.coach_id
      where t.organisation_id = ${organisationId} and t.phase <> 'closed' and t.standing <> 'stopped'
      order by coach_left desc, coachee.name, t.id`.execute(this.db);
    return rows;
  }

  /** @returns who is coached in a trajectory of this school that goes on */
  async coacheeOf(organisationId: string, trajectoryId: string): Promise<string | undefined> {
    const row = await this.db
      .selectFrom('trajectory')
      .select('coacheeId')
      .where('organisationId', '=', organisationId)
      .where('id', '=', trajectoryId)
      .where('phase', '<>', 'closed')
      .where('standing', '<>', 'stopped')
      .executeTakeFirst();
    return row?.coacheeId;
  }

  #now(): Date {
    return new Date(this.clock.now());
  }
}
