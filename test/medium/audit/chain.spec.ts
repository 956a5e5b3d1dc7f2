import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { LogChain } from '@lesblik/server/audit/chain';
import { LogHeads } from '@lesblik/server/audit/heads';
import { connectDatabase } from '@lesblik/server/database/database';
import { migrate, migrationsDir } from '@lesblik/server/database/migrator';
import { KeyStore } from '@lesblik/server/keys/key-store';
import { readMasterKeys, replaceMasterKeys, masterKeyOf } from '@lesblik/server/keys/master-key';
import { createLog } from '@lesblik/server/log';
import { createDatabase, dropDatabase } from '../../support/database.ts';
import { LogStage } from '../../support/log-stage.ts';

let stage: LogStage;
beforeEach(async () => {
  stage = await LogStage.open();
});
afterEach(() => stage.close());

const numbers = async () => {
  const rows = await stage.database.db.selectFrom('auditLink').select('number').orderBy('number').execute();
  return rows.map(({ number }) => number);
};
const upTo = (last: number) => Array.from({ length: last }, (_, n) => n + 1);

/** Heads that are written when the test says so, or not at all. */
class SlowHeads extends LogHeads {
  readonly reached = Promise.withResolvers<void>();
  readonly goOn = Promise.withResolvers<void>();

  override async write(...given: Parameters<LogHeads['write']>): Promise<void> {
    if (given[1] > 0) {
      this.reached.resolve();
      await this.goOn.promise;
    }
    await super.write(...given);
  }
}
const slowHeads = () => new SlowHeads({ dir: join(stage.folder, 'keys') });

describe('numbers have no gap', () => {
  test('whoever writes at once, whatever is undone, whatever was there already, whoever links', async () => {
    const { url, db } = stage.database;
    const other = connectDatabase({ url, pool: 8 }, createLog('tool', 'silent'));
    const chains = [stage.chain, new LogChain(other.db, stage.keys, stage.heads)];
    const kept: string[] = [];
    const writer = async (n: number) => {
      const onceKey = `key.${n % 10}`;
      const transaction = (n % 2 === 0 ? db : other.db).transaction().execute(async (tx) => {
        const ids = [...(await stage.write(2, {}, tx)), ...(await stage.write(1, { onceKey }, tx))];
        if (n % 3 === 0) throw new Error('undone');
        return ids;
      });
      kept.push(...(await transaction.catch(() => [])));
    };
    const linker = async (chain: LogChain) => {
      for (let n = 0; n < 30; n += 1) await chain.link();
    };
    await Promise.all([...Array.from({ length: 90 }, (_, n) => writer(n)), ...chains.map(linker)]);
    await stage.chain.link();
    await other.db.destroy();

    expect(kept.length).toBe(60 * 2 + 10);
    expect(await numbers()).toEqual(upTo(kept.length));
    const linked = await db.selectFrom('auditLink').select('entryId').execute();
    expect(new Set(linked.map(({ entryId }) => entryId))).toEqual(new Set(kept));
    expect(await stage.verify()).toMatchObject({ entries: kept.length, lastNumber: kept.length });
    expect((await stage.verify()).fault).toBeUndefined();
  });

  test('an entry whose transaction ends late comes after those that others wrote meanwhile', async () => {
    const { db } = stage.database;
    const [written, mayEnd] = [Promise.withResolvers<string[]>(), Promise.withResolvers<void>()];
    const late = db.transaction().execute(async (tx) => {
      written.resolve(await stage.write(1, {}, tx));
      await mayEnd.promise;
    });
    const [slow] = await written.promise;
    const [quick] = await stage.write();
    await stage.chain.link();
    mayEnd.resolve();
    await late;
    await stage.chain.link();
    const links = await db.selectFrom('auditLink').select('entryId').orderBy('number').execute();
    expect(links.map(({ entryId }) => entryId)).toEqual([quick, slow]);
    expect((await stage.verify()).fault).toBeUndefined();
  });
});

describe('the signed head', () => {
  test('is on the disk before anybody else may go on with the chain', async () => {
    const heads = slowHeads();
    await stage.write();
    const linking = new LogChain(stage.database.db, stage.keys, heads).link();
    await heads.reached.promise;
    await stage.write();
    expect(await stage.chain.link()).toBeUndefined();
    heads.goOn.resolve();
    expect(await linking).toBe(1);
    expect(await stage.chain.link()).toBe(1);
    expect((await stage.verify()).fault).toBeUndefined();
  });

  test('that a broken off process did not write is written by the next', async () => {
    const heads = slowHeads();
    heads.goOn.reject(new Error('no power'));
    await stage.write(3);
    await expect(new LogChain(stage.database.db, stage.keys, heads).link()).rejects.toThrow('no power');
    expect((await stage.verify()).lastNumber).toBe(3);
    expect(await stage.chain.link()).toBe(0);
    await stage.tamper('delete from audit_link where number = 3');
    expect((await stage.verify()).fault).toMatchObject({ kind: 'cut', number: 3 });
  });
});

