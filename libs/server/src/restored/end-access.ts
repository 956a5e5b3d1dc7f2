import { sql } from 'kysely';
import type { Database } from '../database/database.ts';

/**
 * An older database knows nothing of what was withdrawn since. So every access that runs ends, with its line in the log;
 * owners and keepers of class lists are told. What opens without a password ends too: sign-ins, links, calendar addresses.
 * @returns how many accesses ended
 */
export async function endAccess(db: Database, at: Date): Promise<number> {
  await db.deleteFrom('authSession').execute();
  await db.deleteFrom('authVerification').execute();
  await db.deleteFrom('emailChange').execute();
  await db.deleteFrom('calendarFeed').execute();
  const waiting = db.updateTable('invitation').where('acceptedAt', 'is', null).where('withdrawnAt', 'is', null);
  await waiting.set({ withdrawnAt: at }).execute();
  const { rows } = await sql<{ count: number }>`
    with ended as (
      update recording_grant g set withdrawn_at = ${at} from recording r
      where r.id = g.recording_id and g.withdrawn_at is null and g.until > ${at}
      returning g.recording_id, g.grantee_id, r.organisation_id, r.owner_id
    ), logged as (
      insert into audit_entry (organisation_id, recording_id, kind, detail, subject_id, at)
      select organisation_id, recording_id, 'withdrawn', 'restored', grantee_id, ${at}::timestamptz from ended
    ), doubted as (
      update class_list set restored_at = ${at} where removed_at is null returning id, keeper_id
    ), told as (
      insert into notification (person_id, kind, subject_id, of_instant, made_at)
      select distinct owner_id, 'lessons_closed', organisation_id, ${at}::timestamptz, ${at}::timestamptz from ended
      union all
      select keeper_id, 'class_list_to_check', id, ${at}::timestamptz, ${at}::timestamptz from doubted
      on conflict do nothing
    )
    select count(*)::int as count from ended`.execute(db);
  return rows[0]?.count ?? 0;
}
