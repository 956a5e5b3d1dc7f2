import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { homeRoutes } from '@lesblik/shared/home';
import { requestRoutes } from '@lesblik/shared/requests';
import { trajectoryRoutes } from '@lesblik/shared/trajectories';
import { begin, type Team, teamOf } from '../../support/team.ts';
import { type Somebody, World } from '../../support/world.ts';

let world: World;
let team: Team;

beforeAll(async () => {
  world = await World.open();
  team = await teamOf(world);
});
afterAll(() => world.close());

const file = (as: Somebody, changes: { coachIds?: string[]; openToCoaches?: boolean; clientId?: string } = {}) =>
  world.call(as, requestRoutes.file, {
    body: {
      ...{ organisationId: team.schoolId, title: 'Rust in de klas', reason: 'Onrust bij de start' },
      ...{ coacheeId: team.teacher.id, clientId: team.client.id, supervisorId: team.supervisor.id },
      ...{ startsOn: '2026-09-01', endsOn: '2027-02-01', coachIds: [team.coach.id], ...changes },
    },
  });
const one = (requestId: string) => ({ params: { requestId } });
const take = (as: Somebody, id: string) => world.call(as, requestRoutes.take, one(id));
const get = (as: Somebody, id: string) => world.call(as, requestRoutes.get, one(id));
const say = (message: string, id: string) => ({ ...one(id), body: { message } });

describe('refused', () => {
  test('nobody but an administrator asks in another’s name, and a guest asks nothing', async () => {
    expect((await file(team.supervisor)).status).toBe(403);
    const guest = await world.member(team.schoolId, 'Gast', 'guest', new Date(Date.now() + 60_000));
    expect((await file(guest, { clientId: guest.id })).status).toBe(403);
    expect((await file(team.administrator)).status).toBe(201);
  });

  test('a request asks somebody, and not the coachee to coach themselves', async () => {
    expect((await file(team.client, { coachIds: [] })).body.code).toBe('request_asks_nobody');
    expect((await file(team.client, { coachIds: [team.teacher.id] })).body.code).toBe('same_person_twice');
    expect((await file(team.client, { coachIds: [(await world.person('Vreemde')).id] })).body.code).toBe(
      'not_a_member',
    );
  });

  test('a coach who was not asked does not find it', async () => {
    const { id } = (await file(team.client)).body;
    expect((await get(team.other, id)).status).toBe(404);
    expect((await take(team.other, id)).status).toBe(404);
  });
});

test('taken, it is a trajectory in its first phase, with the same people and its reason for coachee and coach', async () => {
  const { id } = (await file(team.client)).body;
  const { trajectoryId } = (await take(team.coach, id)).body;
  const { body } = await world.call(team.teacher, trajectoryRoutes.overview, { params: { trajectoryId } });
  expect(body).toMatchObject({
    trajectory: { phase: 'request', standing: 'running', coach: { id: team.coach.id }, client: { id: team.client.id } },
    inside: { reason: 'Onrust bij de start' },
  });
  expect((await get(team.client, id)).body).toMatchObject({ state: 'taken', trajectoryId, may: [] });
});

test('of two coaches at once one gets it; the other is told, and reads no reason any more', async () => {
  const { id } = (await file(team.client, { coachIds: [team.coach.id, team.other.id] })).body;
  const both = await Promise.all([take(team.coach, id), take(team.other, id)]);
  expect(both.map(({ status }) => status)).toEqual(expect.arrayContaining([201, 409]));
  expect(both.find(({ status }) => status === 409)?.body.code).toBe('request_taken');
  const loser = both[0]?.status === 409 ? team.coach : team.other;
  expect((await get(loser, id)).body).toMatchObject({ state: 'taken', reason: '', trajectoryId: null, may: [] });
  const { body } = await world.call(loser, requestRoutes.list, {});
  expect(body.items.map((item) => item.id)).not.toContain(id);
});

