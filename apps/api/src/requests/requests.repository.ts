import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import { isoInstant } from '@lesblik/server/database/expressions';
import type { RequestState, TrajectoryRequest } from '@lesblik/shared/requests';
import type { DB } from '@lesblik/server/database/schema';
import { type RawBuilder, sql, type Transaction } from 'kysely';
import { CLOCK, DATABASE } from '../base/tokens.ts';

/** A request as it is kept, with what binds the asker to it. */
export interface RequestRow extends Omit<TrajectoryRequest, 'may'> {
  /** Asked by name and not refused, or open to coaches and the asker coaches at the school. */
  mayTake: boolean;
  /** The trajectory's coach is the asker. */
  took: boolean;
}

export interface NewRequest {
  organisationId: string;
  title: string;
  reason: string;
  coacheeId: string;
  clientId: string;
  supervisorId: string | null;
  startsOn: string;
  endsOn: string;
  openToCoaches: boolean;
}

const personJson = (alias: string) =>
  sql`json_build_object('id', ${sql.ref(`${alias}.id`)}, 'name', ${sql.ref(`${alias}.name`)})`;

@Injectable()
export class RequestsRepository {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Those the person has a part in, and those they may take; open ones first, the newest first. */
  async ofPerson(personId: string): Promise<RequestRow[]> {
    const { rows } = await this.#select(personId, sql`true`).execute(this.db);
    return rows;
  }

  /** @returns undefined when it does not exist for this person */
  async find(personId: string, requestId: string): Promise<RequestRow | undefined> {
    const { rows } = await this.#select(personId, sql`q.id = ${requestId}`).execute(this.db);
    return rows[0];
  }

  /** @param also in the same transaction */
  async file(
    request: NewRequest & { filedBy: string },
    coachIds: readonly string[],
    also: (tx: Transaction<DB>, requestId: string) => Promise<void>,
  ): Promise<string> {
    return this.db.transaction().execute(async (tx) => {
      const { id } = await tx
        .insertInto('trajectoryRequest')
        .values({ ...request, filedAt: this.#now() })
        .returning('id')
        .executeTakeFirstOrThrow();
      await this.ask(tx, id, coachIds);
      await also(tx, id);
      return id;
    });
  }

  /** Whoever coaches a trajectory of its school, but for those who have another part in it. */
  async coachesFor(tx: Database, requestId: string): Promise<string[]> {
    const rows = await tx
      .selectFrom('trajectoryRequest as q')
      .innerJoin('trajectory as t', 't.organisationId', 'q.organisationId')
      .select('t.coachId')
      .distinct()
      .where('q.id', '=', requestId)
      .where(
        sql<boolean>`t.coach_id not in (q.coachee_id, q.client_id) and t.coach_id is distinct from q.supervisor_id`,
      )
      .execute();
    return rows.map(({ coachId }) => coachId);
  }

  /** Who refused before and is asked again, is asked again. */
  async ask(db: Database, requestId: string, coachIds: readonly string[]): Promise<void> {
    if (coachIds.length === 0) return;
    const asked = { askedAt: this.#now(), refusedAt: null, message: '' };
    await db
      .insertInto('trajectoryRequestCoach')
      .values(coachIds.map((personId) => ({ requestId, personId, ...asked })))
      .onConflict((on) => on.columns(['requestId', 'personId']).doUpdateSet(asked))
      .execute();
  }

  /** Runs while nobody else takes, refuses or withdraws this request. */
  locked<T>(requestId: string, work: (tx: Transaction<DB>, state: RequestState) => Promise<T>): Promise<T> {
    return this.db.transaction().execute(async (tx) => {
      const { state } = await tx
        .selectFrom('trajectoryRequest')
        .select((eb) => eb.ref('state').$castTo<RequestState>().as('state'))
        .where('id', '=', requestId)
        .forNoKeyUpdate()
        .executeTakeFirstOrThrow();
      return work(tx, state);
    });
  }

  async open(tx: Database, requestId: string, openToCoaches: boolean): Promise<void> {
    await tx.updateTable('trajectoryRequest').set({ openToCoaches }).where('id', '=', requestId).execute();
  }

  async end(
    tx: Database,
    requestId: string,
    outcome: { state: 'taken' | 'refused' | 'withdrawn'; endedBy: string; message?: string },
  ): Promise<void> {
    await tx
      .updateTable('trajectoryRequest')
      .set({ ...outcome, endedAt: this.#now() })
      .where('id', '=', requestId)
      .execute();
  }

  /** Kept for one who was not asked by name too: their no takes it out of their sight. */
  async refuse(tx: Database, requestId: string, personId: string, message: string): Promise<void> {
    const refused = { refusedAt: this.#now(), message };
    await tx
      .insertInto('trajectoryRequestCoach')
      .values({ requestId, personId, askedAt: this.#now(), ...refused })
      .onConflict((on) => on.columns(['requestId', 'personId']).doUpdateSet(refused))
      .execute();
  }

  #select(personId: string, which: RawBuilder<unknown>) {
    const now = this.#now();
    return sql<RequestRow>`
      with mine as (
        select q.*, asked.person_id is not null as asked_by_name, asked.refused_at as my_refusal,
          ${personId} in (q.client_id, q.filed_by, q.coachee_id, q.supervisor_id) as has_part,
          ${personId} not in (q.coachee_id, q.client_id) and q.supervisor_id is distinct from ${personId}
            and exists (select from trajectory t
              where t.coach_id = ${personId} and t.organisation_id = q.organisation_id) as coaches_here
        from trajectory_request q
        left join trajectory_request_coach asked on asked.request_id = q.id and asked.person_id = ${personId}
        where ${which} and exists (select from membership m where m.organisation_id = q.organisation_id
          and m.person_id = ${personId} and (m.ends_at is null or m.ends_at > ${now}))
      )
      select q.id, q.organisation_id, q.title, q.reason, ${personJson('coachee')} as coachee, ${personJson('client')} as client,
        case when supervisor.id is not null then ${personJson('supervisor')} end as supervisor,
        ${personJson('filer')} as filed_by, ${isoInstant('q.filed_at')} as filed_at,
        q.starts_on, q.ends_on, q.open_to_coaches,
        coalesce((select json_agg(json_build_object('coach', ${personJson('p')},
            'refusedAt', ${isoInstant('a.refused_at')}, 'message', a.message) order by a.asked_at, p.name, p.id)
          from trajectory_request_coach a join person p on p.id = a.person_id where a.request_id = q.id), '[]') as asked,
        q.state, case when ender.id is not null then ${personJson('ender')} end as ended_by,
        ${isoInstant('q.ended_at')} as ended_at, q.message,
        t.id as trajectory_id, coalesce(t.coach_id = ${personId}, false) as took,
        my_refusal is null and (asked_by_name or (q.open_to_coaches and coaches_here)) as may_take
      from mine q
      join person coachee on coachee.id = q.coachee_id
      join person client on client.id = q.client_id
      join person filer on filer.id = q.filed_by
      left join person supervisor on supervisor.id = q.supervisor_id
      left join person ender on ender.id = q.ended_by
      left join trajectory t on t.request_id = q.id
      where has_part or asked_by_name or (q.open_to_coaches and coaches_here)
      order by q.state <> 'open', q.filed_at desc, q.id`;
  }

  #now(): Date {
    return new Date(this.clock.now());
  }
}
