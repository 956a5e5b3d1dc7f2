import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { migrate, migrationsDir, readMigrations } from '@lesblik/server/database/migrator';
import pg from 'pg';
import { createDatabase, dropDatabase } from '../support/database.ts';

describe('migrations', () => {
  let url: string;
  let dir: string;

  beforeEach(async () => {
    url = await createDatabase();
    dir = await mkdtemp(join(tmpdir(), 'lesblik-migrations-'));
    await writeFile(join(dir, '0001_first.sql'), 'create table first (id int primary key);');
  });
  afterEach(async () => {
    await dropDatabase(url);
    await rm(dir, { recursive: true });
  });

  const tables = async () => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query<{ tablename: string }>(
      "select tablename from pg_tables where schemaname = 'public' order by 1",
    );
    await client.end();
    return rows.map(({ tablename }) => tablename);
  };

  test('a file that changed after it was applied is refused', async () => {
    await migrate(url, dir);
    await writeFile(join(dir, '0001_first.sql'), 'create table first (id bigint primary key);');
    await expect(migrate(url, dir)).rejects.toThrow('Migration 0001_first.sql was changed after it was applied.');
  });

  test('a database newer than the program is refused', async () => {
    await writeFile(join(dir, '0002_second.sql'), 'create table second (id int);');
    await migrate(url, dir);
    await rm(join(dir, '0002_second.sql'));
    await expect(migrate(url, dir)).rejects.toThrow(/0002_second\.sql, which this version of Lesblik does not know/);
  });

  test('two files with one number are refused before the database is touched', async () => {
    await writeFile(join(dir, '0001_other.sql'), 'select 1;');
    await expect(migrate(url, dir)).rejects.toThrow('Migration 0001_other.sql should begin with 0002_.');
    expect(await tables()).toEqual([]);
  });

  test('a file that fails half-way leaves nothing of itself, and those before it stay', async () => {
    await writeFile(join(dir, '0002_second.sql'), 'create table second (id int); insert into nowhere values (1);');
    await expect(migrate(url, dir)).rejects.toThrow(
      /^Migration 0002_second\.sql failed and was undone: relation "nowhere"/,
    );
    expect(await tables()).toEqual(['applied_migration', 'first']);
  });

  test('run twice, and by four processes at once, each is applied once', async () => {
    const first = await Promise.all([1, 2, 3, 4].map(() => migrate(url, dir)));
    expect(first.flat()).toEqual(['0001_first.sql']);
    expect(await migrate(url, dir)).toEqual([]);
  });

  test('Lesblik’s own apply to an empty database, twice', async () => {
    const names = (await readMigrations()).map(({ name }) => name);
    expect(await migrate(url, migrationsDir)).toEqual(names);
    expect(await migrate(url, migrationsDir)).toEqual([]);
  });
});
