import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import { isoInstant } from '@lesblik/server/database/expressions';
import type { DB, Room as RoomTable } from '@lesblik/server/database/schema';
import { Teller } from '@lesblik/server/notifications/teller';
import type { PersonRef } from '@lesblik/shared/common';
import { Problem } from '@lesblik/shared/problems';
import type { Room } from '@lesblik/shared/rooms';
import { type Insertable, type RawBuilder, sql, type Transaction, type Updateable } from 'kysely';
import { assertGoesOn } from '../base/going-on.ts';
import { CLOCK, DATABASE } from '../base/tokens.ts';

/** `recordings`: all that was recorded of it, whoever may see them. */
export type StoredRoom = Omit<Room, 'present' | 'presentCount'>;

/** Somebody invited, and whether they were let in before. */
export interface Invited {
  person: PersonRef;
  admitted: boolean;
  /** When they belong to the school no longer. */
  endsAt: Date | null;
}

/** What a room in memory is made of. */
export interface RoomStart {
  id: string;
  title: string;
  hostId: string;
  hostName: string;
  teacherId: string;
  endedAt: Date | null;
  playheadRecordingId: string | null;
  playheadMs: number;
  playheadRate: number;
  steererId: string;
}

/** One who opens calls after calls takes the place of others. */
export const MOST_OPEN_ROOMS = 50;
const DAY_MS = 24 * 60 * 60 * 1000;

/** The place of a room in the list: open ones first, then newest first. */
export interface RoomPlace {
  ended: boolean;
  createdAt: string;
  id: string;
}

