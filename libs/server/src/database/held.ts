import { type RawBuilder, sql } from 'kysely';
import type { Database } from './database.ts';

/** Recording `r` may not be deleted on this day: the law asks its school to hold it. */
export const held = (day: string): RawBuilder<boolean> => sql<boolean>`exists (
  select from legal_hold h where h.owner_id = r.owner_id and h.organisation_id = r.organisation_id
    and h.ended_at is null and h.until >= ${day}::date and r.recorded_on between h.recorded_from and h.recorded_until)`;

/**
 * Whether a recording is held on this day. Until the transaction ends nobody begins to hold it (`HoldsService.set` takes the
 * same lock), deletes it or changes its day.
 */
export async function isHeld(tx: Database, recordingId: string, day: string): Promise<boolean> {
  await tx.selectFrom('recording').select('id').where('id', '=', recordingId).forNoKeyUpdate().execute();
  // A statement of its own: it sees what was written by whoever had the lock before.
  const row = await tx
    .selectFrom('recording as r')
    .select('r.id')
    .where('r.id', '=', recordingId)
    .where(held(day))
    .executeTakeFirst();
  return row !== undefined;
}
