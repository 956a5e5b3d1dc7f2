import type { Answers, ConsentPurpose } from '@lesblik/shared/class-lists';
import { type RawBuilder, sql } from 'kysely';

/** What was said last of the pupil of this alias and one purpose; null where nothing was. */
export const answerOf = (alias: string, purpose: RawBuilder<ConsentPurpose>): RawBuilder<string | null> =>
  sql<string | null>`(select c.answer from pupil_consent c
    where c.pupil_id = ${sql.ref(`${alias}.id`)} and c.purpose = ${purpose} order by c.sequence desc limit 1)`;

/** The same of every purpose, as the contract has it. */
export const answersOf = (alias: string): RawBuilder<Answers> => sql<Answers>`json_build_object(
  'inside', ${answerOf(alias, sql.lit('inside'))}, 'institute', ${answerOf(alias, sql.lit('institute'))},
  'outside', ${answerOf(alias, sql.lit('outside'))})`;
