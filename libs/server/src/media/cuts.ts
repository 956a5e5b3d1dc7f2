import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../database/database.ts';
import { cutShown, runningGrant, shownFrom, shownHiding, shownTo } from '../database/watchable.ts';

/** Grants `g` that run and show a part of their recording `r`. */
const parts = (at: Date): RawBuilder<unknown> => sql`recording_grant g join recording r on r.id = g.recording_id
  where ${runningGrant(sql.ref('g.grantee_id'), at)} and ${shownFrom()} is not null`;

/** A row for each part that is shown to anybody and has none; of one recording, or of all. */
export async function wantCuts(db: Database, at: Date, recordingId: string | null): Promise<void> {
  await sql`insert into recording_cut (recording_id, start_ms, end_ms, hiding_id)
    select distinct r.id, ${shownFrom()}, ${shownTo()}, ${shownHiding()} from ${parts(at)}
    and (${recordingId}::uuid is null or r.id = ${recordingId}::uuid)
    on conflict do nothing`.execute(db);
}

/** Forgets the parts that are shown to nobody any more. @returns what lies in the storage of each */
export async function forgetCuts(db: Database, at: Date): Promise<{ id: string; recordingId: string }[]> {
  const { rows } = await sql<{ id: string; recordingId: string }>`delete from recording_cut k where not exists (
    select from ${parts(at)} and ${cutShown()})
    returning k.id, k.recording_id`.execute(db);
  return rows;
}
