import { type RawBuilder, sql } from 'kysely';

/** Recording `r` may not be deleted on this day: the law asks its school to hold it. */
export const held = (day: string): RawBuilder<boolean> => sql<boolean>`exists (
  select from legal_hold h where h.owner_id = r.owner_id and h.organisation_id = r.organisation_id
    and h.ended_at is null and h.until >= ${day}::date and r.recorded_on between h.recorded_from and h.recorded_until)`;
