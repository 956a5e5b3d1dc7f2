import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { recordingRoutes } from '@lesblik/shared/recordings';
import { copySecrets, forgetOldKeys } from '../../infra/backup/secrets-copy.ts';
import { KeyStore } from '../../libs/server/src/keys/key-store.ts';
import { createObjectStore } from '../../libs/server/src/storage/create-object-store.ts';
import { EncryptedStorage } from '../../libs/server/src/storage/storage.ts';
import { createDatabase, dropDatabase } from '../support/database.ts';
import { World } from '../support/world.ts';

// Each test starts processes of its own.
jest.setTimeout(60_000);

const run = promisify(execFile);
const root = join(import.meta.dirname, '..', '..');
const film = randomBytes(300_000);

let world: World;
let place: string;
let recordingId: string;

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'lesblik-backup-'));
  world = await World.open();
  const school = await world.school();
  const teacher = await world.member(school.id, 'Docent');
  const row = await world.services.db
    .insertInto('recording')
    .values({
      organisationId: school.id,
      ownerId: teacher.id,
      uploaderId: teacher.id,
      title: 'Les',
      recordedOn: '2026-11-12',
      classGroup: 'Groep 6',
      lawfulBasis: 'internal_coaching',
      keepUntil: '2027-06-01',
      fileName: 'les.mp4',
      bytes: film.length,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  recordingId = row.id;
  const keys = await KeyStore.open(world.services.config.keys);
  await keys.create(recordingId);
  await storageIn(world.folder, keys).write({ recordingId, name: 'original' }, film);
  await world.call(school.administrator, recordingRoutes.get, { params: { recordingId } });
});
afterAll(async () => {
  await world.close();
  await rm(place, { recursive: true });
});

const storageIn = (folder: string, keys: KeyStore) =>
  new EncryptedStorage(createObjectStore({ kind: 'directory', path: join(folder, 'objects') }), keys);

const script = (name: string, args: string[], databaseUrl: string, dataDir: string) =>
  run(process.execPath, [join(root, 'infra/backup', `${name}.ts`), ...args], {
    env: { PATH: process.env['PATH'], DATABASE_URL: databaseUrl, DATA_DIR: dataDir, LOG_LEVEL: 'silent' },
  });

async function backup(): Promise<{ folder: string; keys: string }> {
  const to = await mkdtemp(join(place, 'made-'));
  await script(
    'backup',
    [join(to, 'all'), '--keys', join(to, 'keys')],
    world.services.config.database.url,
    world.folder,
  );
  const [name = ''] = await readdir(join(to, 'all'));
  return { folder: join(to, 'all', name), keys: join(to, 'keys', name) };
}

test('a backup restored into an empty place gives the same rows and the same film', async () => {
  const { folder, keys } = await backup();
  const url = await createDatabase();
  const dataDir = await mkdtemp(join(place, 'data-'));
  try {
    await script('restore', [folder, '--keys', keys], url, dataDir);
    const env = { PATH: process.env['PATH'], DATABASE_URL: url, DATA_DIR: dataDir };
    const { stdout } = await run(process.execPath, [join(root, 'libs/server/dist/audit/main.js'), 'verify'], { env });
    expect(stdout).toContain('The access log is whole: 1 entry,');
    // By which the demo knows that it is not to be filled in anew.
    expect(Date.parse(await readFile(join(dataDir, 'restored'), 'utf8'))).not.toBeNaN();
    const restored = await World.open({ DATABASE_URL: url, DATA_DIR: dataDir });
    const columns = ['id', 'title', 'recordedOn', 'bytes', 'ownerId'] as const;
    const rowsOf = ({ services }: World) => services.db.selectFrom('recording').select(columns).execute();
    expect(await rowsOf(restored)).toEqual(await rowsOf(world));
    const opened = await KeyStore.open(restored.services.config.keys);
    const read = await storageIn(dataDir, opened).readBytes({ recordingId, name: 'original' });
    expect(read.equals(film)).toBe(true);
    await restored.close();
  } finally {
    await dropDatabase(url);
  }
});

test('a backup without its keys opens nothing, and holds no key', async () => {
  const { folder } = await backup();
  const files = await readdir(folder, { recursive: true });
  // What this one signs only stops mails.
  const harmless = ['database/notification_key.copy.gz'];
  expect(files.filter((file) => /key|secret/.test(file))).toEqual(harmless);
  const keys = await KeyStore.open({ dir: await mkdtemp(join(place, 'nokeys-')) });
  await expect(storageIn(folder, keys).readBytes({ recordingId, name: 'original' })).rejects.toMatchObject({
    code: 'key_missing',
  });
});

test('a backup holds no archive of anybody’s own data, so that what is deleted does not live on in one', async () => {
  const { db, archives } = world.services;
  const person = await db.selectFrom('person').select('id').executeTakeFirstOrThrow();
  const { id } = await db
    .insertInto('dataExport')
    .values({ personId: person.id, language: 'nl', askedAt: new Date() })
    .returning('id')
    .executeTakeFirstOrThrow();
  await archives.clear(id);
  const never = new AbortController().signal;
  const bytes = (async function* () {
    yield film;
  })();
  await archives.write({ exportId: id, writer: id }, bytes, never);
  const { folder } = await backup();
  const files = await readdir(folder, { recursive: true });
  expect(files.filter((file) => file.includes(id) || file.includes('data_export'))).toEqual([]);
  await archives.erase(id);
});

test('nothing that is there is overwritten', async () => {
  const { folder, keys } = await backup();
  const restore = script('restore', [folder, '--keys', keys], world.services.config.database.url, world.folder);
  await expect(restore).rejects.toMatchObject({ code: 73 });
});

test('a backup of keys is kept no longer than was said when it was made, whatever is set later', async () => {
  const { keys, auth } = world.services.config;
  const made = Date.parse('2026-09-01T03:00:00Z');
  const backups = join(place, 'kept');
  const folder = join(backups, 'lesblik-2026-09-01T030000');
  await copySecrets({ keys: { ...keys, backupDays: 7 }, auth }, folder, made);
  const later = (days: number) => forgetOldKeys(join(backups, 'new'), { backupDays: 30 }, made + days * 86_400_000);
  expect([await later(6), await later(8)]).toEqual([0, 1]);
  expect(await readdir(backups)).toEqual([]);
});

test('a half-made backup is no backup', async () => {
  const to = await mkdtemp(join(place, 'half-'));
  await writeFile(join(place, 'no-folder'), '');
  const broken = script('backup', [to], world.services.config.database.url, join(place, 'no-folder'));
  await expect(broken).rejects.toMatchObject({ code: 1 });
  expect(await readdir(to)).toEqual([]);
});
