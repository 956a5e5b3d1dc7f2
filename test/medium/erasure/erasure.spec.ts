import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { LogHeads } from '@lesblik/server/audit/heads';
import { verifyLog } from '@lesblik/server/audit/verify';
import { openErasures, replayErasures } from '@lesblik/server/erasure/erasure-journal';
import { auditLogRoutes } from '@lesblik/shared/audit-log';
import { commentRoutes } from '@lesblik/shared/comments';
import { erasureRoutes } from '@lesblik/shared/erasure';
import { grantRoutes } from '@lesblik/shared/grants';
import { recordingRoutes } from '@lesblik/shared/recordings';
import { reportRoutes } from '@lesblik/shared/reports';
import { sql } from 'kysely';
import { type ApiProcess, apiProcess } from '../../support/api-process.ts';
import { everywhere } from '../../support/everywhere.ts';
import { lesson, share } from '../../support/recordings.ts';
import { type Cast, castOf, type Scene, setScene } from '../../support/scene.ts';
import { allOf, startRedis } from '../../support/redis.ts';
import { until } from '../../support/until.ts';
import { PASSWORD, type Somebody, World } from '../../support/world.ts';

let world: World;
let cast: Cast;
let scene: Scene;
let redis: Awaited<ReturnType<typeof startRedis>>;
/** The API in a process of its own, whose log is read. */
let outside: ApiProcess | undefined;
/** Of somebody who works with the one who is erased; the erased one looked at it, commented and was refused. */
let othersLesson: string;

/** Names and addresses that occur nowhere by chance. */
const called = { owner: 'Xantippe Zilverberg', coach: 'Quirijn Wolkenveld' };
const words = (of: 'owner' | 'coach') => [called[of], ...called[of].split(' '), addressOf(of)];
const addressOf = (of: 'owner' | 'coach') => `${called[of].split(' ')[0]?.toLowerCase()}@school-van-toen.example`;

beforeAll(async () => {
  redis = await startRedis();
  world = await World.open({ REDIS_URL: redis.url });
  cast = await castOf(world);
  const { db } = world.services;
  for (const which of ['owner', 'coach'] as const) {
    Object.assign(cast[which], { name: called[which], email: addressOf(which) });
    const names = { name: called[which], email: addressOf(which) };
    await db.updateTable('person').set(names).where('id', '=', cast[which].id).execute();
  }
  scene = await setScene(world, cast);
  await named();
  othersLesson = await lesson(world, cast.organisationId, cast.member, { title: 'Spelling' });
});
afterAll(async () => {
  await outside?.stop();
  await world.close();
  await redis.stop();
});

/** Where names are copied: signed reports, answers in calls, invitations, waiting links. */
async function named(): Promise<void> {
  const { db } = world.services;
  const { owner, coach, organisationId } = cast;
  await sql`alter table report_version disable trigger report_version_stays`.execute(db);
  await sql`update report_version set signed_name = ${called.owner},
    content = content || jsonb_build_object('coachee', ${called.owner}::text, 'coach', ${called.coach}::text)`.execute(
    db,
  );
  await sql`alter table report_version enable trigger report_version_stays`.execute(db);
  const answer = { organisationId, roomId: scene.roomId, takeId: scene.roomId, answer: 'yes', textVersion: '1' };
  const until = new Date(Date.now() + 60_000);
  for (const one of [owner, coach]) {
    await db
      .insertInto('roomConsent')
      .values({ ...answer, personId: one.id, personName: one.name, at: new Date() })
      .execute();
    await db
      .insertInto('invitation')
      .values({
        ...{ organisationId, email: one.email, name: one.name, role: 'member' },
        ...{ tokenHash: Buffer.from(one.id), expiresAt: until },
      })
      .execute();
    await db
      .insertInto('authVerification')
      .values({ identifier: `sign-in:${one.email}`, value: one.id, expiresAt: until })
      .execute();
    await db
      .insertInto('notification')
      .values({
        ...{ personId: one.id, kind: 'lesson_ends', subjectId: scene.recordingId },
        ...{ madeAt: new Date(), ofInstant: new Date() },
      })
      .execute();
    await db
      .insertInto('calendarFeed')
      .values({ personId: one.id, tokenHash: Buffer.from(one.id), madeAt: until })
      .execute();
  }
}

const wholeLog = () => {
  const { db, keys, config } = world.services;
  return verifyLog(db, keys, new LogHeads(config.keys));
};
const chained = () =>
  until(
    async () => (await world.services.db.selectFrom('auditWaiting').select('entryId').execute()).length === 0,
    20_000,
    'every entry in the chain',
  );
const own = (as: Somebody, password: string = PASSWORD) => world.call(as, erasureRoutes.own, { body: { password } });
const ofMember = (as: Somebody, person: Somebody) =>
  world.call(as, erasureRoutes.ofMember, { params: { organisationId: cast.organisationId, personId: person.id } });

