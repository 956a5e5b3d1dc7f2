import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AuditKind } from '@lesblik/shared/audit-log';
import { auditLogRoutes } from '@lesblik/shared/audit-log';
import { commentRoutes } from '@lesblik/shared/comments';
import { grantRoutes } from '@lesblik/shared/grants';
import { recordingRoutes } from '@lesblik/shared/recordings';
import { TestClock } from '@lesblik/server/clock';
import { Teller } from '@lesblik/server/notifications/teller';
import { erasePerson } from '@lesblik/server/erasure/erase-person';
import { Retention } from '../../../apps/worker/src/deletion/retention.ts';
import { SittingsService } from '../../../apps/api/src/recordings/sittings.service.ts';
import { createRecording, readyRecording, share } from '../../support/lesson.ts';
import { type Somebody, World } from '../../support/world.ts';

/** Stands still at today: sessions and grants are real. */
const clock = new TestClock(Date.now());
let world: World;
let school: { id: string; administrator: Somebody };
let teacher: Somebody;
let coach: Somebody;

beforeAll(async () => {
  world = await World.open({}, clock);
  school = await world.school();
  teacher = await world.member(school.id, 'Docent');
  coach = await world.member(school.id, 'Coach');
});
afterAll(() => world.close());

const log = (recordingId: string, query: { kind?: AuditKind; cursor?: string; limit?: number } = {}, as = teacher) =>
  world.call(as, auditLogRoutes.list, { params: { recordingId }, query });
const entries = async (recordingId: string, kind: AuditKind) => (await log(recordingId, { kind })).body.items;

const PHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Mobile/15E148';
const open = (as: Somebody, recordingId: string, agent = PHONE) =>
  fetch(`${world.url}/api/recordings/${recordingId}/hls/master.m3u8`, {
    headers: { cookie: as.cookie, 'user-agent': agent },
  });
const played = (as: Somebody, recordingId: string, startMs: number, endMs: number) =>
  fetch(`${world.url}/api/recordings/${recordingId}/played`, {
    method: 'POST',
    headers: { cookie: as.cookie, 'user-agent': PHONE, 'content-type': 'application/json' },
    body: JSON.stringify({ atMs: endMs, ranges: [{ startMs, endMs }] }),
  });

const film = (segments: number) => Array.from({ length: segments }, () => Buffer.from('piece'));

test('nobody but the owner reads it', async () => {
  const recordingId = await readyRecording(world, teacher, school.id);
  await share(world, teacher, recordingId, coach);
  expect((await log(recordingId, {}, coach)).status).toBe(403);
  expect((await log(recordingId, {}, school.administrator)).status).toBe(404);
});

describe('a refusal', () => {
  test('is written with who and what, whoever tried', async () => {
    const recordingId = await readyRecording(world, teacher, school.id);
    await world.call(school.administrator, recordingRoutes.get, { params: { recordingId } });
    await open(school.administrator, recordingId);
    await share(world, teacher, recordingId, coach);
    await world.call(coach, recordingRoutes.remove, { params: { recordingId } });
    const refused = await entries(recordingId, 'refused');
    expect(refused.map(({ actor, detail }) => [actor?.name, detail])).toEqual([
      ['Coach', 'delete'],
      ['Beheerder', 'watch'],
    ]);
  });

  test('repeated a hundred times in a minute is one entry, in the next minute another', async () => {
    const recordingId = await readyRecording(world, teacher, school.id);
    const attempt = () => world.call(coach, recordingRoutes.get, { params: { recordingId } });
    await Promise.all(Array.from({ length: 100 }, attempt));
    expect(await entries(recordingId, 'refused')).toHaveLength(1);
    clock.advance(60_000);
    await attempt();
    expect(await entries(recordingId, 'refused')).toHaveLength(2);
  });
});

