import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@lesblik/server/database/database';
import { answersOf, inClass, lessonsInPicture, markedAbsent } from '@lesblik/server/database/pupil-consent';
import type { DB } from '@lesblik/server/database/schema';
import type { PersonRef } from '@lesblik/shared/common';
import type { LessonInPicture } from '@lesblik/shared/consent-rules';
import type { LessonConsent, PupilInLesson } from '@lesblik/shared/lesson-consent';
import { sql, type Transaction } from 'kysely';
import { DATABASE } from '../base/tokens.ts';

/** What a recording shows of a class: all of it where it is a lesson, what was played where it is of a call. */
interface ShownLesson extends LessonInPicture {
  id: string;
  title: string | null;
  pupils: PupilInLesson[];
}

export interface LessonRow {
  id: string;
  organisationId: string;
  origin: string;
  noPupils: boolean;
  classListId: string | null;
  listName: string | null;
  keeper: PersonRef | null;
  shown: ShownLesson[];
  calls: LessonConsent['calls'];
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

  /** Recordings with everybody who may be in their picture. */
  async lessons(recordingIds: readonly string[], db: Database = this.db): Promise<LessonRow[]> {
    if (recordingIds.length === 0) return [];
    const { rows } = await sql<LessonRow>`
      select r.id, r.organisation_id, r.origin, r.no_pupils, r.class_list_id, l.name as list_name,
        case when k.id is not null then json_build_object('id', k.id, 'name', k.name) end as keeper,
        coalesce((
          select json_agg(json_build_object('id', v.lesson_id, 'lawfulBasis', v.lawful_basis, 'noPupils', v.no_pupils,
            'hasList', v.class_list_id is not null,
            'title', (select t.title from recording t where t.id = v.lesson_id and t.state <> 'deleting'),
            'pupils', coalesce((
              select json_agg(json_build_object('id', p.id, 'label', p.label, 'answers', ${answersOf('p')},
                'absent', ${markedAbsent}) order by lower(p.label), p.id) from pupil p where ${inClass}), '[]'))
            order by v.recorded_on, v.lesson_id)
          from ${lessonsInPicture} where v.recording_id = r.id
        ), '[]') as shown,
        coalesce((
          select json_agg(json_build_object('recordingId', c.id, 'title', c.title) order by c.created_at, c.id)
          from call_lesson s join recording c on c.id = s.recording_id
          where s.lesson_id = r.id and c.state not in ('created', 'deleting')
        ), '[]') as calls
      from recording r left join class_list l on l.id = r.class_list_id left join person k on k.id = l.keeper_id
      where r.id = any(${recordingIds}::uuid[])`.execute(db);
    return rows;
  }

  /** Recordings that show a lesson of this list. */
  async ofList(classListId: string, tx: Transaction<DB>): Promise<string[]> {
    const { rows } = await sql<{ recordingId: string }>`select distinct v.recording_id from ${lessonsInPicture}
      where v.class_list_id = ${classListId}`.execute(tx);
    return rows.map(({ recordingId }) => recordingId);
  }

  /** These recordings, and those of calls in which they were played. */
  async withCalls(recordingIds: readonly string[], tx: Transaction<DB>): Promise<string[]> {
    if (recordingIds.length === 0) return [];
    const calls = await tx
      .selectFrom('callLesson')
      .select('recordingId')
      .distinct()
      .where('lessonId', 'in', recordingIds)
      .execute();
    return [...new Set([...recordingIds, ...calls.map(({ recordingId }) => recordingId)])];
  }

  async grantedTo(granteeId: string, organisationId: string, at: Date, tx: Transaction<DB>): Promise<string[]> {
    const rows = await tx
      .selectFrom('recordingGrant as g')
      .innerJoin('recording as r', 'r.id', 'g.recordingId')
      .select('r.id')
      .distinct()
      .where('g.granteeId', '=', granteeId)
      .where('g.withdrawnAt', 'is', null)
      .where('g.until', '>', at)
      .where('r.organisationId', '=', organisationId)
      .execute();
    return rows.map(({ id }) => id);
  }

  /**
   * Until this transaction ends nobody changes what the recording, or a lesson in it, says of its pupils, nor what is said of
   * those. Always the recording before its lessons, and those before their lists.
   * @param alone nobody else holds the recording meanwhile
   */
  async hold(recordingId: string, tx: Transaction<DB>, { alone = false } = {}): Promise<void> {
    await tx
      .selectFrom('recording')
      .select('id')
      .where('id', '=', recordingId)
      .$if(alone, (q) => q.forNoKeyUpdate())
      .$if(!alone, (q) => q.forShare())
      .execute();
    const shown = tx.selectFrom('callLesson').select('lessonId').where('recordingId', '=', recordingId);
    await tx.selectFrom('recording').select('id').where('id', 'in', shown).orderBy('id').forShare().execute();
    await this.holdLists([recordingId], tx);
  }

  /** Until this transaction ends nothing is written in the lists that these recordings' lessons name. */
  async holdLists(recordingIds: readonly string[], tx: Transaction<DB>): Promise<void> {
    await sql`select id from class_list where id in (
      select v.class_list_id from ${lessonsInPicture} where v.recording_id = any(${recordingIds}::uuid[]))
      order by id for share`.execute(tx);
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
