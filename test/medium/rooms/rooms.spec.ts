import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { roomRoutes } from '@lesblik/shared/rooms';
import { talkRoutes } from '@lesblik/shared/talks';
import { trajectoryRoutes } from '@lesblik/shared/trajectories';
import type { Call as Input } from '@lesblik/shared/route';
import { createApp } from '../../../apps/api/src/app.ts';
import { openServices } from '../../../apps/api/src/base/services.ts';
import { type CallScene, callScene, plan } from '../../support/call.ts';
import { pairOf, planned } from '../../support/talks.ts';
import { until } from '../../support/until.ts';
import { type Somebody, World } from '../../support/world.ts';

let world: World;
let scene: CallScene;

beforeAll(async () => {
  world = await World.open();
  scene = await callScene(world);
});
afterAll(() => world.close());

type New = Input<typeof roomRoutes.create>['body'];

const create = (as: Somebody, changes: Partial<New> = {}) => {
  const { recordingId, colleague } = scene;
  const body = { title: 'Kijkgesprek', recordingId, personIds: [colleague.id], ...changes };
  return world.call(as, roomRoutes.create, { body });
};

test('a call from a lesson belongs to its teacher, whoever opens it', async () => {
  const { coach, teacher, colleague } = scene;
  const { body } = await create(coach);
  expect(body).toMatchObject({ teacher: { id: teacher.id }, host: { id: coach.id }, presentCount: 0, endedAt: null });
  expect(body.people.map(({ id }) => id).toSorted()).toEqual([coach.id, colleague.id].toSorted());
});

test('who may not watch the lesson cannot open a call over it', async () => {
  expect((await create(scene.colleague, { personIds: [scene.coach.id] })).status).toBe(404);
});

test('a call from a trajectory belongs to its coachee, and is opened by its coach or coachee', async () => {
  const { organisationId, teacher, coach, colleague } = scene;
  const people = { organisationId, coacheeId: teacher.id, coachId: coach.id };
  const { body: trajectory } = await world.call(coach, trajectoryRoutes.create, {
    body: { ...people, title: 'Instructie', startsOn: '2026-09-01', endsOn: '2027-06-01' },
  });
  const trajectoryId = trajectory.id;
  const subject = { recordingId: null, trajectoryId };
  expect((await create(coach, { ...subject, personIds: [teacher.id] })).body.teacher.id).toBe(teacher.id);
  expect((await create(colleague, { ...subject, personIds: [teacher.id] })).status).toBe(404);
  expect((await create(coach, { recordingId: null })).body.code).toBe('invalid_input');
});

test('strangers to the school are not invited, nor a fifth person', async () => {
  const stranger = await world.person('Vreemde');
  expect((await create(scene.teacher, { personIds: [stranger.id] })).body.code).toBe('not_a_member');
  const four = await Promise.all(['A', 'B', 'C', 'D'].map((name) => world.member(scene.organisationId, name)));
  expect((await create(scene.teacher, { personIds: four.map(({ id }) => id) })).status).toBe(400);
});

test('planned calls come before ended ones, by pages, and one that ended stays as it was', async () => {
  const host = await world.member(scene.organisationId, 'Gastvrouw');
  const { recordingId, teacher, coach } = scene;
  const ids: string[] = [];
  for (const _ of [1, 2, 3]) ids.push(await plan(world, scene, [host, coach]));
  const [first = '', second = '', third = ''] = ids;
  await world.call(teacher, roomRoutes.end, { params: { roomId: third } });
  const page = await world.call(host, roomRoutes.list, { query: { limit: 2, recordingId } });
  expect(page.body.items.map(({ id }) => id)).toEqual([second, first]);
  const rest = await world.call(host, roomRoutes.list, {
    query: { limit: 2, cursor: page.body.next ?? '', recordingId },
  });
  expect(rest.body).toMatchObject({ items: [{ id: third }], next: null });
  const change = { params: { roomId: third }, body: { title: 'Toch nog' } };
  expect((await world.call(teacher, roomRoutes.update, change)).body.code).toBe('room_ended');
  expect((await world.call(teacher, roomRoutes.end, { params: { roomId: third } })).status).toBe(200);
});

test('the chat is for the host and who was let in', async () => {
  const params = { roomId: await plan(world, scene) };
  const read = (as: Somebody) => world.call(as, roomRoutes.messages, { params, query: {} });
  expect((await read(scene.coach)).body.code).toBe('room_not_entered');
  expect((await read(scene.teacher)).status).toBe(200);
});

test('the host plans, names and invites anew', async () => {
  const { teacher, coach, colleague } = scene;
  const roomId = await plan(world, scene);
  const plannedAt = '2026-12-01T14:00:00.000Z';
  const { body } = await world.call(teacher, roomRoutes.update, {
    params: { roomId },
    body: { title: 'Over de instructie', plannedAt, personIds: [colleague.id] },
  });
  expect(body).toMatchObject({ title: 'Over de instructie', plannedAt });
  expect((await world.call(coach, roomRoutes.get, { params: { roomId } })).status).toBe(404);
  expect((await world.call(colleague, roomRoutes.get, { params: { roomId } })).status).toBe(200);
});

test('a call that nobody came back to for a day is over; one that is planned, or of a talk to come, is not', async () => {
  const host = await world.member(scene.organisationId, 'Gastheer');
  const { db, config } = world.services;
  const yesterday = new Date(Date.now() - 25 * 60 * 60 * 1000);
  const age = (roomId: string, changes: { plannedAt?: Date | null } = {}) =>
    db
      .updateTable('room')
      .set({ createdAt: yesterday, plannedAt: null, ...changes })
      .where('id', '=', roomId)
      .execute();
  const ids: string[] = [];
  for (const _ of [1, 2, 3, 4]) ids.push(await plan(world, scene, [host]));
  const [left = '', visited = '', later = '', fresh = ''] = ids;
  const pair = await pairOf(world);
  const talk = await planned(world, pair);
  const ofTalk = (await world.call(pair.coach, talkRoutes.call, { params: { talkId: talk.id } })).body.roomId;
  for (const roomId of [left, visited, ofTalk]) await age(roomId);
  await age(later, { plannedAt: new Date() });
  const visit = db.updateTable('roomPerson').set({ admittedAt: new Date() });
  await visit.where('roomId', '=', visited).where('personId', '=', host.id).execute();
  const services = await openServices(config);
  const second = await createApp(services);
  try {
    await second.init();
    const open = async (as = host) => {
      const { body } = await world.call(as, roomRoutes.list, { query: {} });
      return body.items.filter(({ endedAt }) => endedAt === null).map(({ id }) => id);
    };
    await until(async () => !(await open()).includes(left));
    expect((await open()).toSorted()).toEqual([visited, later, fresh].toSorted());
    expect(await open(pair.coach)).toEqual([ofTalk]);
  } finally {
    await second.close();
    await services.shutdown.end();
  }
});
