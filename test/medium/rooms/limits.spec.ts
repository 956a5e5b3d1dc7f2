import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { roomRoutes } from '@lesblik/shared/rooms';
import { MOST_CALLS_AT_ONCE } from '../../../apps/api/src/rooms/live/live-rooms.ts';
import { MOST_OPEN_ROOMS } from '../../../apps/api/src/rooms/rooms.repository.ts';
import { Call, type CallScene, callScene, plan } from '../../support/call.ts';
import { lesson, share } from '../../support/recordings.ts';
import { until } from '../../support/until.ts';
import { type Somebody, World } from '../../support/world.ts';

let world: World;
let scene: CallScene;
let call: Call;

beforeAll(async () => {
  world = await World.open();
  scene = await callScene(world);
});
afterAll(() => world.close());
beforeEach(async () => {
  call = new Call(world, await plan(world, scene));
});
afterEach(() => call.close());

const leaveSchool = async ({ id }: Somebody) => {
  await world.services.db.deleteFrom('membership').where('personId', '=', id).execute();
  await world.services.notices.publish({ kind: 'sessions_changed' });
};
/** A call whose host leaves the school. */
const hostedBy = async (host: Somebody, others: Somebody[]) => {
  const body = { title: 'Kijkgesprek', recordingId: scene.recordingId, personIds: others.map(({ id }) => id) };
  await share(world, scene.recordingId, scene.teacher, host);
  return (await world.call(host, roomRoutes.create, { body })).body.id;
};

// First: it counts what others leave behind for half a minute.
test('the figures for Prometheus count calls, people, transports and recorded tracks', async () => {
  const figures = async () => {
    const text = await (await fetch(`${world.url}/api/metrics`)).text();
    return [...text.matchAll(/^lesblik_room(\w+) (\d+)$/gm)].map(([, name = '', value]) => `${name} ${value}`);
  };
  expect(await figures()).toContain('s 0');
  const host = await call.host(scene.teacher);
  await call.guest(host, scene.coach);
  expect(await figures()).toEqual(['s 1', '_people 2', '_transports 4', '_recorded_tracks 0']);
});

test('nobody is in more calls at once than they can look after; a place kept for a lost line gives way', async () => {
  const rooms = await Promise.all(Array.from({ length: MOST_CALLS_AT_ONCE + 1 }, () => plan(world, scene)));
  const calls = rooms.map((roomId) => new Call(world, roomId));
  const [last = call, ...rest] = calls;
  try {
    const pages = [];
    for (const one of rest) pages.push(await one.host(scene.teacher, false));
    const extra = await last.page(scene.teacher);
    await expect(extra.enter(false)).rejects.toThrow('in_too_many_calls');
    await expect(extra.ask('room:transport', { direction: 'send' })).rejects.toThrow('in_too_many_calls');
    await pages[1]?.enter(false);
    pages[0]?.page.close();
    await until(async () => extra.enter(false).then(Boolean, () => false));
    const guests = await Promise.all(calls.map((one) => one.page(scene.coach)));
    const knocks = await Promise.allSettled(guests.map((guest) => guest.knock()));
    expect(knocks.filter(({ status }) => status === 'rejected')).toHaveLength(1);
  } finally {
    for (const one of calls) one.close();
  }
});

test('a host opens so many calls and no more, also at once, until they are over or long ago', async () => {
  const { organisationId, coach } = scene;
  const busy = await world.member(organisationId, 'Vlijtig');
  const recordingId = await lesson(world, organisationId, busy);
  const rows = Array.from({ length: MOST_OPEN_ROOMS - 1 }, () => ({
    ...{ organisationId, recordingId, title: 'Open', teacherId: busy.id, hostId: busy.id },
  }));
  await world.services.db.insertInto('room').values(rows).execute();
  const body = { title: 'Kijkgesprek', recordingId, personIds: [coach.id] };
  const create = () => world.call(busy, roomRoutes.create, { body });
  const answers = await Promise.all([create(), create(), create()]);
  expect(answers.map((one) => String(one.body.code ?? one.status)).toSorted()).toEqual([
    ...['201', 'too_many_calls_open', 'too_many_calls_open'],
  ]);
  const roomId = answers.find(({ status }) => status === 201)?.body.id ?? '';
  await world.call(busy, roomRoutes.end, { params: { roomId } });
  expect((await create()).status).toBe(201);
  expect((await create()).status).toBe(409);
  const createdAt = new Date(Date.now() - 25 * 3_600_000);
  await world.services.db.updateTable('room').set({ createdAt }).where('title', '=', 'Open').execute();
  expect((await create()).status).toBe(201);
});

