import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { readConfig } from '@lesblik/server/config';
import { connectDatabase, type Database } from '@lesblik/server/database/database';
import { openJournal, openSigningKeys } from '@lesblik/server/deletion/open-deletion';
import { replayJournal } from '@lesblik/server/deletion/orders';
import { erasePerson } from '@lesblik/server/erasure/erase-person';
import { openErasures, replayErasures } from '@lesblik/server/erasure/erasure-journal';
import { KeyStore } from '@lesblik/server/keys/key-store';
import { createLog } from '@lesblik/server/log';
import { createDatabase, dropDatabase } from '../../support/database.ts';
import { mortalDeletion, storedOf, storedRecording } from '../../support/deletions.ts';
import { type MediaWorld, mediaWorld } from '../../support/media-world.ts';

// Each test starts processes of its own.
jest.setTimeout(240_000);

const run = promisify(execFile);
const root = join(import.meta.dirname, '../../..');

let world: MediaWorld;
let place: string;

beforeAll(async () => {
  world = await mediaWorld();
  place = await mkdtemp(join(tmpdir(), 'lesblik-restored-'));
});
afterAll(async () => {
  await world.close();
  await rm(place, { recursive: true });
});

const script = (name: string, args: string[], settings: Record<string, string>) =>
  run(process.execPath, [join(root, 'infra/backup', `${name}.ts`), ...args], {
    env: { PATH: process.env['PATH'], ...settings, LOG_LEVEL: 'silent' },
  });

async function backup(): Promise<{ folder: string; keys: string }> {
  const to = await mkdtemp(join(place, 'made-'));
  await script('backup', [join(to, 'all'), '--keys', join(to, 'keys')], world.settings);
  const [name = ''] = await readdir(join(to, 'all'));
  return { folder: join(to, 'all', name), keys: join(to, 'keys', name) };
}

async function deleted(id: string): Promise<void> {
  await world.work.remove(id, { reason: 'owner', askedBy: null, comments: 'go' });
  const process = mortalDeletion(world, id);
  await process.says('done');
  await process.ended;
}

/** A place where nothing is, and what it looks like after the restore. */
async function restored(
  backedUp: { folder: string; keys: string },
  more: string[],
  look: (then: Restored) => Promise<void>,
) {
  const url = await createDatabase();
  const folder = await mkdtemp(join(place, 'data-'));
  try {
    const settings = { LESBLIK_MODE: 'test', DATABASE_URL: url, DATA_DIR: folder };
    await script('restore', [backedUp.folder, '--keys', backedUp.keys, ...more], settings);
    const config = readConfig(settings);
    const { db } = connectDatabase(config.database, createLog('tool', 'silent'));
    await look({ db, config, keys: await KeyStore.open(config.keys) });
    await db.destroy();
  } finally {
    await dropDatabase(url);
  }
}
interface Restored {
  db: Database;
  config: ReturnType<typeof readConfig>;
  keys: KeyStore;
}

const rowOf = ({ db }: Restored, id: string) =>
  db.selectFrom('recording').select('id').where('id', '=', id).executeTakeFirst();
const objectsOf = (then: Restored, id: string) => storedOf({ ...world, config: then.config }, id);

test('a backup of last week brings back nothing of what was deleted since: no row, no key, no object', async () => {
  const [gone, kept] = [await storedRecording(world, 3), await storedRecording(world, 3)];
  const lastWeek = await backup();
  await deleted(gone);
  const journal = join(world.config.keys.dir, 'deletions');
  await restored(lastWeek, ['--deletions', journal], async (then) => {
    expect(await rowOf(then, gone)).toBeUndefined();
    expect(await objectsOf(then, gone)).toEqual([]);
    await expect(then.keys.get(gone)).rejects.toMatchObject({ code: 'key_missing' });
    // Its owner still has the certificate.
    const order = await then.db
      .selectFrom('deletionOrder')
      .selectAll()
      .where('recordingId', '=', gone)
      .executeTakeFirstOrThrow();
    // Made since the backup, with it perhaps the first key that signed: what verifies it comes from beside the journal.
    const signing = await openSigningKeys(then.config.keys.dir).publicKeys();
    const [keyId] = signing.map(({ id }) => id);
    expect(order.certificate).toMatchObject({ certificate: { keyId, recording: { id: gone } } });
    expect(keyId).toBeDefined();
    expect(await rowOf(then, kept)).toEqual({ id: kept });
    expect((await objectsOf(then, kept)).length).toBeGreaterThanOrEqual(3);
    expect(await then.keys.get(kept)).toHaveLength(32);
  });
});

test('how far the log had come since is known to a restore from beside what was deleted: the log ends too early', async () => {
  const backedUp = await backup();
  const heads = join(world.config.keys.dir, 'log-heads');
  await mkdir(heads, { recursive: true });
  await writeFile(join(heads, '2026-11-23.json'), 'since');
  await restored(backedUp, ['--deletions', join(world.config.keys.dir, 'deletions')], async ({ config }) => {
    expect(await readFile(join(config.keys.dir, 'log-heads', '2026-11-23.json'), 'utf8')).toBe('since');
  });
  await rm(heads, { recursive: true });
});

