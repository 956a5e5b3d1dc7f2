import { HiddenList } from '@lesblik/shared/hiding';
import { sql } from 'kysely';
import type { Database } from '../database/database.ts';

/** What a hiding hides. */
export async function hiddenList(db: Database, hidingId: string): Promise<HiddenList | undefined> {
  const row = await db.selectFrom('recordingHiding').select('list').where('id', '=', hidingId).executeTakeFirst();
  return row && HiddenList.parse(row.list);
}

/** Forgets those that others took the place of, once no part rests on them. @returns what lies in the storage of each */
export async function forgetHidings(db: Database): Promise<{ id: string; recordingId: string }[]> {
  const { rows } = await sql<{ id: string; recordingId: string }>`delete from recording_hiding h
    where h.dropped_at is not null and not exists (select from recording_cut k where k.hiding_id = h.id)
    returning h.id, h.recording_id`.execute(db);
  return rows;
}
