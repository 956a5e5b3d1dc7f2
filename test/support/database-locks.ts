import { sql } from 'kysely';
import type { World } from './world.ts';

/** Whether a statement of this database waits for a lock that another transaction holds. */
export async function someoneWaits({ services: { db } }: World): Promise<boolean> {
  const { rows } = await sql<{ waits: boolean }>`select exists (select from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock') as waits`.execute(db);
  return rows[0]?.waits === true;
}