@Injectable()
export class RoomsRepository {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly teller: Teller,
  ) {}

  /** @throws Problem too_many_calls_open, trajectory_over */
  async create(room: Omit<Insertable<RoomTable>, 'id'>, others: readonly string[]): Promise<string> {
    return this.db.transaction().execute(async (tx) => {
      // One after the other for each host, so that the count holds; no key update, since a call of somebody
      // else's that invites this host would wait for it, and both for each other for ever.
      const host = tx.selectFrom('person').select('id').where('id', '=', room.hostId);
      await host.forNoKeyUpdate().executeTakeFirstOrThrow();
      const { open } = await tx
        .selectFrom('room')
        .select((eb) => eb.fn.countAll<number>().as('open'))
        .where('hostId', '=', room.hostId)
        .where('endedAt', 'is', null)
        .where(sql<boolean>`greatest(created_at, planned_at) > ${new Date(this.clock.now() - DAY_MS)}`)
        .executeTakeFirstOrThrow();
      if (open >= MOST_OPEN_ROOMS) throw new Problem('too_many_calls_open');
      if (room.trajectoryId) await assertGoesOn(tx, room.trajectoryId);
      const { id } = await tx.insertInto('room').values(room).returning('id').executeTakeFirstOrThrow();
      await this.#invite(tx, id, room.hostId, [room.hostId, ...others]);
      return id;
    });
  }

  find(personId: string, roomId: string): Promise<StoredRoom | undefined> {
    return this.#ofPerson(personId).where('r.id', '=', roomId).executeTakeFirst();
  }

  list(
    personId: string,
    page: {
      after: RoomPlace | undefined;
      limit: number;
      trajectoryId?: string | undefined;
      recordingId?: string | undefined;
    },
  ): Promise<StoredRoom[]> {
    const { after, limit, trajectoryId, recordingId } = page;
    return this.#ofPerson(personId)
      .$if(trajectoryId !== undefined, (q) => q.where('r.trajectoryId', '=', trajectoryId as string))
      .$if(recordingId !== undefined, (q) => q.where('r.recordingId', '=', recordingId as string))
      .$if(after !== undefined, (q) =>
        q.where(
          sql<boolean>`(r.ended_at is null, r.created_at, r.id) <
            (${after?.ended === false}, ${after?.createdAt}::timestamptz, ${after?.id}::uuid)`,
        ),
      )
      .orderBy(sql`r.ended_at is null`, 'desc')
      .orderBy('r.createdAt', 'desc')
      .orderBy('r.id', 'desc')
      .limit(limit + 1)
      .execute();
  }

  /** Whoever asks: the caller looked whether they may. */
  start(roomId: string): Promise<RoomStart | undefined> {
    return this.db
      .selectFrom('room as r')
      .innerJoin('person as host', 'host.id', 'r.hostId')
      .select(['r.id', 'r.title', 'r.hostId', 'host.name as hostName', 'r.teacherId', 'r.endedAt'])
      .select(['r.playheadMs', 'r.playheadRate', 'r.playheadRecordingId'])
      .select((eb) => eb.fn.coalesce('r.steererId', 'r.hostId').as('steererId'))
      .where('r.id', '=', roomId)
      .executeTakeFirst();
  }

  /** Of which trajectory it is, and who is invited. */
  async circle(roomId: string): Promise<{ trajectoryId: string | null; personIds: string[] } | undefined> {
    return this.db
      .selectFrom('room as r')
      .select('r.trajectoryId')
      .select(sql<string[]>`array(select person_id from room_person where room_id = r.id)`.as('personIds'))
      .where('r.id', '=', roomId)
      .executeTakeFirst();
  }

  /** Those invited who belong to the school now. */
  async invited(roomId: string): Promise<Invited[]> {
    const rows = await this.db
      .selectFrom('roomPerson as i')
      .innerJoin('room as r', 'r.id', 'i.roomId')
      .innerJoin('person as p', 'p.id', 'i.personId')
      .innerJoin('membership as m', (join) =>
        join.onRef('m.organisationId', '=', 'r.organisationId').onRef('m.personId', '=', 'i.personId'),
      )
      .select(['p.id', 'p.name', 'i.admittedAt', 'm.endsAt'])
      .where('i.roomId', '=', roomId)
      .where(this.#belongs(sql.ref('i.person_id')))
      .orderBy('p.name')
      .orderBy('p.id')
      .execute();
    return rows.map(({ id, name, admittedAt, endsAt }) => ({
      ...{ person: { id, name }, admitted: admittedAt !== null, endsAt },
    }));
  }

  async change(roomId: string, changes: Updateable<RoomTable>): Promise<void> {
    if (Object.keys(changes).length === 0) return;
    await this.db.updateTable('room').set(changes).where('id', '=', roomId).execute();
  }

  /**
   * A host who left the school hosts no more: the teacher does, or else somebody who was let in, or else the first by name
   * of those invited. When nobody belongs to the school any more, it ends. @returns whether anything changed
   */
  async handOver(roomId: string): Promise<boolean> {
    const left = await this.db
      .selectFrom('room as r')
      .select(['r.id', 'r.teacherId'])
      .where('r.id', '=', roomId)
      .where('r.endedAt', 'is', null)
      .where(sql<boolean>`not ${this.#belongs(sql.ref('r.host_id'))}`)
      .executeTakeFirst();
    if (left === undefined) return false;
    const invited = await this.invited(roomId);
    const host =
      invited.find(({ person }) => person.id === left.teacherId) ??
      invited.find(({ admitted }) => admitted) ??
      invited[0];
    if (host === undefined) return this.end(roomId);
    await this.change(roomId, { hostId: host.person.id });
    return true;
  }

  /** @returns the calls that this person was invited to */
  leaveTrajectory(personId: string, trajectoryId: string): Promise<{ id: string; hostId: string }[]> {
    return this.db
      .deleteFrom('roomPerson as i')
      .using('room as r')
      .whereRef('r.id', '=', 'i.roomId')
      .where('r.trajectoryId', '=', trajectoryId)
      .where('i.personId', '=', personId)
      .returning(['r.id', 'r.hostId'])
      .execute();
  }

  /** Whoever is invited already stays as they are. */
  async invite(roomId: string, hostId: string, others: readonly string[]): Promise<void> {
    const people = [...new Set([hostId, ...others])];
    await this.db.transaction().execute(async (tx) => {
      await tx.deleteFrom('roomPerson').where('roomId', '=', roomId).where('personId', 'not in', people).execute();
      await this.#invite(tx, roomId, hostId, people);
    });
  }

  async isAdmitted(personId: string, roomId: string): Promise<boolean> {
    const row = await this.db
      .selectFrom('roomPerson')
      .select('admittedAt')
      .where('roomId', '=', roomId)
      .where('personId', '=', personId)
      .executeTakeFirst();
    return row !== undefined && row.admittedAt !== null;
  }

  async setAdmitted(roomId: string, personId: string, admitted: boolean): Promise<void> {
    await this.db
      .updateTable('roomPerson')
      .set({ admittedAt: admitted ? this.#now() : null })
      .where('roomId', '=', roomId)
      .where('personId', '=', personId)
      .execute();
  }

  /** @returns false when it was opened before */
  async open(roomId: string): Promise<boolean> {
    const { numUpdatedRows } = await this.db
      .updateTable('room')
      .set({ openedAt: this.#now() })
      .where('id', '=', roomId)
      .where('openedAt', 'is', null)
      .executeTakeFirstOrThrow();
    return numUpdatedRows > 0n;
  }

  /** @returns false when it had ended before */
  async end(roomId: string): Promise<boolean> {
    const { numUpdatedRows } = await this.db
      .updateTable('room')
      .set({ endedAt: this.#now() })
      .where('id', '=', roomId)
      .where('endedAt', 'is', null)
      .executeTakeFirstOrThrow();
    return numUpdatedRows > 0n;
  }

  /** Tells those who were not invited before. */
  async #invite(tx: Transaction<DB>, roomId: string, byId: string, people: readonly string[]): Promise<void> {
    const invited = await tx
      .insertInto('roomPerson')
      .values([...new Set(people)].map((personId) => ({ roomId, personId })))
      .onConflict((on) => on.doNothing())
      .returning('personId')
      .execute();
    const personIds = invited.map(({ personId }) => personId);
    await this.teller.tell(tx, { kind: 'call_invited', subjectId: roomId, byId, personIds });
  }

  /** Rooms to which this person is invited while they belong to its school. */
  #ofPerson(personId: string) {
    return this.db
      .selectFrom('room as r')
      .innerJoin('roomPerson as mine', (join) =>
        join.onRef('mine.roomId', '=', 'r.id').on('mine.personId', '=', personId),
      )
      .innerJoin('person as teacher', 'teacher.id', 'r.teacherId')
      .innerJoin('person as host', 'host.id', 'r.hostId')
      .select((eb) => [
        'r.id',
        eb.ref('r.kind').$castTo<Room['kind']>().as('kind'),
        'r.organisationId',
        'r.title',
        'r.recordingId',
        'r.trajectoryId',
        sql<string | null>`(select t.id from talk t where t.room_id = r.id limit 1)`.as('talkId'),
        sql<PersonRef>`json_build_object('id', teacher.id, 'name', teacher.name)`.as('teacher'),
        sql<PersonRef>`json_build_object('id', host.id, 'name', host.name)`.as('host'),
        sql<PersonRef[]>`(select json_agg(json_build_object('id', p.id, 'name', p.name) order by p.name, p.id)
          from room_person i join person p on p.id = i.person_id where i.room_id = r.id)`.as('people'),
        sql<string[]>`array(select recording_id from room_take
          where room_id = r.id and started_at is not null order by asked_at)`.as('recordings'),
        isoInstant<string | null>('r.planned_at').as('plannedAt'),
        isoInstant<string | null>('r.opened_at').as('openedAt'),
        isoInstant<string | null>('r.ended_at').as('endedAt'),
        isoInstant('r.created_at').as('createdAt'),
      ])
      .where(this.#belongs(sql`${personId}::uuid`));
  }

  #belongs(personId: RawBuilder<unknown>): RawBuilder<boolean> {
    return sql<boolean>`exists (select from membership m where m.organisation_id = r.organisation_id
      and m.person_id = ${personId} and (m.ends_at is null or m.ends_at > ${this.#now()}))`;
  }

  #now(): Date {
    return new Date(this.clock.now());
  }
}