test('the chain refuses to be changed, as the log does', async () => {
  await stage.write();
  await stage.chain.link();
  const { db } = stage.database;
  const only = /the access log only grows/;
  await expect(db.updateTable('auditLink').set({ number: 9 }).execute()).rejects.toThrow(only);
  await expect(db.deleteFrom('auditLink').execute()).rejects.toThrow(only);
});

test('a new master key leaves it whole', async () => {
  await stage.write(2);
  await stage.chain.link();
  const file = join(stage.folder, 'keys/master.key');
  await replaceMasterKeys(file, [masterKeyOf(Buffer.alloc(32, 7)), ...(await readMasterKeys(file))]);
  expect(await stage.keys.rewrap()).toBe(1);
  await replaceMasterKeys(file, [masterKeyOf(Buffer.alloc(32, 7))]);
  const keys = await KeyStore.open({ dir: join(stage.folder, 'keys') });
  await stage.write();
  await new LogChain(stage.database.db, keys, stage.heads).link();
  expect(await stage.say('verify')).toMatchObject({ code: 0, out: expect.stringContaining('3 entries') });
});

test('somebody who is erased leaves it whole', async () => {
  const { db } = stage.database;
  const person = { name: 'Docent', email: `${randomUUID()}@example.org`, language: 'nl' };
  const { id } = await db.insertInto('person').values(person).returning('id').executeTakeFirstOrThrow();
  await stage.write(2, { actorId: id });
  await stage.chain.link();
  await db.deleteFrom('person').where('id', '=', id).execute();
  expect(await stage.verify()).toMatchObject({ entries: 2 });
  expect((await stage.verify()).fault).toBeUndefined();
});

test('a column that a newer version adds leaves it whole and goes on with it, unless it says something of old entries', async () => {
  const { pool } = stage.database;
  await stage.write(2);
  await stage.chain.link();
  await pool.query('alter table audit_entry add column rendition text');
  const [id] = await stage.write(1);
  await stage.tamper(`update audit_entry set rendition = 'hidden' where id = '${id}'`);
  await stage.chain.link();
  expect(await stage.verify()).toMatchObject({ entries: 3 });
  expect((await stage.verify()).fault).toBeUndefined();
  await pool.query(`alter table audit_entry add column place text not null default 'school'`);
  expect((await stage.verify()).fault).toMatchObject({ kind: 'changed', number: 1 });
});

test('thirty thousand entries take no more memory than a few', async () => {
  const { db, pool } = stage.database;
  await pool.query(
    `insert into audit_entry (organisation_id, recording_id, kind, actor_id, device)
     select gen_random_uuid(), gen_random_uuid(), 'opened', gen_random_uuid(), 'phone' from generate_series(1, 30000)`,
  );
  expect(await stage.chain.link()).toBe(30_000);
  const { count } = await db
    .selectFrom('auditWaiting')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow();
  expect(Number(count)).toBe(0);
  const out = 'The access log is whole: 30000 entries, to number 30000.\n';
  expect(await stage.say('verify', ['--max-old-space-size=32'])).toEqual({ code: 0, out });
});

test('entries of a version without a chain are linked as such, in their order, and the ones after them as their own', async () => {
  const url = await createDatabase();
  const then = await mkdtemp(join(tmpdir(), 'lesblik-migrations-'));
  await cp(migrationsDir, then, { recursive: true, filter: (from) => !/\/00(1[3-9]|[2-9])/.test(from) });
  await migrate(url, then);
  const { db } = connectDatabase({ url, pool: 2 }, createLog('tool', 'silent'));
  try {
    const old = await stage.write(3, {}, db);
    await migrate(url);
    const fresh = await stage.write(1, {}, db);
    await new LogChain(db, stage.keys, stage.heads).link();
    const links = await db.selectFrom('auditLink').select(['kind', 'entryId']).orderBy('number').execute();
    expect(links.map(({ kind, entryId }) => [kind, entryId])).toEqual([
      ...old.map((id) => ['from_before', id]),
      ['entry', fresh[0]],
    ]);
  } finally {
    await db.destroy();
    await dropDatabase(url);
    await rm(then, { recursive: true });
  }
});