describe('watching', () => {
  test('is one opening per sitting, with the kind of device', async () => {
    const recordingId = await readyRecording(world, teacher, school.id);
    await share(world, teacher, recordingId, coach);
    await Promise.all([open(coach, recordingId), open(coach, recordingId)]);
    clock.advance(20 * 60_000);
    await open(coach, recordingId);
    const once = await entries(recordingId, 'opened');
    expect(once.map(({ actor, device }) => [actor?.name, device])).toEqual([['Coach', 'phone']]);
    await open(coach, recordingId, 'Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0.0.0 Safari/537.36');
    clock.advance(31 * 60_000);
    await open(coach, recordingId);
    expect((await entries(recordingId, 'opened')).map(({ device }) => device)).toEqual(['phone', 'computer', 'phone']);
  });

  test('becomes few entries of parts of ten seconds, however often the player tells', async () => {
    const recordingId = await readyRecording(world, teacher, school.id, film(30));
    await share(world, teacher, recordingId, coach);
    for (let atMs = 0; atMs < 40_000; atMs += 5000) await played(coach, recordingId, atMs, atMs + 5000);
    await played(coach, recordingId, 91_000, 95_000);
    const parts = (await entries(recordingId, 'played')).map(({ actor, startMs, endMs }) => [
      actor?.name,
      startMs,
      endMs,
    ]);
    expect(parts).toEqual([
      ['Coach', 90_000, 100_000],
      ['Coach', 0, 40_000],
    ]);
    await played(coach, recordingId, 0, 10_000);
    expect(await entries(recordingId, 'played')).toHaveLength(2);
    await played(coach, recordingId, 38_000, 45_000);
    expect((await entries(recordingId, 'played'))[0]).toMatchObject({ startMs: 40_000, endMs: 50_000 });
  });

  test('past the end or backwards is no played part', async () => {
    const recordingId = await readyRecording(world, teacher, school.id);
    expect((await played(teacher, recordingId, 500_000, 600_000)).status).toBe(204);
    expect((await played(teacher, recordingId, 2000, 1000)).status).toBe(204);
    expect(await entries(recordingId, 'played')).toEqual([]);
    expect((await played(teacher, recordingId, -5, 1000)).status).toBe(400);
    expect((await played(coach, recordingId, 0, 1000)).status).toBe(404);
  });

  test('goes on where each left', async () => {
    const recordingId = await readyRecording(world, teacher, school.id, film(10));
    await share(world, teacher, recordingId, coach);
    await played(coach, recordingId, 0, 12_345);
    const position = async (as: Somebody) =>
      (await world.call(as, recordingRoutes.position, { params: { recordingId } })).body.atMs;
    expect([await position(coach), await position(teacher)]).toEqual([12_345, 0]);
  });
});

