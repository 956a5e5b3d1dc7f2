import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { LogChain } from '@lesblik/server/audit/chain';
import { LogHeads } from '@lesblik/server/audit/heads';
import { LogKeys, NO_HASH } from '@lesblik/server/audit/log-keys';
import { auditLogRoutes } from '@lesblik/shared/audit-log';
import { calendarRoutes } from '@lesblik/shared/calendar';
import { classListRoutes } from '@lesblik/shared/class-lists';
import { identityRoutes } from '@lesblik/shared/identity';
import { notificationRoutes } from '@lesblik/shared/notifications';
import { organisationRoutes } from '@lesblik/shared/organisations';
import { recordingRoutes } from '@lesblik/shared/recordings';
import { openServices } from '../../apps/api/src/base/services.ts';
import { createDatabase, dropDatabase } from '../support/database.ts';
import { lesson, share } from '../support/recordings.ts';
import { type Somebody, World } from '../support/world.ts';

// Backup and restore are processes of their own.
jest.setTimeout(120_000);

const run = promisify(execFile);
const root = join(import.meta.dirname, '..', '..');

let world: World;
let place: string;
let organisationId: string;
let head: Somebody;
let teacher: Somebody;
let coach: Somebody;
let recordingId: string;
let classListId: string;

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'lesblik-restored-access-'));
  world = await World.open();
  const school = await world.school();
  organisationId = school.id;
  head = school.administrator;
  teacher = await world.member(school.id, 'Docent');
  coach = await world.member(school.id, 'Coach');
  recordingId = await lesson(world, school.id, teacher);
  await share(world, recordingId, teacher, coach);
  const list = { organisationId: school.id, name: 'Groep 6' };
  classListId = (await world.call(teacher, classListRoutes.create, { body: list })).body.id;
});
afterAll(async () => {
  await world.close();
  await rm(place, { recursive: true });
});

const script = (name: string, args: string[], databaseUrl: string, dataDir: string) =>
  run(process.execPath, [join(root, 'infra/backup', `${name}.ts`), ...args], {
    env: { PATH: process.env['PATH'], DATABASE_URL: databaseUrl, DATA_DIR: dataDir, LOG_LEVEL: 'silent' },
  });

const running = ({ services }: World) =>
  services.db.selectFrom('recordingGrant').select('id').where('withdrawnAt', 'is', null).execute();

test('after a restore a lesson is open to nobody but its owner, who reads why, class lists are to be gone over, and everybody signs in anew', async () => {
  const feed = new URL((await world.call(teacher, calendarRoutes.make, {})).body.address).pathname;
  const body = { email: 'nieuw@example.org', name: 'Nieuw', role: 'member' as const, endsAt: null };
  await world.call(head, organisationRoutes.invite, { params: { organisationId }, body });
  const at = world.services.config.database.url;
  await script('backup', [join(place, 'all'), '--keys', join(place, 'keys')], at, world.folder);
  const [name = ''] = await readdir(join(place, 'all'));
  const url = await createDatabase();
  const dataDir = await mkdtemp(join(place, 'data-'));
  await script('restore', [join(place, 'all', name), '--keys', join(place, 'keys', name)], url, dataDir);
  const restored = await World.open({ DATABASE_URL: url, DATA_DIR: dataDir });
  try {
    expect((await restored.call(teacher, identityRoutes.me, {})).status).toBe(401);
    expect((await fetch(restored.url + feed)).status).toBe(404);
    const again = async (one: Somebody) => ({ ...one, cookie: await restored.signIn(one.email) });
    const [owner, grantee] = [await again(teacher), await again(coach)];
    expect((await restored.call(grantee, recordingRoutes.get, { params: { recordingId } })).status).toBe(404);
    expect((await restored.call(owner, recordingRoutes.get, { params: { recordingId } })).status).toBe(200);

    const school = { params: { organisationId } };
    const waiting = await restored.call(await again(head), organisationRoutes.invitations, school);
    expect(waiting.body.items).toEqual([]);

    const log = await restored.call(owner, auditLogRoutes.list, { params: { recordingId }, query: {} });
    expect(log.body.items).toContainEqual(
      expect.objectContaining({
        kind: 'withdrawn',
        detail: 'restored',
        actor: null,
        subject: expect.objectContaining({ id: coach.id }),
      }),
    );
    const told = await restored.call(owner, notificationRoutes.list, { query: {} });
    const unread = told.body.items.filter((item) => item.unread).map(({ kind }) => kind);
    expect(unread.toSorted()).toEqual(['class_list_to_check', 'lessons_closed']);
    const list = { params: { classListId } };
    expect((await restored.call(owner, classListRoutes.get, list)).body).toMatchObject({
      restored: true,
      toCheck: true,
    });
    const checked = await restored.call(owner, classListRoutes.check, list);
    expect(checked.body).toMatchObject({ restored: false, toCheck: false });
  } finally {
    await restored.close();
    await dropDatabase(url);
  }
});

test('a database that was put back in another way is known by the signed head: its accesses end at the start, once', async () => {
  const { config, db, keys } = world.services;
  const start = async () => (await openServices(config)).shutdown.end();
  await start();
  expect(await running(world)).toHaveLength(1);

  const heads = new LogHeads(config.keys);
  await new LogChain(db, keys, heads).link();
  await heads.write(await LogKeys.open(keys), 1_000_000, NO_HASH);
  await start();
  expect(await running(world)).toEqual([]);
  const told = await world.call(teacher, notificationRoutes.list, { query: {} });
  expect(told.body.items.filter(({ kind }) => kind === 'lessons_closed')).toHaveLength(1);

  // The head stays ahead until `audit:restored`; what is shared again meanwhile holds.
  await share(world, recordingId, teacher, coach);
  await start();
  expect(await running(world)).toHaveLength(1);
});
