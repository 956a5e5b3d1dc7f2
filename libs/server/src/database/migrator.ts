import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runMigrations as migrateQueue } from 'bullmq';
import pg from 'pg';

/** Ours alone: "lesblik" as a number nobody else picks. */
const LOCK = 5_317_392_854;

/** The SQL stays in `src`: the same path from `src` and from `dist`. */
export const migrationsDir = join(import.meta.dirname, '../../src/database/migrations');

export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

/** The files `0001_words.sql` … in order; two with one number, or a name of another form, are refused. */
export async function readMigrations(dir = migrationsDir): Promise<Migration[]> {
  const names = (await readdir(dir)).filter((name) => name.endsWith('.sql')).sort();
  names.forEach((name, index) => {
    const expected = String(index + 1).padStart(4, '0');
    if (!name.startsWith(`${expected}_`)) throw new MigrationError(`Migration ${name} should begin with ${expected}_.`);
  });
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(dir, name), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/**
 * Applies what is missing, each file in a transaction of its own, one process at a time;
 * then lets the queue bring its own tables (schema `bullmq`) up to date.
 * @returns the names applied now
 * @throws MigrationError when an applied file changed or is gone (a database newer than this program)
 */
export async function migrate(url: string, dir = migrationsDir): Promise<string[]> {
  const migrations = await readMigrations(dir);
  const client = new pg.Client({ connectionString: url, application_name: 'lesblik-migrate' });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await client.query(
      'create table if not exists applied_migration (name text primary key, checksum text not null, applied_at timestamptz not null default now())',
    );
    const { rows } = await client.query<{ name: string; checksum: string }>(
      'select name, checksum from applied_migration order by name',
    );
    rows.forEach((applied, index) => {
      const known = migrations[index];
      if (known?.name !== applied.name) {
        throw new MigrationError(
          `The database has migration ${applied.name}, which this version of Lesblik does not know. Install a newer version.`,
        );
      }
      if (known.checksum !== applied.checksum) {
        throw new MigrationError(
          `Migration ${applied.name} was changed after it was applied. Put the file back and add a new one.`,
        );
      }
    });
    const missing = migrations.slice(rows.length);
    for (const migration of missing) await apply(client, migration);
    await migrateQueue(client);
    return missing.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(sql);
    await client.query('insert into applied_migration (name, checksum) values ($1, $2)', [name, checksum]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new MigrationError(
      `Migration ${name} failed and was undone: ${error instanceof Error ? error.message : String(error)}`,
      {
        cause: error,
      },
    );
  }
}
