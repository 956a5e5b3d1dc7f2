import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../database/database.ts';

/** Of sitting `s`: what was played and does not stand in the access log yet. */
const playedAnew = sql`s.played - s.logged`;
/** Likewise what was sent, and nobody said was played. */
const loadedAnew = sql`s.served - s.played - s.served_logged`;

/** Which sittings `s`, of recording `r`, with their locks. */
type Which = RawBuilder<unknown>;

export const writePlayed = (db: Database, which: Which): Promise<void> =>
  write(db, 'played', playedAnew, sql`logged = w.logged + f.parts`, sql`s.played <> s.logged and ${which}`);

export const writeLoaded = (db: Database, which: Which): Promise<void> =>
  write(
    db,
    'loaded',
    loadedAnew,
    sql`served_logged = w.served_logged + f.parts`,
    sql`${loadedAnew} <> '{}' and ${which}`,
  );

/**
 * Of sittings that go on: what was sent before `since` and is still not said to be played. What came later may be played
 * in a moment, so each time it is noted what waits, and the next time that of it is written which waits still.
 */
export const writeLongLoaded = (db: Database, since: Date, now: Date): Promise<void> =>
  write(
    db,
    'loaded',
    sql`(${loadedAnew}) * s.waiting`,
    sql`served_logged = w.served_logged + f.parts, waiting = w.served - w.played - w.served_logged - f.parts,
      waiting_since = ${now}`,
    sql`${loadedAnew} <> '{}' and coalesce(s.waiting_since, s.started_at) < ${since} limit 200 for update of s skip locked`,
  );

/** With its deletion: what is not in the log by then would go with the recording's rows. */
export async function writeWatched(db: Database, recordingId: string): Promise<void> {
  const its = sql`s.recording_id = ${recordingId} for update of s`;
  await writePlayed(db, its);
  await writeLoaded(db, its);
}

async function write(db: Database, kind: string, parts: Which, marks: Which, which: Which): Promise<void> {
  await sql`
    with fresh as (
      select s.id, s.recording_id, s.person_id, s.device, s.last_at, ${parts} as parts, r.organisation_id
      from watch_sitting s join recording r on r.id = s.recording_id
      where ${which}
    ), marked as (
      update watch_sitting w set ${marks} from fresh f where w.id = f.id
    )
    insert into audit_entry (at, organisation_id, recording_id, kind, actor_id, start_ms, end_ms, device)
    select f.last_at, f.organisation_id, f.recording_id, ${kind}, f.person_id, lower(part), upper(part), f.device
    from fresh f cross join lateral unnest(f.parts) as part
    order by f.last_at, lower(part)`.execute(db);
}
