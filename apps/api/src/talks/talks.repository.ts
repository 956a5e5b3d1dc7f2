import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import { goesOn, isoInstant } from '@lesblik/server/database/expressions';
import type { DB, Talk as TalkTable } from '@lesblik/server/database/schema';
import { Teller } from '@lesblik/server/notifications/teller';
import type { AgendaSection, TalkKind } from '@lesblik/shared/agendas';
import type { PersonRef } from '@lesblik/shared/common';
import type { PlannedTalk, Talk } from '@lesblik/shared/talks';
import { type Insertable, type RawBuilder, sql, type Transaction, type Updateable } from 'kysely';
import { whileItGoesOn, whileTalkGoesOn } from '../base/going-on.ts';
import { CLOCK, DATABASE } from '../base/tokens.ts';

/** What a decision about a talk needs; whoever asks has to be judged by its trajectory. */
export interface TalkTies {
  id: string;
  trajectoryId: string;
  state: Talk['state'];
  offeredBy: string;
  roomId: string | null;
}

export type StoredTalk = Talk & { agenda: AgendaSection[]; agendaVersion: number; sequence: number };

/** So long after its end a talk still counts as one that comes: it may have begun late. */
const LATE_HOURS = 12;

const personAs = (alias: string): RawBuilder<PersonRef> =>
  sql<PersonRef>`json_build_object('id', ${sql.ref(`${alias}.id`)}, 'name', ${sql.ref(`${alias}.name`)})`;

