import { randomBytes } from 'node:crypto';
import { createHash } from 'node:crypto';
import { connectDatabase, type Database } from '@lesblik/server/database/database';
import { migrate, readMigrations } from '@lesblik/server/database/migrator';
import { createLog } from '@lesblik/server/log';
import pg from 'pg';

export interface TestDatabase {
  url: string;
  db: Database;
  pool: pg.Pool;
  drop: () => Promise<void>;
}

/** A migrated database for one spec file, copied from a template that the first one makes. */
export async function testDatabase(): Promise<TestDatabase> {
  const template = await templateDatabase();
  const url = await createDatabase(template);
  const { db, pool } = connectDatabase({ url, pool: 8 }, createLog('tool', 'silent'));
  return {
    url,
    db,
    pool,
    drop: async () => {
      await db.destroy();
      await dropDatabase(url);
    },
  };
}

/** An empty database, or a copy of `template`. */
export async function createDatabase(template = 'template1'): Promise<string> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await maintenance((client) => client.query(`create database ${name} template ${template}`));
  return named(name);
}

export async function dropDatabase(url: string): Promise<void> {
  await maintenance((client) => client.query(`drop database if exists ${new URL(url).pathname.slice(1)} with (force)`));
}

async function templateDatabase(): Promise<string> {
  const sums = (await readMigrations()).map(({ checksum }) => checksum).join();
  const name = `template_${createHash('sha256').update(sums).digest('hex').slice(0, 16)}`;
  await maintenance(async (client) => {
    await client.query('select pg_advisory_lock(1)');
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount !== 0) return;
    await client.query(`create database ${name}_new`);
    await migrate(named(`${name}_new`));
    await client.query(`alter database ${name}_new rename to ${name}`);
  });
  return name;
}

function named(database: string): string {
  const url = new URL(serverUrl());
  url.pathname = `/${database}`;
  return url.href;
}

function serverUrl(): string {
  const url = process.env['TEST_POSTGRES_URL'];
  if (url === undefined)
    throw new Error('TEST_POSTGRES_URL is missing: run the medium project, whose set-up starts PostgreSQL');
  return url;
}

async function maintenance<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
