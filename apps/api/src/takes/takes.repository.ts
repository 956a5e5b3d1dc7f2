import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@lesblik/server/database/database';
import { lessonsInPicture } from '@lesblik/server/database/pupil-consent';
import type { TakeEvent } from '@lesblik/server/takes/take-event';
import type { PersonRef } from '@lesblik/shared/common';
import { ConsentAnswer, type Take, type TrackSource } from '@lesblik/shared/room-events';
import { sql } from 'kysely';
import type { RtpParameters } from 'mediasoup/types';
import { DATABASE } from '../base/tokens.ts';

export interface NewAnswer {
  organisationId: string;
  roomId: string;
  takeId: string;
  person: PersonRef;
  answer: ConsentAnswer;
  textVersion: string;
  keepSoFar: boolean;
  at: Date;
}

export interface NewTrack {
  takeId: string;
  personId: string;
  source: TrackSource;
  rtpParameters: RtpParameters;
  openedAtMs: number;
}

@Injectable()
export class TakesRepository {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  /** What a take of this room would become. */
  room(roomId: string) {
    return this.db
      .selectFrom('room')
      .innerJoin('person as teacher', 'teacher.id', 'room.teacherId')
      .leftJoin('recording as lesson', 'lesson.id', 'room.recordingId')
      .select(['room.organisationId', 'room.title', 'room.teacherId', 'room.trajectoryId'])
      .select(['teacher.language', 'lesson.classGroup'])
      .select((eb) =>
        eb
          .selectFrom('roomTake as t')
          .select((n) => n.fn.countAll<number>().as('count'))
          .whereRef('t.roomId', '=', 'room.id')
          .where('t.startedAt', 'is not', null)
          .$asScalar()
          .as('earlier'),
      )
      .where('room.id', '=', roomId)
      .executeTakeFirst();
  }

  async insert(
    take: { roomId: string; recordingId: string; askedBy: string; askedAt: Date },
    db: Database,
  ): Promise<string> {
    const row = { ...take, aliveAt: take.askedAt };
    return (await db.insertInto('roomTake').values(row).returning('id').executeTakeFirstOrThrow()).id;
  }

  /** The take of a room that did not end, as far as the tables know it. */
  async open(roomId: string) {
    const take = await this.db
      .selectFrom('roomTake as t')
      .innerJoin('recording as r', 'r.id', 't.recordingId')
      .innerJoin('person as p', 'p.id', 't.askedBy')
      .select(['t.id', 't.recordingId', 't.askedBy', 'p.name as askedByName', 't.startedAt'])
      .select(['r.organisationId', 'r.keepUntil', 'r.bytes'])
      .where('t.roomId', '=', roomId)
      .where('t.endedAt', 'is', null)
      .orderBy('t.askedAt', 'desc')
      .executeTakeFirst();
    return take && { ...take, answers: await this.answers(take.id) };
  }

  /** What each person answered last. */
  private async answers(takeId: string): Promise<{ person: PersonRef; answer: ConsentAnswer }[]> {
    const rows = await this.db
      .selectFrom('roomConsent')
      .distinctOn('personId')
      .select(['personId', 'personName', 'answer'])
      .where('takeId', '=', takeId)
      .orderBy('personId')
      .orderBy('sequence', 'desc')
      .execute();
    return rows.map(({ personId, personName, answer }) => ({
      person: { id: personId, name: personName },
      answer: ConsentAnswer.parse(answer),
    }));
  }

  async addAnswer({ person, ...answer }: NewAnswer, db = this.db): Promise<void> {
    const row = { ...answer, personId: person.id, personName: person.name };
    await db.insertInto('roomConsent').values(row).execute();
  }

  async start(takeId: string, at: Date): Promise<void> {
    await this.db.updateTable('roomTake').set({ startedAt: at }).where('id', '=', takeId).execute();
  }

  async addEvent(takeId: string, atMs: number, event: TakeEvent, db: Database): Promise<void> {
    const row = { takeId, atMs, event: JSON.stringify(event) };
    await db.insertInto('roomTakeEvent').values(row).execute();
  }

  /**
   * The take's recording shows this lesson, if it is the teacher's own: no other is composed into it. One of another call shows
   * the lessons that were played in that. @returns what is shown that is still there
   */
  async showLesson(takeId: string, lessonId: string, db: Database) {
    const { rows } = await sql<{ callId: string; recordingId: string; organisationId: string; actorId: string }>`
      with played as (
        select t.recording_id as call_id, t.asked_by, l.id from room_take t join room on room.id = t.room_id
        join recording l on l.owner_id = room.teacher_id where t.id = ${takeId} and l.id = ${lessonId} and l.state <> 'deleting'
      ), shown as (
        insert into call_lesson (recording_id, lesson_id, class_list_id, no_pupils, lawful_basis, recorded_on, absent_pupil_ids)
        select played.call_id, v.lesson_id, v.class_list_id, v.no_pupils, v.lawful_basis, v.recorded_on, v.absent_pupil_ids
        from played join ${lessonsInPicture} on v.recording_id = played.id
        on conflict do nothing returning lesson_id
      )
      select played.call_id, r.id as recording_id, r.organisation_id, played.asked_by as actor_id
      from played join recording r on r.id = played.id or r.id in (select lesson_id from shown)`.execute(db);
    return rows;
  }