describe('nobody is erased', () => {
  test('by a colleague, nor by an administrator of another school', async () => {
    expect((await ofMember(cast.member, cast.watcher)).status).toBe(403);
    expect((await ofMember(cast.outsider, cast.watcher)).status).toBe(404);
    expect((await ofMember(cast.administrator, cast.outsider)).status).toBe(404);
  });

  test('by a device that stands open: the password is asked', async () => {
    const refused = await own(cast.watcher, 'niet het goede wachtwoord');
    expect([refused.status, refused.body.code]).toEqual([403, 'password_wrong']);
  });

  test('while another school needs them, or their own has no other administrator', async () => {
    const elsewhere = await world.school('Nog een school');
    await world.services.db
      .insertInto('membership')
      .values({ organisationId: elsewhere.id, personId: cast.watcher.id, role: 'member' })
      .execute();
    expect((await ofMember(cast.administrator, cast.watcher)).body.code).toBe('belongs_elsewhere');
    expect((await own(cast.administrator)).body.code).toBe('last_administrator');
  });

  test('whose lesson the law keeps', async () => {
    const { db } = world.services;
    const held = await lesson(world, cast.organisationId, cast.supervisor);
    const days = { recordedFrom: '2026-01-01', recordedUntil: '2026-12-31', until: '2099-01-01' };
    const hold = { organisationId: cast.organisationId, ownerId: cast.supervisor.id, reason: 'Een klacht', ...days };
    await db
      .insertInto('legalHold')
      .values({ ...hold, setBy: cast.administrator.id, setAt: new Date() })
      .execute();
    const refused = await own(cast.supervisor);
    expect([refused.body.code, refused.body.details]).toEqual(['recording_held', { until: '2099-01-01' }]);
    const row = await db.selectFrom('recording').select('state').where('id', '=', held).executeTakeFirstOrThrow();
    expect(row.state).toBe('ready');
  });
});