@Injectable()
export class TalksRepository {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly teller: Teller,
  ) {}

  /** Only to ask the policy of its trajectory. */
  ties(talkId: string): Promise<TalkTies | undefined> {
    return this.db
      .selectFrom('talk')
      .select(['id', 'trajectoryId', 'offeredBy', 'roomId'])
      .select((eb) => eb.ref('state').$castTo<Talk['state']>().as('state'))
      .where('id', '=', talkId)
      .executeTakeFirst();
  }

  get(talkId: string): Promise<StoredTalk> {
    return this.#select().where('t.id', '=', talkId).executeTakeFirstOrThrow();
  }

  /** Those to come by their time, then past ones, newest first. */
  ofTrajectory(trajectoryId: string): Promise<StoredTalk[]> {
    return this.#select()
      .where('t.trajectoryId', '=', trajectoryId)
      .orderBy(sql`t.state in ('held', 'cancelled')`)
      .orderBy(sql`case when t.state in ('proposed', 'planned') then t.starts_at end`, (by) => by.asc().nullsFirst())
      .orderBy(sql`coalesce(t.held_at, t.cancelled_at, t.created_at)`, 'desc')
      .orderBy('t.id')
      .execute();
  }

  /** In which this person is coachee or coach while they belong to the school: to be planned, or still to be held. */
  ofPerson(personId: string): Promise<StoredTalk[]> {
    return this.#select()
      .where(sql<boolean>`${sql.val(personId)} in (tr.coachee_id, tr.coach_id)`)
      .where(
        sql<boolean>`exists (select from membership m where m.organisation_id = tr.organisation_id
          and m.person_id = ${personId} and (m.ends_at is null or m.ends_at > ${this.#now()}))`,
      )
      .where(goesOn('tr'))
      .where((eb) =>
        eb.or([
          eb('t.state', '=', 'proposed'),
          eb.and([
            eb('t.state', '=', 'planned'),
            sql<boolean>`t.starts_at + make_interval(mins => t.duration_minutes, hours => ${LATE_HOURS}) > ${this.#now()}`,
          ]),
        ]),
      )
      .orderBy('t.startsAt', (by) => by.asc().nullsFirst())
      .orderBy('t.id')
      .execute();
  }

  async dates(trajectoryId: string): Promise<{ held: number; planned: PlannedTalk[] }> {
    return this.db
      .selectFrom('talk as t')
      .innerJoin('trajectory as tr', 'tr.id', 't.trajectoryId')
      .select([
        sql<number>`count(*) filter (where t.state = 'held')`.as('held'),
        sql<PlannedTalk[]>`coalesce(json_agg(json_build_object('kind', t.kind,
            'startsAt', ${isoInstant('t.starts_at')}, 'durationMinutes', t.duration_minutes) order by t.starts_at)
          filter (where t.state = 'planned' and t.starts_at > ${this.#now()} and ${goesOn('tr')}), '[]')`.as('planned'),
      ])
      .where('t.trajectoryId', '=', trajectoryId)
      .executeTakeFirstOrThrow();
  }

  add(talk: Omit<Insertable<TalkTable>, 'id'>, times: readonly Date[]): Promise<string> {
    return whileItGoesOn(this.db, talk.trajectoryId, async (tx) => {
      const { id } = await tx.insertInto('talk').values(talk).returning('id').executeTakeFirstOrThrow();
      await this.#offer(tx, id, times);
      await this.#tell(tx, 'talk_offered', id, talk.offeredBy);
      return id;
    });
  }

  /** What was picked or offered before no longer stands. @returns false when the talk is closed by now */
  offerAgain(talkId: string, offer: { offeredBy: string; timeZone: string }, times: readonly Date[]): Promise<boolean> {
    return whileTalkGoesOn(this.db, talkId, async (tx) => {
      if (!(await this.#change(tx, talkId, { ...offer, state: 'proposed', startsAt: null }))) return false;
      await tx.deleteFrom('talkTime').where('talkId', '=', talkId).execute();
      await this.#offer(tx, talkId, times);
      await this.#tell(tx, 'talk_offered', talkId, offer.offeredBy);
      return true;
    });
  }

  /** @returns undefined when nobody offers that time any more */
  async offered(talkId: string, timeId: string): Promise<Date | undefined> {
    const row = await this.db
      .selectFrom('talkTime')
      .select('startsAt')
      .where('id', '=', timeId)
      .where('talkId', '=', talkId)
      .executeTakeFirst();
    return row?.startsAt;
  }

  /** The other times go; of two picks at once, one counts. @returns false when it was not to be picked any more */
  pick(talkId: string, timeId: string, pickedBy: string): Promise<boolean> {
    return whileTalkGoesOn(this.db, talkId, async (tx) => {
      const { numUpdatedRows } = await tx
        .updateTable('talk')
        .from('talkTime')
        .set((eb) => ({ state: 'planned', startsAt: eb.ref('talkTime.startsAt'), sequence: sql`talk.sequence + 1` }))
        .where('talk.id', '=', talkId)
        .where('talk.state', '=', 'proposed')
        .whereRef('talkTime.talkId', '=', 'talk.id')
        .where('talkTime.id', '=', timeId)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) return false;
      await tx.deleteFrom('talkTime').where('talkId', '=', talkId).execute();
      await this.#tell(tx, 'talk_planned', talkId, pickedBy);
      return true;
    });
  }

  /** @returns false when it was held or cancelled before: then nothing changes */
  cancel(talkId: string, cancelledBy: string, cancelMessage: string): Promise<boolean> {
    return whileTalkGoesOn(this.db, talkId, async (tx) => {
      const changes = { state: 'cancelled', cancelledBy, cancelMessage, cancelledAt: this.#now() };
      if (!(await this.#change(tx, talkId, changes))) return false;
      await this.#tell(tx, 'talk_cancelled', talkId, cancelledBy);
      return true;
    });
  }

  /** @returns false when it was held or cancelled before: then nothing changes */
  change(talkId: string, changes: Updateable<TalkTable>): Promise<boolean> {
    return whileTalkGoesOn(this.db, talkId, (tx) => this.#change(tx, talkId, changes));
  }

  async #change(tx: Database, talkId: string, changes: Updateable<TalkTable>): Promise<boolean> {
    const { numUpdatedRows } = await tx
      .updateTable('talk')
      .set({ ...changes, sequence: sql`sequence + 1` })
      .where('id', '=', talkId)
      .where('state', 'in', ['proposed', 'planned'])
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  /** @returns the one that stood there first, when another process was quicker; null when the talk is closed by now */
  async setRoom(talkId: string, roomId: string): Promise<string | null> {
    await this.db
      .updateTable('talk')
      .set({ roomId, byCall: true })
      .where('id', '=', talkId)
      .where('roomId', 'is', null)
      .where('state', 'in', ['proposed', 'planned'])
      .execute();
    const row = await this.db.selectFrom('talk').select('roomId').where('id', '=', talkId).executeTakeFirst();
    return row?.roomId ?? null;
  }

  async #offer(tx: Database, talkId: string, times: readonly Date[]): Promise<void> {
    await tx
      .insertInto('talkTime')
      .values(times.map((startsAt) => ({ talkId, startsAt })))
      .onConflict((on) => on.doNothing())
      .execute();
  }

  /** The other of coachee and coach. */
  async #tell(
    tx: Transaction<DB>,
    kind: 'talk_offered' | 'talk_planned' | 'talk_cancelled',
    talkId: string,
    byId: string,
  ): Promise<void> {
    const { coacheeId, coachId } = await tx
      .selectFrom('talk as t')
      .innerJoin('trajectory as tr', 'tr.id', 't.trajectoryId')
      .select(['tr.coacheeId', 'tr.coachId'])
      .where('t.id', '=', talkId)
      .executeTakeFirstOrThrow();
    await this.teller.tell(tx, { kind, subjectId: talkId, byId, personIds: [coacheeId, coachId] });
  }

  #now(): Date {
    return new Date(this.clock.now());
  }

  #select() {
    return this.db
      .selectFrom('talk as t')
      .innerJoin('trajectory as tr', 'tr.id', 't.trajectoryId')
      .innerJoin('person as coachee', 'coachee.id', 'tr.coacheeId')
      .innerJoin('person as coach', 'coach.id', 'tr.coachId')
      .innerJoin('person as offering', 'offering.id', 't.offeredBy')
      .leftJoin('person as cancelling', 'cancelling.id', 't.cancelledBy')
      .select((eb) => [
        't.id',
        't.trajectoryId',
        'tr.title as trajectoryTitle',
        sql<boolean>`not ${goesOn('tr')}`.as('trajectoryOver'),
        eb.ref('t.kind').$castTo<TalkKind>().as('kind'),
        't.title',
        eb.ref('t.state').$castTo<Talk['state']>().as('state'),
        isoInstant<string | null>('t.starts_at').as('startsAt'),
        't.timeZone',
        't.durationMinutes',
        't.place',
        't.byCall',
        't.roomId',
        personAs('coachee').as('coachee'),
        personAs('coach').as('coach'),
        personAs('offering').as('offeredBy'),
        sql<
          Talk['times']
        >`coalesce((select json_agg(json_build_object('id', o.id, 'startsAt', ${isoInstant('o.starts_at')})
          order by o.starts_at) from talk_time o where o.talk_id = t.id), '[]')`.as('times'),
        sql<
          Talk['cancelled']
        >`case when t.cancelled_at is not null then json_build_object('by', ${personAs('cancelling')},
          'at', ${isoInstant('t.cancelled_at')}, 'message', t.cancel_message) end`.as('cancelled'),
        isoInstant<string | null>('t.held_at').as('heldAt'),
        isoInstant('t.created_at').as('createdAt'),
        eb.ref('t.agenda').$castTo<AgendaSection[]>().as('agenda'),
        't.agendaVersion',
        't.sequence',
      ]);
  }
}