describe('who takes pieces without saying so', () => {
  const overviews = {
    'thumbnails.vtt': 'thumbnails.vtt',
    'thumbnails/0.jpg': 'thumbnails/0.jpg',
    'waveform.dat': 'waveform',
  };
  const shared = async (segments: number) => {
    const recordingId = await readyRecording(world, teacher, school.id, film(segments));
    for (const name of ['poster.jpg', ...Object.keys(overviews)]) {
      await world.services.storage.write({ recordingId, name }, Buffer.from('stored'));
    }
    await share(world, teacher, recordingId, coach);
    return recordingId;
  };
  const take = async (recordingId: string, path: string) => {
    const response = await fetch(`${world.url}/api/recordings/${recordingId}/${path}`, {
      headers: { cookie: coach.cookie, 'user-agent': PHONE },
    });
    await response.arrayBuffer();
    return response.status;
  };
  const lines = async (recordingId: string) =>
    (await log(recordingId)).body.items
      .filter(({ actor }) => actor?.id === coach.id)
      .map(({ kind, startMs, endMs, device }) => [kind, startMs, endMs, device]);

  test('is in the log with the first of them, whichever it is', async () => {
    for (const path of ['hls/480/index.m3u8', 'hls/480/init.mp4', ...Object.values(overviews)]) {
      const recordingId = await shared(1);
      expect([path, await take(recordingId, path)]).toEqual([path, 200]);
      expect([path, await lines(recordingId)]).toEqual([path, [['opened', null, null, 'phone']]]);
    }
  });

  test('has loaded what was sent, to ten seconds, and played only what the player tells', async () => {
    const recordingId = await shared(20);
    for (const n of [0, 1, 2, 3, 13]) await take(recordingId, `hls/480/${n}.m4s`);
    await played(coach, recordingId, 0, 1000);
    const said = [
      ['played', 0, 10_000, 'phone'],
      ['opened', null, null, 'phone'],
    ];
    expect(await lines(recordingId)).toEqual(said);
    clock.advance(61_000);
    await world.app.get(SittingsService, { strict: false }).writeQuiet();
    expect(await lines(recordingId)).toEqual([
      ['loaded', 50_000, 60_000, 'phone'],
      ['loaded', 10_000, 20_000, 'phone'],
      ...said,
    ]);
    await world.app.get(SittingsService, { strict: false }).writeQuiet();
    expect(await lines(recordingId)).toHaveLength(4);
  });

  test('has loaded it within some twenty minutes, also where it says every while that nothing was played', async () => {
    const recordingId = await shared(20);
    const sittings = world.app.get(SittingsService, { strict: false });
    const goOn = async (minutes: number) => {
      for (let round = 0; round < minutes; round += 1) {
        clock.advance(60_000 - 10_000);
        await take(recordingId, 'hls/480/index.m3u8');
        await played(coach, recordingId, 1000, 1000);
        clock.advance(10_000);
        await sittings.writeQuiet();
      }
    };
    await take(recordingId, 'hls/480/0.m4s');
    await take(recordingId, 'hls/480/13.m4s');
    await goOn(9);
    await played(coach, recordingId, 0, 10_000);
    await goOn(6);
    await take(recordingId, 'hls/480/18.m4s');
    const loaded = async () => (await lines(recordingId)).filter(([kind]) => kind === 'loaded');
    expect(await loaded()).toEqual([]);
    await goOn(8);
    // Neither what was played meanwhile, nor what may be played in a moment.
    expect(await loaded()).toEqual([['loaded', 50_000, 60_000, 'phone']]);
  });

  test('has opened it by reading its comments alone, which its owner has not', async () => {
    const recordingId = await shared(1);
    for (const _ of [1, 2]) expect(await take(recordingId, 'comments')).toBe(200);
    expect(await take(recordingId, 'comments?after=0')).toBe(200);
    await world.call(teacher, commentRoutes.list, { params: { recordingId }, query: {} });
    expect(await lines(recordingId)).toEqual([['opened', null, null, 'phone']]);
    expect(await entries(recordingId, 'opened')).toHaveLength(1);
  });

  test('has not opened it by asking for what is not there, nor by the poster that stands in lists', async () => {
    const recordingId = await shared(1);
    expect(await take(recordingId, 'hls/480/1.m4s')).toBe(404);
    expect(await take(recordingId, 'hls/1080/index.m3u8')).toBe(404);
    expect(await take(recordingId, 'poster')).toBe(200);
    expect(await lines(recordingId)).toEqual([]);
  });
});

