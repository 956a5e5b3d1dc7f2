import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import { goesOn, isoInstant } from '@lesblik/server/database/expressions';
import type { CoachAsk, CoachChange, CoachedPair } from '@lesblik/shared/coach-changes';
import { sql } from 'kysely';
import { leftSchool } from '../base/left-school.ts';
import { CLOCK, DATABASE } from '../base/tokens.ts';
import { decidesIt } from '../trajectories/coach-change-json.ts';
import { coachRefusalJson } from '../trajectories/coach-refusal-json.ts';

/** `asked`: those whose word it is agreed. */
type State = 'open' | 'asked' | 'done' | 'refused' | 'withdrawn';
type Row = Omit<CoachChange, 'waitsForMe' | 'state'> & {
  state: State;
  /** Who answers while it is open. */
  deciderId: string | null;
  organisationId: string;
  coacheeId: string;
  clientId: string | null;
};
const waiting: readonly State[] = ['open', 'asked'];

const personAs = (alias: string) =>
  sql<CoachAsk['coachee']>`json_build_object('id', ${sql.ref(`${alias}.id`)}, 'name', ${sql.ref(`${alias}.name`)})`;

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
      .innerJoin('trajectory as t', 't.id', 'w.trajectoryId')
      .innerJoin('person as wished', 'wished.id', 'w.coachId')
      .innerJoin('person as proposer', 'proposer.id', 'w.proposedBy')
      .select((eb) => [
        'w.id',
        'w.trajectoryId',
        't.organisationId',
        't.coacheeId',
        't.clientId',
        decidesIt.as('deciderId'),
        personAs('wished').as('coach'),
        leftSchool(sql.ref('w.coach_id'), this.#now()).as('coachLeft'),
        'w.reason',
        personAs('proposer').as('proposedBy'),
        isoInstant('w.proposed_at').as('proposedAt'),
        eb.ref('w.state').$castTo<State>().as('state'),
      ])
      .where('w.id', '=', changeId)
      .executeTakeFirst();
  }

  /** Trajectories that go on and that this person, who belongs to their school, is asked to coach. */
  askedOf(personId: string): Promise<CoachAsk[]> {
    return this.db
      .selectFrom('coachChange as w')
      .innerJoin('trajectory as t', 't.id', 'w.trajectoryId')
      .innerJoin('person as coachee', 'coachee.id', 't.coacheeId')
      .innerJoin('person as proposer', 'proposer.id', 'w.proposedBy')
      .innerJoin('membership as m', (join) =>
        join.onRef('m.organisationId', '=', 't.organisationId').onRef('m.personId', '=', 'w.coachId'),
      )
      .select(['w.id as changeId', 't.organisationId', 't.id as trajectoryId', 't.title', 'w.reason'])
      .select([
        personAs('coachee').as('coachee'),
        personAs('proposer').as('proposedBy'),
        isoInstant('w.proposed_at').as('proposedAt'),
        't.startsOn',
        't.endsOn',
      ])
      .where('w.coachId', '=', personId)
      .where('w.state', '=', 'asked')
      .where((eb) => eb.or([eb('m.endsAt', 'is', null), eb('m.endsAt', '>', this.#now())]))
      .where(goesOn('t'))
      .orderBy('w.proposedAt')
      .execute();
  }

  /** @returns undefined when another proposal waits for an answer */
  async propose(
    change: { trajectoryId: string; coachId: string; reason: string; proposedBy: string; state: 'open' | 'asked' },
    tx: Database,
  ): Promise<string | undefined> {
    const row = await tx
      .insertInto('coachChange')
      .values({ ...change, proposedAt: this.#now() })
      .onConflict((on) => on.doNothing())
      .returning('id')
      .executeTakeFirst();
    return row?.id;
  }

  /** @returns false when it was answered or taken back before */
  async ask(tx: Database, changeId: string): Promise<boolean> {
    const { numUpdatedRows } = await tx
      .updateTable('coachChange')
      .set({ state: 'asked' })
      .where('id', '=', changeId)
      .where('state', '=', 'open')
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  /** @returns false when it was not as its reader saw it any more: of two answers at once, one counts */
  async close(
    tx: Database,
    { id, state }: Pick<Row, 'id' | 'state'>,
    outcome: { state: 'done' | 'refused' | 'withdrawn'; answeredBy: string; message?: string },
  ): Promise<boolean> {
    if (!waiting.includes(state)) return false;
    const { numUpdatedRows } = await tx
      .updateTable('coachChange')
      .set({ ...outcome, answeredAt: this.#now() })
      .where('id', '=', id)
      .where('state', '=', state)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  /** An administrator proposes somebody meanwhile: what was proposed is answered with that, but for what coachee and client agreed on. */
  async closeOpen(db: Database, trajectoryId: string, answeredBy: string): Promise<void> {
    await db
      .updateTable('coachChange')
      .set({ state: 'withdrawn', answeredBy, answeredAt: this.#now() })
      .where('trajectoryId', '=', trajectoryId)
      .where('state', 'in', waiting)
      .where(
        sql<boolean>`(state = 'open' or not exists (select from trajectory t where t.id = coach_change.trajectory_id
          and coach_change.proposed_by in (t.coachee_id, t.client_id)))`,
      )
      .execute();
  }

  /**
   * Trajectories of a school that go on; those without a coach first. What coachee and client do not agree on is theirs:
   * of that the school hears nothing before somebody is asked.
   */
  async pairs(personId: string, organisationId: string): Promise<CoachedPair[]> {
    const ofSchool = (alias: string) => sql<boolean>`(${sql.ref(`${alias}.proposed_by`)} = ${personId}
      or ${sql.ref(`${alias}.proposed_by`)} is distinct from t.coachee_id
        and ${sql.ref(`${alias}.proposed_by`)} is distinct from t.client_id)`;
    const { rows } = await sql<CoachedPair>`
      select t.id as trajectory_id, json_build_object('id', coachee.id, 'name', coachee.name) as coachee,
        json_build_object('id', coach.id, 'name', coach.name) as coach, t.ends_on,
        (select json_build_object('id', wished.id, 'name', wished.name, 'changeId', w.id,
            'state', w.state, 'left', ${leftSchool(sql.ref('w.coach_id'), this.#now())})
          from coach_change w join person wished on wished.id = w.coach_id
          where w.trajectory_id = t.id and (w.state = 'asked' or w.state = 'open' and ${ofSchool('w')})) as wished,
        ${coachRefusalJson(sql`(r.answered_by = r.coach_id or ${ofSchool('r')})`)} as refusal,
        ${leftSchool(sql.ref('t.coach_id'), this.#now())} as coach_left
      from trajectory t join person coachee on coachee.id = t.coachee_id join person coach on coach.id = t.coach_id
      where t.organisation_id = ${organisationId} and ${goesOn('t')}
      order by coach_left desc, coachee.name, t.id`.execute(this.db);
    return rows;
  }

  /** @returns who is coached, and by whom, in a trajectory of this school that goes on */
  pairOf(organisationId: string, trajectoryId: string): Promise<{ coacheeId: string; coachId: string } | undefined> {
    return this.db
      .selectFrom('trajectory as t')
      .select(['coacheeId', 'coachId'])
      .where('organisationId', '=', organisationId)
      .where('id', '=', trajectoryId)
      .where(goesOn('t'))
      .executeTakeFirst();
  }

  #now(): Date {
    return new Date(this.clock.now());
  }
}
