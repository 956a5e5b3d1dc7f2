import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import { prepareMarked } from './prepared.ts';
import type { DB } from './schema.ts';

/**
 * Columns are snake_case in SQL and camelCase here (keys inside jsonb stay as they are).
 * bigint columns hold bytes and milliseconds only, so they are read as numbers. A date is a calendar day, `2026-11-27`.
 */
export type Database = Kysely<DB>;

/** The pool is given apart for LISTEN and for the health check; destroying the Kysely ends it. */
export function connectDatabase({ url, pool: max }: Config['database'], log: Log): { db: Database; pool: pg.Pool } {
  const types = new pg.TypeOverrides();
  types.setTypeParser(pg.types.builtins.INT8, Number);
  types.setTypeParser(pg.types.builtins.DATE, String);
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types,
    connectionTimeoutMillis: 10_000,
    application_name: 'lesblik',
  });
  pool.on('connect', (client) => {
    // One that is lost while somebody has it: their next query is refused, and the process goes on.
    client.on('error', (error) => log.warn({ err: error }, 'a database connection was lost'));
    prepareMarked(client);
  });
  pool.on('error', (error) => log.warn({ err: error }, 'an idle database connection was lost'));
  const plugins = [new CamelCasePlugin({ maintainNestedObjectKeys: true })];
  return { db: new Kysely<DB>({ dialect: new PostgresDialect({ pool }), plugins }), pool };
}
