import { sql } from 'kysely';
import type { Database } from '../database/database.ts';

/** A number that nothing else locks: whoever holds it writes the chain of the access log, and nobody beside. */
export const CHAIN_LOCK = 5_317_392_855;

/**
 * The lock belongs to the connection, and falls with it when the process dies.
 * @returns undefined where another process holds it
 */
export function withChainLock<T>(db: Database, act: (db: Database) => Promise<T>): Promise<T | undefined> {
  return db.connection().execute(async (own) => {
    const { rows } = await sql<{ held: boolean }>`select pg_try_advisory_lock(${CHAIN_LOCK}) as held`.execute(own);
    if (rows[0]?.held !== true) return undefined;
    try {
      return await act(own);
    } finally {
      await sql`select pg_advisory_unlock(${CHAIN_LOCK})`.execute(own);
    }
  });
}