test('one who sends message after message is slowed down, through however many pages, and the other is not', async () => {
  const host = await call.host(scene.teacher, false);
  const guest = await call.guest(host, scene.coach, false);
  const second = await call.page(scene.coach);
  await second.enter(false);
  const say = (page: typeof host) => page.ask('room:message', { clientKey: randomUUID(), text: 'En nog iets' });
  const sent = await Promise.allSettled(Array.from({ length: 30 }, (_, n) => say(n % 2 === 0 ? guest : second)));
  const refused = sent.flatMap((one) => (one.status === 'rejected' ? [(one.reason as Error).message] : []));
  expect(refused).toHaveLength(10);
  expect(new Set(refused)).toEqual(new Set(['chat_too_fast']));
  await say(host);
});

test('a host who leaves the school in mid-call hands over to the teacher, who then lets people in', async () => {
  const host = await world.member(scene.organisationId, 'Vertrekkende coach');
  const roomId = await hostedBy(host, [scene.teacher, scene.coach]);
  const other = new Call(world, roomId);
  try {
    const leaving = await other.host(host, false);
    const teacher = await other.guest(leaving, scene.teacher, false);
    const coach = await other.page(scene.coach);
    await coach.knock();
    await leaveSchool(host);
    await teacher.sees(
      ({ hostId, steererId, waiting }) => hostId === scene.teacher.id && steererId === hostId && waiting.length === 1,
    );
    await teacher.ask('room:admit', { personId: scene.coach.id, admit: true });
    await coach.enter(false);
    expect((await world.call(scene.teacher, roomRoutes.end, { params: { roomId } })).status).toBe(200);
  } finally {
    other.close();
  }
});

test('a host who leaves the school at the very moment at which the call is looked at hands over all the same', async () => {
  const { db, notices } = world.services;
  const host = await world.member(scene.organisationId, 'Net weg');
  const roomId = await hostedBy(host, [scene.teacher]);
  const other = new Call(world, roomId);
  try {
    const leaving = await other.host(host, false);
    const teacher = await other.guest(leaving, scene.teacher, false);
    await db.transaction().execute(async (tx) => {
      // Who is invited can be read only when this is over; who is host was read before.
      await sql`lock table room_person in access exclusive mode`.execute(tx);
      await notices.publish({ kind: 'sessions_changed' });
      await until(async () => {
        const waits = sql`select from pg_locks where not granted and relation = 'room_person'::regclass`;
        return (await waits.execute(db)).rows.length > 0;
      });
      await db.deleteFrom('membership').where('personId', '=', host.id).execute();
    });
    await notices.publish({ kind: 'sessions_changed' });
    await teacher.sees(({ hostId, steererId }) => hostId === scene.teacher.id && steererId === hostId);
  } finally {
    other.close();
  }
});

test('a call whose host left the school before it began has another host, and without anybody left it has ended', async () => {
  const [host, only] = [
    await world.member(scene.organisationId, 'Weg'),
    await world.member(scene.organisationId, 'Aanwezig'),
  ];
  const roomId = await hostedBy(host, [only]);
  await leaveSchool(host);
  const end = { params: { roomId } };
  expect((await world.call(scene.coach, roomRoutes.end, end)).status).toBe(404);
  const other = new Call(world, roomId);
  const page = await other.page(only);
  expect(await page.knock()).toMatchObject({ admitted: true, host: { id: only.id } });
  await page.enter(false);
  other.close();
  await leaveSchool(only);
  await until(async () => {
    const row = world.services.db.selectFrom('room').select('endedAt').where('id', '=', roomId);
    return (await row.executeTakeFirstOrThrow()).endedAt !== null;
  });
});