describe('what was played and loaded until a lesson is deleted is in its log', () => {
  type Remove = (recordingId: string, owner: Somebody) => Promise<unknown>;
  const byOwner: Remove = (recordingId, owner) =>
    world.call(owner, recordingRoutes.remove, { params: { recordingId }, query: { comments: 'go' } });
  const byTerm: Remove = async (recordingId) => {
    const { db, work, notices } = world.services;
    await db
      .updateTable('recording')
      .set({ keepUntil: '2020-01-01', keepUntilChosen: true })
      .where('id', '=', recordingId)
      .execute();
    await new Retention(db, clock, work, notices, new Teller(notices, clock)).round();
  };
  const byErasure: Remove = (_, { id: personId }) =>
    world.services.db
      .transaction()
      .execute((tx) => erasePerson(tx, { personId, askedBy: personId, at: new Date(clock.now()) }));

  test.each([
    ['by its owner', byOwner],
    ['because its time is over', byTerm],
    ['with everything of its owner', byErasure],
  ])('%s', async (_, remove) => {
    const owner = await world.member(school.id, 'Eigenaar');
    const recordingId = await readyRecording(world, owner, school.id, film(20));
    await share(world, owner, recordingId, coach);
    for (const n of [0, 13]) {
      const headers = { cookie: coach.cookie, 'user-agent': PHONE };
      const address = `${world.url}/api/recordings/${recordingId}/hls/480/${n}.m4s`;
      await (await fetch(address, { headers })).arrayBuffer();
    }
    await played(coach, recordingId, 0, 1000);
    await remove(recordingId, owner);
    const written = world.services.db
      .selectFrom('auditEntry')
      .select(['kind', 'startMs', 'endMs'])
      .where('recordingId', '=', recordingId)
      .orderBy('sequence');
    const rows = (await written.execute()).map(({ kind, startMs, endMs }) => [kind, startMs, endMs]);
    expect(rows.slice(-3)).toEqual([
      ['played', 0, 10_000],
      ['loaded', 50_000, 60_000],
      ['deleted', null, null],
    ]);
  });
});

describe('a download', () => {
  test('in many ranges is one entry', async () => {
    const recordingId = await readyRecording(world, teacher, school.id);
    for (const range of ['bytes=0-3', 'bytes=4-7', 'bytes=8-']) {
      const headers = { cookie: teacher.cookie, range };
      const response = await fetch(`${world.url}/api/recordings/${recordingId}/original`, { headers });
      await response.arrayBuffer();
    }
    expect(await entries(recordingId, 'downloaded')).toHaveLength(1);
  });
});

describe('the log itself', () => {
  test('only grows', async () => {
    const recordingId = await createRecording(world, teacher, school.id);
    const { db } = world.services;
    const only = /the access log only grows/;
    await expect(
      db.updateTable('auditEntry').set({ actorId: null }).where('recordingId', '=', recordingId).execute(),
    ).rejects.toThrow(only);
    await expect(db.deleteFrom('auditEntry').where('recordingId', '=', recordingId).execute()).rejects.toThrow(only);
  });

  test('is read page by page, newest first', async () => {
    const recordingId = await readyRecording(world, teacher, school.id);
    await open(teacher, recordingId);
    const first = await log(recordingId, { limit: 2 });
    const second = await log(recordingId, { limit: 2, cursor: first.body.next ?? '' });
    const kinds = [...first.body.items, ...second.body.items].map(({ kind }) => kind);
    expect(kinds).toEqual(['opened', 'uploaded', 'created']);
    expect(second.body.next).toBeNull();
  });

  test('tells what was watched before the withdrawal that ended it, though it is written after it', async () => {
    const recordingId = await readyRecording(world, teacher, school.id, film(3));
    const grantId = await share(world, teacher, recordingId, coach);
    clock.advance(1000);
    await played(coach, recordingId, 0, 10_000);
    clock.advance(1000);
    await world.call(teacher, grantRoutes.withdraw, { params: { grantId } });
    const kinds: string[] = [];
    let cursor: string | null | undefined;
    while (cursor !== null) {
      const { body } = await log(recordingId, { limit: 2, ...(cursor !== undefined && { cursor }) });
      kinds.push(...body.items.map(({ kind }) => kind));
      cursor = body.next;
    }
    expect(kinds).toEqual(['withdrawn', 'played', 'opened', 'granted', 'uploaded', 'created']);
  });

  test('stays when the recording is deleted', async () => {
    const recordingId = await readyRecording(world, teacher, school.id);
    await world.call(teacher, recordingRoutes.remove, { params: { recordingId } });
    await world.services.db.deleteFrom('recording').where('id', '=', recordingId).execute();
    const kept = await world.services.db
      .selectFrom('auditEntry')
      .select('kind')
      .where('recordingId', '=', recordingId)
      .orderBy('sequence')
      .execute();
    expect(kept.map(({ kind }) => kind)).toEqual(['created', 'uploaded', 'deleted']);
  });
});