describe('somebody who ended their own account', () => {
  let before: Somebody;

  beforeAll(async () => {
    const { db } = world.services;
    before = cast.owner;
    await share(world, othersLesson, cast.member, before);
    const params = { recordingId: othersLesson };
    const given = { kind: 'compliment' as const, moment: { startMs: 0 } };
    for (const [text, hidden] of [
      ['Rustig begin', false],
      ['Dit leest niemand', true],
    ] as const) {
      const body = { ...given, clientKey: crypto.randomUUID(), text, private: hidden };
      expect((await world.call(before, commentRoutes.add, { params, body })).status).toBe(201);
    }
    expect((await world.call(before, recordingRoutes.remove, { params, query: { comments: 'go' } })).status).toBe(403);
    expect(await everywhere(world.services.pool, words('owner'))).toEqual(
      expect.arrayContaining([
        expect.stringContaining('person.name'),
        expect.stringContaining('person.email'),
        expect.stringContaining('invitation.email'),
        expect.stringContaining('report_version.signed_name'),
        expect.stringContaining('report_version.content'),
        expect.stringContaining('room_consent.person_name'),
      ]),
    );
    await chained();
    outside = await apiProcess(world, { REDIS_URL: redis.url, LOG_LEVEL: 'debug' });
    const body = JSON.stringify({ email: before.email, password: 'niet goed genoeg' });
    const headers = { 'content-type': 'application/json' };
    await fetch(`${outside.url}/api/auth/sign-in/email`, { method: 'POST', headers, body });
    await world.services.mailer.send({ to: before.email, subject: 'Lesblik', text: `Dag ${before.name}` });
    const erased = await fetch(`${outside.url}/api/me/erasure`, {
      method: 'POST',
      headers: { ...headers, cookie: before.cookie },
      body: JSON.stringify({ password: PASSWORD }),
    });
    expect(erased.status).toBe(204);
    expect(await db.selectFrom('authSession').select('id').where('personId', '=', before.id).execute()).toEqual([]);
  });

  test('is nowhere in the database any more, by name or by address', async () => {
    expect(await everywhere(world.services.pool, words('owner'))).toEqual([]);
  });

  test('is in no queue, no name of an object, no file beside the database, and in no line of the log of the machine', async () => {
    const queued = await allOf(redis.url);
    expect(queued).toContain(scene.recordingId);
    const files = await readdir(world.folder, { recursive: true, withFileTypes: true });
    const written: string[] = [];
    for (const file of files.filter((one) => one.isFile())) {
      const path = join(file.parentPath, file.name);
      written.push(path, await readFile(path, 'latin1'));
    }
    expect(outside?.output().length).toBeGreaterThan(0);
    for (const word of words('owner')) {
      for (const text of [queued, ...written, outside?.output() ?? ''])
        expect(text.toLowerCase()).not.toContain(word.toLowerCase());
    }
  });

  test('is out at once, and cannot sign in', async () => {
    expect((await world.call(before, recordingRoutes.list, {})).status).toBe(401);
    await expect(world.signIn(addressOf('owner'))).rejects.toThrow('401');
  });

  test('stays in the log of others as somebody who is gone, and the chain is whole', async () => {
    await chained();
    expect((await wholeLog()).fault).toBeUndefined();
    const params = { recordingId: othersLesson };
    const { items } = (await world.call(cast.member, auditLogRoutes.list, { params })).body;
    const told = items.map(({ kind, actor, subject, detail }) => [kind, actor?.name, subject?.name, detail]);
    expect(told).toEqual(
      expect.arrayContaining([
        ['refused', '', undefined, 'delete'],
        ['withdrawn', undefined, '', 'erased'],
      ]),
    );
    const csv = await fetch(`${world.url}/api/recordings/${othersLesson}/log.csv`, {
      headers: { cookie: cast.member.cookie },
    });
    const table = await csv.text();
    expect(table).toContain('De toegang van iemand die er niet meer is stopte, omdat die persoon niet meer meedoet.');
    expect(table).toContain(
      'Iemand die er niet meer is probeerde op een computer de les te verwijderen. Dat mocht niet.',
    );
  });

  test('left what others read, without a name, and took what they alone read', async () => {
    const params = { recordingId: othersLesson };
    const { items } = (await world.call(cast.member, commentRoutes.list, { params })).body;
    expect(items.map(({ text, author }) => [text, author])).toEqual([['Rustig begin', { id: before.id, name: '' }]]);
    const written = world.services.db.selectFrom('comment').select('text').where('authorId', '=', before.id);
    expect((await written.execute()).map(({ text }) => text)).not.toContain('Dit leest niemand');
    const report = await world.call(cast.client, reportRoutes.released, {
      params: { trajectoryId: scene.trajectoryId },
    });
    expect(report.body.report).toMatchObject({ signedName: '', content: { coachee: '', coach: called.coach } });
    const fields = await world.services.pool.query('select text from report_field where not released');
    expect(fields.rows).toEqual([]);
    const grants = (await world.call(cast.member, grantRoutes.list, { params })).body.items;
    expect(grants).toEqual([]);
  });

  test('has every lesson deleted, by an order that says why', async () => {
    const { db } = world.services;
    const orders = await db.selectFrom('deletionOrder').selectAll().where('ownerId', '=', before.id).execute();
    expect(orders).toMatchObject([
      { recordingId: scene.recordingId, reason: 'erasure', comments: 'go', askedBy: before.id },
    ]);
    const row = db.selectFrom('recording').select('state').where('id', '=', scene.recordingId);
    expect(await row.executeTakeFirst()).toEqual({ state: 'deleting' });
  });

  test('is erased again where an older database was put back', async () => {
    const { db, config, pool } = world.services;
    const back = { name: called.owner, email: addressOf('owner'), erasedAt: null };
    await db.updateTable('person').set(back).where('id', '=', before.id).execute();
    const journal = openErasures(config.keys.dir);
    expect(await replayErasures(db, journal)).toBe(1);
    expect(await everywhere(pool, words('owner'))).toEqual([]);
    expect(await replayErasures(db, journal)).toBe(0);
    const files = await readdir(join(config.keys.dir, 'erasures'));
    expect(files).toEqual([`${before.id}.json`]);
    expect(await readFile(join(config.keys.dir, 'erasures', files[0] ?? ''), 'utf8')).not.toContain('Xantippe');
  });

  test('is written down by the next start where a process died before it could', async () => {
    const { db, config } = world.services;
    const at = new Date();
    await db.updateTable('person').set({ name: '', erasedAt: at }).where('id', '=', scene.spareId).execute();
    const journal = openErasures(config.keys.dir);
    await replayErasures(db, journal);
    expect((await journal.all()).get(scene.spareId)).toEqual(at);
  });
});

test('an administrator erases a coach: the report that was signed then names no coach, and the chain stays whole', async () => {
  const erased = await ofMember(cast.administrator, cast.coach);
  expect(erased.status).toBe(204);
  expect(await everywhere(world.services.pool, words('coach'))).toEqual([]);
  await chained();
  expect((await wholeLog()).fault).toBeUndefined();
  expect((await ofMember(cast.administrator, cast.coach)).status).toBe(404);
});

test('a signed report and an answer of a call change in nothing else', async () => {
  const { db } = world.services;
  await expect(db.updateTable('reportVersion').set({ signedName: 'Een ander' }).execute()).rejects.toThrow('stays');
  const words = sql`content || '{"school": ""}'`;
  await expect(sql`update report_version set content = ${words}`.execute(db)).rejects.toThrow('stays');
  await expect(db.updateTable('roomConsent').set({ answer: 'no' }).execute()).rejects.toThrow('only grow');
  await expect(db.deleteFrom('roomConsent').execute()).rejects.toThrow('only grows');
});