  async insertTrack(track: NewTrack): Promise<string> {
    const row = { ...track, rtpParameters: JSON.stringify(track.rtpParameters) };
    return (await this.db.insertInto('roomTrack').values(row).returning('id').executeTakeFirstOrThrow()).id;
  }

  async closeTrack(trackId: string, closedAtMs: number): Promise<void> {
    await this.db.updateTable('roomTrack').set({ closedAtMs }).where('id', '=', trackId).execute();
  }

  async removeTrack(trackId: string): Promise<void> {
    await this.db.deleteFrom('roomTrack').where('id', '=', trackId).execute();
  }

  /** From now on nobody reads them; their objects are to go, and when this person spoke is told nowhere. @returns how many */
  async deleteTracks(takeId: string, personId: string, at: Date, db = this.db): Promise<number> {
    const named: TakeEvent = { kind: 'speaker', personId };
    const nobody: TakeEvent = { kind: 'speaker', personId: null };
    await db
      .updateTable('roomTakeEvent')
      .set({ event: JSON.stringify(nobody) })
      .where('takeId', '=', takeId)
      .where('event', '@>', JSON.stringify(named))
      .execute();
    const { numUpdatedRows } = await db
      .updateTable('roomTrack')
      .set({ deletedAt: at })
      .where('takeId', '=', takeId)
      .where('personId', '=', personId)
      .where('deletedAt', 'is', null)
      .executeTakeFirstOrThrow();
    return Number(numUpdatedRows);
  }

  tracksToErase() {
    return this.db
      .selectFrom('roomTrack')
      .innerJoin('roomTake', 'roomTake.id', 'roomTrack.takeId')
      .select(['roomTrack.id', 'roomTake.recordingId'])
      .where('deletedAt', 'is not', null)
      .where('erasedAt', 'is', null)
      .execute();
  }

  async erased(trackId: string, at: Date): Promise<void> {
    await this.db.updateTable('roomTrack').set({ erasedAt: at }).where('id', '=', trackId).execute();
  }

  /** Tracks that may be composed. */
  tracks(takeId: string) {
    return this.db
      .selectFrom('roomTrack')
      .select('id')
      .where('takeId', '=', takeId)
      .where('deletedAt', 'is', null)
      .execute();
  }

  async alive(takeId: string, at: Date): Promise<void> {
    await this.db.updateTable('roomTake').set({ aliveAt: at }).where('id', '=', takeId).execute();
  }

  /** Takes that nobody was in since, whoever looked after them. */
  leftAlone(since: Date) {
    return this.db
      .selectFrom('roomTake')
      .select(['id', 'roomId', 'recordingId'])
      .where('endedAt', 'is', null)
      .where('aliveAt', '<', since)
      .execute();
  }

  /** @returns false when it had ended already */
  async end(takeId: string, ended: NonNullable<Take['ended']>, endedBy: string | null, at: Date): Promise<boolean> {
    const row = await this.db
      .updateTable('roomTake')
      .set({ ended, endedBy, endedAt: at })
      .where('id', '=', takeId)
      .where('endedAt', 'is', null)
      .returning('id')
      .executeTakeFirst();
    return row !== undefined;
  }

  find(roomId: string, takeId: string) {
    return this.db
      .selectFrom('roomTake')
      .innerJoin('room', 'room.id', 'roomTake.roomId')
      .select(['roomTake.recordingId', 'roomTake.endedAt', 'room.organisationId'])
      .where('roomTake.id', '=', takeId)
      .where('roomId', '=', roomId)
      .executeTakeFirst();
  }

  /**
   * Of an ended take. The media worker locks the tracks, then says that it is composed: in this order too.
   * @param deleteFilm what a media worker stored of these tracks and did not live to tell; another film, without them, is
   *   begun only when this is committed
   * @returns false when it is composed
   */
  async takeBackUncomposed(answer: NewAnswer, deleteFilm: () => Promise<void>): Promise<boolean> {
    return this.db.transaction().execute(async (tx) => {
      const deleted = answer.keepSoFar ? 0 : await this.deleteTracks(answer.takeId, answer.person.id, answer.at, tx);
      const take = tx.selectFrom('roomTake').select('composedAt').where('id', '=', answer.takeId);
      if ((await take.executeTakeFirst())?.composedAt !== null) return false;
      await this.addAnswer(answer, tx);
      if (deleted > 0) await deleteFilm();
      return true;
    });
  }

  /** Ended takes of which nobody told the media worker. */
  endedInSilence(endedBefore: Date) {
    return this.db
      .selectFrom('roomTake as t')
      .innerJoin('recording as r', 'r.id', 't.recordingId')
      .select(['t.id', 't.recordingId'])
      .where('t.endedAt', '<', endedBefore)
      .where('r.state', '=', 'created')
      .execute();
  }
}
