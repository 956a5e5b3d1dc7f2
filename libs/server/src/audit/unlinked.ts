import { sql } from 'kysely';
import type { Database } from '../database/database.ts';

/** The first entry that neither has a place in the chain nor waits for one. */
export function strayEntry(db: Database): Promise<{ id: string; at: Date } | undefined> {
  return db
    .selectFrom('auditEntry as e')
    .leftJoin('auditLink as l', 'l.entryId', 'e.id')
    .leftJoin('auditWaiting as w', 'w.entryId', 'e.id')
    .select(['e.id', 'e.at'])
    .where('l.number', 'is', null)
    .where('w.sequence', 'is', null)
    .orderBy('e.sequence')
    .limit(1)
    .executeTakeFirst();
}

/** How many wait for longer than this, or say that they began to in the future; and the first of them. */
export async function waitingFor(db: Database, ms: number) {
  const rows = await db
    .selectFrom('auditWaiting')
    .select(['entryId', 'since', sql<number>`count(*) over ()::int`.as('count')])
    .where(sql<boolean>`abs(extract(epoch from clock_timestamp() - since)) * 1000 > ${ms}`)
    .orderBy('sequence')
    .limit(1)
    .execute();
  return rows[0] ?? { count: 0, entryId: undefined, since: undefined };
}
