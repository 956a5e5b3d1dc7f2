import type { Answers, ConsentPurpose, Pupil } from '@lesblik/shared/class-lists';
import { type RawBuilder, sql } from 'kysely';
import { isThere } from './recording-sql.ts';

/** What was said last of the pupil of this alias and one purpose; null where nothing was. */
export const answerOf = (alias: string, purpose: RawBuilder<ConsentPurpose>): RawBuilder<string | null> =>
  sql<string | null>`(select c.answer from pupil_consent c
    where c.pupil_id = ${sql.ref(`${alias}.id`)} and c.purpose = ${purpose} order by c.sequence desc limit 1)`;

/** On which day that was said. */
const answeredOnOf = (alias: string, purpose: RawBuilder<ConsentPurpose>): RawBuilder<string | null> =>
  sql<string | null>`(select c.answered_on from pupil_consent c
    where c.pupil_id = ${sql.ref(`${alias}.id`)} and c.purpose = ${purpose} order by c.sequence desc limit 1)`;

/**
 * A table `v`: what each recording shows of classes. A lesson shows itself; the recording of a call shows the lessons that were
 * played in it, also those that were deleted since.
 */
export const lessonsInPicture: RawBuilder<unknown> = sql`(
  select r.id as recording_id, r.id as lesson_id, r.class_list_id, r.no_pupils, r.lawful_basis, r.recorded_on,
    '{}'::uuid[] as absent_pupil_ids
  from recording r where r.origin = 'upload'
  union all
  select s.recording_id, s.lesson_id, case when l.id is null then s.class_list_id else l.class_list_id end,
    coalesce(l.no_pupils, s.no_pupils) or c.no_pupils, coalesce(l.lawful_basis, s.lawful_basis),
    coalesce(l.recorded_on, s.recorded_on), case when l.id is null then s.absent_pupil_ids else '{}' end
  from call_lesson s join recording c on c.id = s.recording_id left join recording l on l.id = s.lesson_id) v`;

/** Pupil `p` was in the class of lesson `v` when it was filmed: who left it still is in what was filmed until then. */
export const inClass: RawBuilder<boolean> = sql<boolean>`(p.class_list_id = v.class_list_id
  and (p.removed_at is null or v.recorded_on <= (p.removed_at at time zone 'UTC')::date))`;

/** The owner marked that pupil `p` is not in the picture of lesson `v`, or not in what a recording of a call shows of it. */
export const markedAbsent: RawBuilder<boolean> = sql<boolean>`(p.id = any(v.absent_pupil_ids) or exists (
  select from absent_pupil a where a.pupil_id = p.id and a.recording_id in (v.recording_id, v.lesson_id)))`;

/** Closure `k` of recording `r` still waits: its pupil is in the picture, and consent was not given since. */
export const stillClosed = (): RawBuilder<boolean> => sql<boolean>`(
  k.settled_at is null and r.state <> 'deleting' and ${isThere()}
  and exists (select from ${lessonsInPicture} join pupil p on ${inClass}
    where v.recording_id = r.id and p.id = k.pupil_id and not v.no_pupils and not ${markedAbsent}
      and ${answerOf('p', sql`k.purpose`)} <> 'given'))`;

/** The same of every purpose, as the contract has it. */
export const answersOf = (alias: string): RawBuilder<Answers> => sql<Answers>`json_build_object(
  'inside', ${answerOf(alias, sql.lit('inside'))}, 'institute', ${answerOf(alias, sql.lit('institute'))},
  'outside', ${answerOf(alias, sql.lit('outside'))})`;

/** The days of those. */
export const daysOf = (alias: string): RawBuilder<Pupil['answeredOn']> => sql<Pupil['answeredOn']>`json_build_object(
  'inside', ${answeredOnOf(alias, sql.lit('inside'))}, 'institute', ${answeredOnOf(alias, sql.lit('institute'))},
  'outside', ${answeredOnOf(alias, sql.lit('outside'))})`;
