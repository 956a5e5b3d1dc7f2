import { isThere } from '@lesblik/server/database/recording-sql';
import { shownFrom, shownTo, watchable } from '@lesblik/server/database/watchable';
import type { ExportedLesson, ExportedLogEntry, ExportedOthersLesson } from '@lesblik/shared/exported-lessons';
import { type RawBuilder, sql } from 'kysely';
import { type Asker, at, personOf } from './asker.ts';

/** A lesson of the asker's own, as far as its film and its place in the archive need it. */
export interface OwnLesson {
  id: string;
  title: string;
  recordedOn: string;
  fileName: string;
  /** Since when its film is stored whole; null before that. */
  uploadedAt: Date | null;
}

export type LessonRow = Omit<ExportedLesson, 'folder' | 'film' | 'filmMissing' | 'comments' | 'log'> & {
  organisationId: string;
  fileName: string;
  sha256: string | null;
};

const part = (from: RawBuilder<unknown> | string, to: RawBuilder<unknown> | string): RawBuilder<unknown> => {
  const [start, end] = [from, to].map((one) => (typeof one === 'string' ? sql.ref(one) : one));
  return sql`case when ${start} is not null then json_build_object('startMs', ${start}, 'endMs', ${end}) end`;
};

export async function ownLessons({ tx, me, at: now }: Asker): Promise<OwnLesson[]> {
  const { rows } = await sql<OwnLesson>`
    select r.id, r.title, r.recorded_on, r.file_name, r.uploaded_at from recording r
    where r.owner_id = ${me} and ${isThere()} and ${watchable(me, now)}
    order by r.recorded_on, r.created_at, r.id`.execute(tx);
  return rows;
}

export async function lessonsIn({ tx, me, at: now }: Asker, ids: readonly string[]): Promise<LessonRow[]> {
  const { rows } = await sql<LessonRow>`
    select r.id, r.organisation_id, o.name as school, r.origin, r.title, r.recorded_on, r.class_group, r.lawful_basis,
      r.keep_until, r.state, r.duration_ms, r.width, r.height, r.frame_rate, r.file_name, r.sha256,
      ${at('r.created_at')} as created_at,
      (select t.id from trajectory t where t.id = r.trajectory_id and ${me} in (t.coachee_id, t.coach_id)) as trajectory_id,
      (select json_build_object('atMs', w.at_ms, 'at', ${at('w.updated_at')}) from watch_position w
        where w.recording_id = r.id and w.person_id = ${me}) as watched_to,
      ${part('r.trim_start_ms', 'r.trim_end_ms')} as shown,
      json_build_object('classListId', (select l.id from class_list l where l.id = r.class_list_id and l.keeper_id = ${me}),
        'noPupils', r.no_pupils, 'notInThePicture', coalesce((select json_agg(a.pupil_id order by a.pupil_id)
          from absent_pupil a where a.recording_id = r.id), '[]')) as pupils,
      coalesce((select json_agg(json_build_object('person', ${personOf('p')}, 'mayComment', g.may_comment,
          'part', ${part('g.start_ms', 'g.end_ms')}, 'shows', g.rendition,
          'until', ${at('g.until')}, 'grantedAt', ${at('g.granted_at')}, 'withdrawnAt', ${at('g.withdrawn_at')})
          order by g.granted_at, g.id)
        from recording_grant g join person p on p.id = g.grantee_id where g.recording_id = r.id), '[]') as grants
    from recording r join organisation o on o.id = r.organisation_id
    where r.id = any(${ids}::uuid[]) and r.owner_id = ${me} and ${isThere()} and ${watchable(me, now)}
    order by r.recorded_on, r.created_at, r.id`.execute(tx);
  return rows;
}

/** Oldest first, of lessons that are the asker's own. */
export async function logIn(
  { tx }: Asker,
  ids: readonly string[],
): Promise<(ExportedLogEntry & { recordingId: string })[]> {
  const { rows } = await sql<ExportedLogEntry & { recordingId: string }>`
    select e.recording_id, ${at('e.at')} as at, e.kind, e.start_ms, e.end_ms, ${at('e.until')} as until, e.may_comment,
      e.detail, e.device,
      case when e.actor_id is not null then json_build_object('id', e.actor_id, 'name', coalesce(a.name, '')) end as actor,
      case when e.subject_id is not null
        then json_build_object('id', e.subject_id, 'name', coalesce(s.name, '')) end as subject
    from audit_entry e left join person a on a.id = e.actor_id left join person s on s.id = e.subject_id
    where e.recording_id = any(${ids}::uuid[]) order by e.at, e.sequence`.execute(tx);
  return rows;
}

/** Lessons of others that are shared with the asker now. */
export async function othersLessonsIn({ tx, me, at: now }: Asker): Promise<Omit<ExportedOthersLesson, 'comments'>[]> {
  const { rows } = await sql<Omit<ExportedOthersLesson, 'comments'>>`
    select r.id, ${personOf('p')} as owner, r.title, r.recorded_on, ${at('g.until')} as shared_until, g.may_comment,
      ${part(shownFrom(), shownTo())} as part
    from recording r join person p on p.id = r.owner_id
    join recording_grant g on g.recording_id = r.id and g.grantee_id = ${me} and g.withdrawn_at is null and g.until > ${now}
    where r.owner_id <> ${me} and ${isThere()} and ${watchable(me, now)}
    order by r.recorded_on, r.created_at, r.id`.execute(tx);
  return rows;
}