test('what a later backup of the keys tells to be deleted is known to a restore of an earlier one beside it', async () => {
  const gone = await storedRecording(world, 1);
  const lastWeek = await backup();
  await deleted(gone);
  const later = await backup();
  const beside = join(lastWeek.keys, '..', 'lesblik-2099-01-01T000000');
  await cp(later.keys, beside, { recursive: true });
  await restored(lastWeek, [], async (then) => {
    expect(await rowOf(then, gone)).toBeUndefined();
    await expect(then.keys.get(gone)).rejects.toMatchObject({ code: 'key_missing' });
  });
});

test('a backup of last week brings back nobody who was erased since, known from where the keys are or from a later backup', async () => {
  const { ownerId } = await world.recording(await storedRecording(world, 1));
  const { db } = world.database;
  const names = { name: 'Xantippe Zilverberg', email: 'xantippe@school-van-toen.example' };
  await db.updateTable('person').set(names).where('id', '=', ownerId).execute();
  const lastWeek = await backup();
  await db.transaction().execute((tx) => erasePerson(tx, { personId: ownerId, askedBy: ownerId, at: new Date() }));
  await replayErasures(db, openErasures(world.config.keys.dir));
  const personOf = (then: Restored) =>
    then.db.selectFrom('person').select(['name', 'email']).where('id', '=', ownerId).executeTakeFirst();
  const nobody = { name: '', email: `${ownerId}@erased.invalid` };
  await restored(lastWeek, ['--deletions', join(world.config.keys.dir, 'deletions')], async (then) => {
    expect(await personOf(then)).toEqual(nobody);
    const order = then.db.selectFrom('deletionOrder').select('reason').where('ownerId', '=', ownerId);
    expect(await order.execute()).toEqual([{ reason: 'erasure' }]);
  });
  const later = await backup();
  await cp(later.keys, join(lastWeek.keys, '..', 'lesblik-2099-01-01T000000'), { recursive: true });
  await restored(lastWeek, [], async (then) => expect(await personOf(then)).toEqual(nobody));
});

test('comments that are kept of a lesson get no reader whose access may have been withdrawn since the backup', async () => {
  const gone = await storedRecording(world, 1);
  const { db } = world.database;
  const { ownerId, organisationId } = await world.recording(gone);
  const coach = { name: 'Coach', email: `${gone}@example.org` };
  const { id: granteeId } = await db.insertInto('person').values(coach).returning('id').executeTakeFirstOrThrow();
  await db.insertInto('membership').values({ organisationId, personId: granteeId, role: 'member' }).execute();
  const until = new Date(Date.now() + 3_600_000);
  const grant = { recordingId: gone, granteeId, mayComment: true, until, grantedBy: ownerId };
  await db.insertInto('recordingGrant').values(grant).execute();
  const words = { kind: 'question', startMs: 0, text: 'Wat zie je?', revision: 1, publishedRevision: 1 };
  const comment = { ...words, recordingId: gone, authorId: ownerId, clientKey: gone, goalIds: [gone] };
  await db.insertInto('comment').values(comment).execute();
  const lastWeek = await backup();
  await db.updateTable('recordingGrant').set({ withdrawnAt: new Date() }).where('recordingId', '=', gone).execute();
  await world.work.remove(gone, { reason: 'owner', askedBy: null, comments: 'stay' });
  const process = mortalDeletion(world, gone);
  await process.says('done');
  await process.ended;
  await restored(lastWeek, ['--deletions', join(world.config.keys.dir, 'deletions')], async (then) => {
    const kept = then.db.selectFrom('keptComment').select('readerIds').where('recordingId', '=', gone);
    expect(await kept.execute()).toEqual([{ readerIds: [ownerId] }]);
  });
});

test('a database that was put back in another way gives nobody the lesson: at its start Lesblik deletes it again', async () => {
  const gone = await storedRecording(world, 2);
  const row = await world.recording(gone);
  await deleted(gone);
  const { db } = world.database;
  await db.deleteFrom('deletionOrder').where('recordingId', '=', gone).execute();
  await db.insertInto('recording').values(row).execute();
  expect(await replayJournal(db, openJournal(world.config.keys.dir))).toBe(1);
  expect((await world.recording(gone)).state).toBe('deleting');
  const again = mortalDeletion(world, gone);
  await again.says('done');
  await again.ended;
  expect(await db.selectFrom('recording').select('id').where('id', '=', gone).executeTakeFirst()).toBeUndefined();
  expect(await replayJournal(db, openJournal(world.config.keys.dir))).toBe(0);
});

test('backups of keys older than their days go with the next backup, and nothing else does', async () => {
  const to = await mkdtemp(join(place, 'old-'));
  const daysAgo = (days: number) =>
    `lesblik-${new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 19).replaceAll(':', '')}`;
  const [old, young] = [daysAgo(8), daysAgo(6)];
  for (const name of [old, young, 'my-own']) await mkdir(join(to, 'keys', name), { recursive: true });
  await script('backup', [join(to, 'all'), '--keys', join(to, 'keys')], world.settings);
  const left = await readdir(join(to, 'keys'));
  expect(left).toEqual(expect.arrayContaining([young, 'my-own']));
  expect(left).not.toContain(old);
  expect(left).toHaveLength(3);
});