test('who withdraws, asks on or says no after a coach took it is told that, not that another coach was first', async () => {
  const { id } = (await file(team.client)).body;
  await take(team.coach, id);
  const answers = [
    await world.call(team.client, requestRoutes.withdraw, say('Het is opgelost', id)),
    await world.call(team.client, requestRoutes.ask, { ...one(id), body: { coachIds: [team.other.id] } }),
    await world.call(team.teacher, requestRoutes.refuse, say('Nu liever niet', id)),
  ];
  for (const { status, body } of answers) expect([status, body]).toMatchObject([409, { code: 'request_has_coach' }]);
});

test('open to coaches: whoever coaches at the school may take it, a colleague who does not coach never sees it', async () => {
  await begin(world, { ...team, coach: team.other });
  const colleague = await world.member(team.schoolId, 'Collega');
  const { id } = (await file(team.client, { coachIds: [], openToCoaches: true })).body;
  expect((await get(colleague, id)).status).toBe(404);
  expect((await get(team.other, id)).body).toMatchObject({ may: ['take', 'refuse'], reason: 'Onrust bij de start' });
  expect((await take(team.other, id)).status).toBe(201);
});

test('a coach refuses for themselves, and the client asks another', async () => {
  const { id } = (await file(team.client)).body;
  await world.call(team.coach, requestRoutes.refuse, say('Ik zit vol, sorry', id));
  expect((await get(team.client, id)).body).toMatchObject({
    state: 'open',
    asked: [{ coach: { id: team.coach.id }, message: 'Ik zit vol, sorry', refusedAt: expect.any(String) }],
  });
  expect((await take(team.coach, id)).status).toBe(403);
  const { body } = await world.call(team.client, requestRoutes.ask, {
    ...one(id),
    body: { coachIds: [team.other.id] },
  });
  expect(body.asked).toHaveLength(2);
  expect((await get(team.other, id)).body.asked).toMatchObject([{ coach: { id: team.other.id } }]);
  expect((await take(team.other, id)).status).toBe(201);
});

test('the coachee’s no ends it, and a client’s withdrawal too', async () => {
  const { id } = (await file(team.client)).body;
  await world.call(team.teacher, requestRoutes.refuse, say('Nu liever niet', id));
  expect((await get(team.client, id)).body).toMatchObject({ state: 'refused', message: 'Nu liever niet' });
  expect((await take(team.coach, id)).body.code).toBe('request_ended');

  const second = (await file(team.client)).body.id;
  await world.call(team.client, requestRoutes.withdraw, say('Het is opgelost', second));
  expect((await take(team.coach, second)).body.code).toBe('request_ended');
  expect((await get(team.teacher, second)).body).toMatchObject({ state: 'withdrawn', message: 'Het is opgelost' });
});

test('an administrator who files for a client sees the request, and not the trajectory it became', async () => {
  const { id } = (await file(team.administrator)).body;
  const { trajectoryId } = (await take(team.coach, id)).body;
  expect((await get(team.administrator, id)).body).toMatchObject({ state: 'taken', trajectoryId: null });
  expect((await world.call(team.administrator, trajectoryRoutes.overview, { params: { trajectoryId } })).status).toBe(
    404,
  );
});

test('a guest whose stay is over neither finds nor takes what they were asked', async () => {
  const guest = await world.member(team.schoolId, 'Gastcoach', 'guest', new Date(Date.now() + 60_000));
  const { id } = (await file(team.client, { coachIds: [guest.id] })).body;
  expect((await get(guest, id)).status).toBe(200);
  await world.services.db
    .updateTable('membership')
    .set({ endsAt: new Date(Date.now() - 1) })
    .where('personId', '=', guest.id)
    .execute();
  expect((await take(guest, id)).status).toBe(404);
});

test('it waits at home for the coach who was asked, until somebody takes it, and for the client when all refused', async () => {
  const { id } = (await file(team.client, { coachIds: [team.other.id] })).body;
  const waits = async (as: Somebody) =>
    (await world.call(as, homeRoutes.waiting, {})).body.items
      .filter((item) => 'requestId' in item && item.requestId === id)
      .map(({ kind }) => kind);
  expect(await waits(team.other)).toEqual(['request_for_you']);
  expect(await waits(team.client)).toEqual([]);
  await world.call(team.other, requestRoutes.refuse, say('', id));
  expect(await waits(team.other)).toEqual([]);
  expect(await waits(team.client)).toEqual(['request_without_coach']);
});
