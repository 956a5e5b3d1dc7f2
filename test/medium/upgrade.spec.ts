import { readdirSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { LogHeads } from '@lesblik/server/audit/heads';
import { verifyLog } from '@lesblik/server/audit/verify';
import { auditLogRoutes } from '@lesblik/shared/audit-log';
import { commentRoutes } from '@lesblik/shared/comments';
import { goalRoutes } from '@lesblik/shared/goals';
import { identityRoutes } from '@lesblik/shared/identity';
import { recordingRoutes } from '@lesblik/shared/recordings';
import { trajectoryRoutes } from '@lesblik/shared/trajectories';
import { migrate, migrationsDir, readMigrations } from '@lesblik/server/database/migrator';
import pg from 'pg';
import { createDatabase, dropDatabase } from '../support/database.ts';
import { until } from '../support/until.ts';
import { type Somebody, World } from '../support/world.ts';

const kept = join(import.meta.dirname, '../fixtures/database');
const files = readdirSync(kept).filter((name) => name.endsWith('.sql'));

/** Which migrations made the tables whose rows it holds, with their checksums: its header says. */
const madeBy = (sql: string) =>
  [...sql.matchAll(/^-- (\d{4}_\w+\.sql) ([0-9a-f]{64})$/gm)].map(([, name = '', checksum = '']) => ({
    name,
    checksum,
  }));

test('databases of older versions are kept', () => {
  expect(files).toContain('0001.sql');
});

describe.each(files)('the database kept in %s', (file) => {
  let sql: string;
  let url: string;
  let world: World;
  let teacher: Somebody;

  beforeAll(async () => {
    sql = await readFile(join(kept, file), 'utf8');
    url = await createDatabase();
    await restore(url, sql);
    await migrate(url);
    world = await World.open({ DATABASE_URL: url });
    const cookie = await world.signIn('docent@example.org', 'lesblik-demo');
    teacher = { id: '', name: '', email: '', cookie };
    teacher.id = (await world.call(teacher, identityRoutes.me, {})).body.id;
  });
  afterAll(async () => {
    await world.close();
    await dropDatabase(url);
  });

  /** Rows of a table as they were kept. */
  const rows = (table: string) =>
    JSON.parse(`[${new RegExp(`null::"${table}", \\$kept\\$\\[\\n(.*?)\\n\\]`, 's').exec(sql)?.[1] ?? ''}]`) as {
      [column: string]: unknown;
    }[];

  test('was made by migrations that were not changed since', async () => {
    const now = (await readMigrations()).map(({ name, checksum }) => ({ name, checksum }));
    const then = madeBy(sql);
    expect(then.length).toBeGreaterThan(0);
    expect(now.slice(0, then.length)).toEqual(then);
  });

  test('has lost no row', async () => {
    const tables = [...sql.matchAll(/null::"(\w+)"/g)].map(([, table = '']) => table);
    expect(tables).toEqual(
      expect.arrayContaining(['comment', 'goal', 'membership', 'person', 'recording', 'rendition']),
    );
    for (const table of tables) {
      const found = await world.services.pool.query(`select from "${table}"`);
      expect([table, found.rowCount]).toEqual([table, rows(table).length]);
    }
  });

  test('lets its teacher sign in and read trajectory, goals and lessons', async () => {
    const { body: trajectories } = await world.call(teacher, trajectoryRoutes.list, {});
    expect(trajectories.items.map(({ title }) => title)).toEqual(rows('trajectory').map(({ title }) => title));
    const trajectoryId = trajectories.items[0]?.id ?? '';
    const { body: goals } = await world.call(teacher, goalRoutes.list, { params: { trajectoryId } });
    expect(new Set(goals.items.map(({ title }) => title))).toEqual(new Set(rows('goal').map(({ title }) => title)));
    const { body: lessons } = await world.call(teacher, recordingRoutes.list, {});
    expect(Object.fromEntries(lessons.items.map(({ id, state }) => [id, state]))).toEqual(
      Object.fromEntries(rows('recording').map(({ id, state }) => [id, state])),
    );
  });

  test('shows each lesson’s comments and log as they were, and takes new ones', async () => {
    for (const { id } of rows('recording')) {
      const params = { recordingId: String(id) };
      const ofIt = rows('comment').filter((comment) => comment['recording_id'] === id);
      const { body } = await world.call(teacher, commentRoutes.list, { params });
      const readable = ofIt.filter((comment) => comment['private'] === false || comment['author_id'] === teacher.id);
      expect(readable.length).toBeGreaterThan(0);
      expect(new Set(body.items.map(({ text }) => text))).toEqual(new Set(readable.map(({ text }) => text)));
      const given = { clientKey: crypto.randomUUID(), kind: 'question' as const, text: 'Na het bijwerken' };
      const added = await world.call(teacher, commentRoutes.add, {
        params,
        body: { ...given, moment: { startMs: 0 } },
      });
      expect(added).toMatchObject({ status: 201, body: { text: 'Na het bijwerken' } });
      expect(added.body.revision).toBeGreaterThan(body.revision);
      const log = await world.call(teacher, auditLogRoutes.list, { params, query: { limit: 200 } });
      const entries = rows('audit_entry').filter((entry) => entry['recording_id'] === id);
      expect(log.body.items.map((entry) => entry.id)).toEqual(
        expect.arrayContaining(entries.map((entry) => entry['id'])),
      );
    }
  });

  test('has its log in one chain, from the first entry on, and knows nothing more of an old entry than it did', async () => {
    const { db, keys, config, pool } = world.services;
    const old = rows('audit_entry');
    expect(old.length).toBeGreaterThan(0);
    const { rows: now } = await pool.query<{ entry: Record<string, unknown> }>(
      'select to_jsonb(e) as entry from audit_entry e where id = any($1)',
      [old.map(({ id }) => id)],
    );
    const known = Object.keys(old[0] ?? {});
    for (const { entry } of now)
      expect(Object.entries(entry).filter(([column, value]) => !known.includes(column) && value !== null)).toEqual([]);
    const params = { recordingId: String(rows('recording')[0]?.['id']) };
    await world.call(teacher, recordingRoutes.update, { params, body: { title: 'Na het bijwerken' } });
    const waiting = () => db.selectFrom('auditWaiting').select('entryId').execute();
    await until(async () => (await waiting()).length === 0, 30_000, 'every entry in the chain');
    const verdict = await verifyLog(db, keys, new LogHeads(config.keys));
    expect(verdict.fault).toBeUndefined();
    expect(verdict).toMatchObject({ fromBefore: old.length });
    expect(verdict.entries).toBeGreaterThan(old.length);
  });
});

/** As it was then: the tables of its own migrations, then its rows. */
async function restore(url: string, sql: string): Promise<void> {
  const then = await mkdtemp(join(tmpdir(), 'lesblik-migrations-'));
  const client = new pg.Client({ connectionString: url });
  try {
    for (const { name } of madeBy(sql)) await cp(join(migrationsDir, name), join(then, name));
    await migrate(url, then);
    await client.connect();
    await client.query(sql);
  } finally {
    await client.end();
    await rm(then, { recursive: true });
  }
}
