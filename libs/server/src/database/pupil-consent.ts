import type { Answers, ConsentPurpose } from '@lesblik/shared/class-lists';
import { type RawBuilder, sql } from 'kysely';

/** What was said last of the pupil of this alias and one purpose; null where nothing was. */
export const answerOf = (alias: string, purpose: RawBuilder<ConsentPurpose>): RawBuilder<string | null> =>
  sql<string | null>`(select c.answer from pupil_consent c
    where c.pupil_id = ${sql.ref(`${alias}.id`)} and c.purpose = ${purpose} order by c.sequence desc limit 1)`;

/** Closure `k` of recording `r` still waits: its pupil is in the picture, and consent was not given since. */
export const stillClosed = (): RawBuilder<boolean> => sql<boolean>`(
  k.settled_at is null and r.state <> 'deleting' and not r.no_pupils
  and exists (select from pupil p where p.id = k.pupil_id and p.class_list_id = r.class_list_id
    and ${answerOf('p', sql`k.purpose`)} <> 'given')
  and not exists (select from absent_pupil a where a.recording_id = r.id and a.pupil_id = k.pupil_id))`;

/** The same of every purpose, as the contract has it. */
export const answersOf = (alias: string): RawBuilder<Answers> => sql<Answers>`json_build_object(
  'inside', ${answerOf(alias, sql.lit('inside'))}, 'institute', ${answerOf(alias, sql.lit('institute'))},
  'outside', ${answerOf(alias, sql.lit('outside'))})`;
