import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm, cp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { migrate, migrationsDir } from '@lesblik/server/database/migrator';
import pg from 'pg';
import { from, to } from 'pg-copy-streams';

interface CopiedTable {
  name: string;
  columns: string[];
  rows: number;
}

export interface DatabaseCopy {
  /** Names of the migrations that made these tables, in order. */
  migrations: string[];
  tables: CopiedTable[];
}

/**
 * Sign-ins and links in mails end with a restore; who may see what does not depend on them. Archives of people's own data
 * are not copied: what is deleted is not to live on in them, and who wants one asks anew.
 */
const leftOut = new Set([
  ...['applied_migration', 'auth_session', 'auth_verification', 'email_change'],
  ...['data_export', 'data_export_source', 'data_export_download'],
]);

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const list = (columns: readonly string[]): string => columns.map(quoted).join(', ');

/** Every table of ours as `<table>.copy.gz`, all as of one instant, while the product goes on. */
export async function copyDatabase(url: string, folder: string): Promise<DatabaseCopy> {
  await mkdir(folder, { recursive: true });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    const { rows: applied } = await client.query<{ name: string }>('select name from applied_migration order by name');
    const tables: CopiedTable[] = [];
    for (const [name, columns] of await tablesOf(client)) {
      const out = client.query(to(`copy ${quoted(name)} (${list(columns)}) to stdout`));
      await pipeline(out, createGzip(), createWriteStream(join(folder, `${name}.copy.gz`)));
      tables.push({ name, columns, rows: out.rowCount });
    }
    await client.query('commit');
    return { migrations: applied.map(({ name }) => name), tables };
  } finally {
    await client.end();
  }
}

/**
 * Fills an empty database: the tables as they were, then the rows, then what newer migrations change.
 * @throws when the database is not empty, or a table holds other than the copy says
 */
export async function loadDatabase(url: string, folder: string, { migrations, tables }: DatabaseCopy): Promise<void> {
  await assertEmpty(url);
  const then = await mkdtemp(join(tmpdir(), 'lesblik-migrations-'));
  try {
    for (const name of migrations) await cp(join(migrationsDir, name), join(then, name));
    await migrate(url, then);
  } finally {
    await rm(then, { recursive: true });
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('begin');
    // The order of the tables does not matter without checks; the copy was whole when it was made.
    await client.query('set local session_replication_role = replica');
    for (const { name, columns, rows } of tables) {
      const into = client.query(from(`copy ${quoted(name)} (${list(columns)}) from stdin`));
      await pipeline(createReadStream(join(folder, `${name}.copy.gz`)), createGunzip(), into);
      if (into.rowCount !== rows) throw new Error(`${name} holds ${into.rowCount} rows where the copy had ${rows}`);
    }
    await continueSequences(client);
    await client.query('commit');
  } finally {
    await client.end();
  }
  await migrate(url);
}

async function tablesOf(client: pg.Client): Promise<Map<string, string[]>> {
  const { rows } = await client.query<{ table: string; column: string }>(
    `select table_name as table, column_name as column from information_schema.columns
     join information_schema.tables using (table_schema, table_name)
     where table_schema = 'public' and table_type = 'BASE TABLE' and is_generated = 'NEVER'
     order by table_name, ordinal_position`,
  );
  const tables = new Map<string, string[]>();
  for (const { table, column } of rows) {
    if (!leftOut.has(table)) tables.set(table, [...(tables.get(table) ?? []), column]);
  }
  return tables;
}

async function assertEmpty(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query(
      "select from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' limit 1",
    );
    if (rowCount !== 0) throw new Error('the database is not empty');
  } finally {
    await client.end();
  }
}

/** Numbers given out by identity columns go on where the copied rows end. */
async function continueSequences(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string; sequence: string }>(
    `select table_name as table, column_name as column, pg_get_serial_sequence(quote_ident(table_name), column_name) as sequence
     from information_schema.columns where table_schema = 'public' and is_identity = 'YES'`,
  );
  for (const { table, column, sequence } of rows) {
    await client.query(
      `select setval($1, coalesce((select max(${quoted(column)}) from ${quoted(table)}), 0) + 1, false)`,
      [sequence],
    );
  }
}
