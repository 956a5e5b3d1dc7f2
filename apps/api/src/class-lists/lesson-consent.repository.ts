import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@lesblik/server/database/database';
import { answersOf } from '@lesblik/server/database/pupil-consent';
import type { DB } from '@lesblik/server/database/schema';
import type { PersonRef } from '@lesblik/shared/common';
import type { LessonInPicture } from '@lesblik/shared/consent-rules';
import type { PupilInLesson } from '@lesblik/shared/lesson-consent';
import { sql, type Transaction } from 'kysely';
import { DATABASE } from '../base/tokens.ts';

export interface LessonRow extends LessonInPicture {
  id: string;
  organisationId: string;
  classListId: string | null;
  listName: string | null;
  keeper: PersonRef | null;
  pupils: PupilInLesson[];
}

/** A grant that runs, and what its grantee is to the school; who left it may come back as a guest. */
export interface RunningGrant {
  id: string;
  recordingId: string;
  granteeId: string;
  role: string;
}

@Injectable()
export class LessonConsentRepository {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  /** Lessons with everybody who may be in their picture: who left the class still is in what was filmed until then. */
  async lessons(recordingIds: readonly string[], db: Database = this.db): Promise<LessonRow[]> {
    if (recordingIds.length === 0) return [];
    const { rows } = await sql<LessonRow>`
      select r.id, r.organisation_id, r.origin, r.lawful_basis, r.no_pupils, r.class_list_id,
        r.class_list_id is not null as has_list, l.name as list_name,
        case when k.id is not null then json_build_object('id', k.id, 'name', k.name) end as keeper,
        coalesce((
          select json_agg(json_build_object('id', p.id, 'label', p.label, 'answers', ${answersOf('p')}, 'absent', exists (
            select from absent_pupil a where a.recording_id = r.id and a.pupil_id = p.id)) order by lower(p.label), p.id)
          from pupil p where p.class_list_id = r.class_list_id
            and (p.removed_at is null or r.recorded_on <= (p.removed_at at time zone 'UTC')::date)
        ), '[]') as pupils
      from recording r left join class_list l on l.id = r.class_list_id left join person k on k.id = l.keeper_id
      where r.id = any(${recordingIds}::uuid[])`.execute(db);
    return rows;
  }

  async ofList(classListId: string, tx: Transaction<DB>): Promise<string[]> {
    const rows = await tx.selectFrom('recording').select('id').where('classListId', '=', classListId).execute();
    return rows.map(({ id }) => id);
  }

  async grantedTo(granteeId: string, organisationId: string, tx: Transaction<DB>): Promise<string[]> {
    const rows = await tx
      .selectFrom('recordingGrant as g')
      .innerJoin('recording as r', 'r.id', 'g.recordingId')
      .select('r.id')
      .distinct()
      .where('g.granteeId', '=', granteeId)
      .where('g.withdrawnAt', 'is', null)
      .where('r.organisationId', '=', organisationId)
      .execute();
    return rows.map(({ id }) => id);
  }

  /**
   * Until this transaction ends nobody changes what the lesson says of its pupils, nor what is said of those. Always the
   * lesson before its list.
   * @param alone nobody else holds the lesson meanwhile
   */
  async hold(recordingId: string, tx: Transaction<DB>, { alone = false } = {}): Promise<void> {
    const lesson = await tx
      .selectFrom('recording')
      .select('classListId')
      .where('id', '=', recordingId)
      .$if(alone, (q) => q.forNoKeyUpdate())
      .$if(!alone, (q) => q.forShare())
      .executeTakeFirst();
    if (lesson?.classListId == null) return;
    await tx.selectFrom('classList').select('id').where('id', '=', lesson.classListId).forShare().execute();
  }

  /** Until this transaction ends nothing is written in the lists that these lessons name. */
  async holdLists(recordingIds: readonly string[], tx: Transaction<DB>): Promise<void> {
    if (recordingIds.length === 0) return;
    await tx
      .selectFrom('classList')
      .select('id')
      .where('id', 'in', (eb) =>
        eb
          .selectFrom('recording')
          .select('classListId')
          .where('id', 'in', recordingIds)
          .$castTo<{ classListId: string }>(),
      )
      .orderBy('id')
      .forShare()
      .execute();
  }

  /** What somebody is to a school, of which they stay that until this transaction ends. */
  async roleOf(personId: string, organisationId: string, tx: Transaction<DB>): Promise<string | undefined> {
    const row = await tx
      .selectFrom('membership')
      .select('role')
      .where('personId', '=', personId)
      .where('organisationId', '=', organisationId)
      .forShare()
      .executeTakeFirst();
    return row?.role;
  }

  async runningGrants(recordingIds: readonly string[], at: Date, tx: Transaction<DB>): Promise<RunningGrant[]> {
    const { rows } = await sql<RunningGrant>`
      select g.id, g.recording_id, g.grantee_id, coalesce(m.role, 'guest') as role
      from recording_grant g join recording r on r.id = g.recording_id
      left join membership m on m.organisation_id = r.organisation_id and m.person_id = g.grantee_id
      where g.recording_id = any(${recordingIds}::uuid[]) and g.withdrawn_at is null and g.until > ${at}
      order by g.id for no key update of g`.execute(tx);
    return rows;
  }

  async endGrants(grantIds: readonly string[], at: Date, tx: Transaction<DB>): Promise<void> {
    await tx.updateTable('recordingGrant').set({ withdrawnAt: at }).where('id', 'in', grantIds).execute();
  }

  /** A list that this person keeps now, in this school. */
  async keeps(personId: string, classListId: string, organisationId: string, tx: Database): Promise<boolean> {
    const row = await tx
      .selectFrom('classList')
      .select('id')
      .where('id', '=', classListId)
      .where('keeperId', '=', personId)
      .where('organisationId', '=', organisationId)
      .where('removedAt', 'is', null)
      .forShare()
      .executeTakeFirst();
    return row !== undefined;
  }

  async markAbsent(recordingId: string, pupilIds: readonly string[], at: Date, tx: Transaction<DB>): Promise<void> {
    await tx.deleteFrom('absentPupil').where('recordingId', '=', recordingId).execute();
    if (pupilIds.length === 0) return;
    const rows = pupilIds.map((pupilId) => ({ recordingId, pupilId, markedAt: at }));
    await tx.insertInto('absentPupil').values(rows).execute();
  }
}
