import { type RawBuilder, sql } from 'kysely';

/** This person belongs to the school of trajectory `t` no longer. */
export const leftSchool = (personId: RawBuilder<unknown>, at: Date): RawBuilder<boolean> => sql<boolean>`not exists (
  select from membership m where m.organisation_id = t.organisation_id and m.person_id = ${personId}
  and (m.ends_at is null or m.ends_at > ${at}))`;
