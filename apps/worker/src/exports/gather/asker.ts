import type { Database } from '@lesblik/server/database/database';
import { isoInstant } from '@lesblik/server/database/expressions';
import type { PersonRef } from '@lesblik/shared/common';
import { type RawBuilder, sql } from 'kysely';

/** Whose archive it is, and as of when; every query runs in one snapshot. */
export interface Asker {
  tx: Database;
  me: string;
  at: Date;
}

/** Person `alias` as the archive names people; null where there is none. */
export const personOf = (alias: string): RawBuilder<PersonRef> =>
  sql<PersonRef>`case when ${sql.ref(`${alias}.id`)} is not null
    then json_build_object('id', ${sql.ref(`${alias}.id`)}, 'name', ${sql.ref(`${alias}.name`)}) end`;

export const at = isoInstant;

/** The asker belongs to the school of `alias` now. */
export const belongs = ({ me, at: now }: Asker, alias: string): RawBuilder<boolean> => sql<boolean>`exists (
  select from membership m where m.organisation_id = ${sql.ref(`${alias}.organisation_id`)} and m.person_id = ${me}
    and (m.ends_at is null or m.ends_at > ${now}))`;
