import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { coachChangeRoutes } from '@lesblik/shared/coach-changes';
import { goalRoutes } from '@lesblik/shared/goals';
import { grantRoutes } from '@lesblik/shared/grants';
import { homeRoutes } from '@lesblik/shared/home';
import { organisationRoutes } from '@lesblik/shared/organisations';
import { recordingRoutes } from '@lesblik/shared/recordings';
import { roomRoutes } from '@lesblik/shared/rooms';
import { trajectoryRoutes } from '@lesblik/shared/trajectories';
import { lesson, share } from '../../support/recordings.ts';
import { TalkPage } from '../../support/talk-pages.ts';
import { offered, pairOf } from '../../support/talks.ts';
import { begin, type Team, teamOf } from '../../support/team.ts';
import { until } from '../../support/until.ts';
import { type Somebody, World } from '../../support/world.ts';

let world: World;
let team: Team;
let trajectoryId: string;

beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());
beforeEach(async () => {
  team = await teamOf(world);
  trajectoryId = await begin(world, team);
});

const propose = (as: Somebody, coachId = team.other.id) =>
  world.call(as, coachChangeRoutes.propose, { params: { trajectoryId }, body: { coachId, reason: 'Ander rooster' } });
const agree = (as: Somebody, changeId: string) =>
  world.call(as, coachChangeRoutes.answer, { params: { changeId }, body: { decision: 'agree' } });
const replace = (coachId = team.other.id) =>
  world.call(team.administrator, coachChangeRoutes.replace, {
    params: { organisationId: team.schoolId, trajectoryId },
    body: { coachId },
  });
const overview = (as: Somebody) => world.call(as, trajectoryRoutes.overview, { params: { trajectoryId } });

describe('refused', () => {
  test('coach and supervisor choose no other coach', async () => {
    for (const one of [team.coach, team.supervisor]) expect((await propose(one)).status).toBe(403);
  });

  test('the coachee, the coach of now, and somebody from elsewhere are no new coach', async () => {
    expect((await propose(team.client, team.teacher.id)).body.code).toBe('same_person_twice');
    expect((await propose(team.client, team.coach.id)).body.code).toBe('same_coach');
    expect((await propose(team.client, (await world.person('Vreemde')).id)).body.code).toBe('not_a_member');
  });

  test('nobody agrees with themselves, and one proposal waits at a time', async () => {
    const { change } = (await propose(team.client)).body;
    expect((await agree(team.client, change?.id ?? '')).status).toBe(403);
    expect((await propose(team.teacher)).body.code).toBe('coach_change_waits');
  });

  test('an administrator of another school', async () => {
    const elsewhere = await world.school('Elders');
    const { status } = await world.call(elsewhere.administrator, coachChangeRoutes.replace, {
      params: { organisationId: elsewhere.id, trajectoryId },
      body: { coachId: elsewhere.administrator.id },
    });
    expect(status).toBe(404);
  });
});

test('coachee and client agree, and from that request on the former coach sees nothing of it', async () => {
  const recordingId = await lesson(world, team.schoolId, team.teacher, { trajectoryId });
  await share(world, recordingId, team.teacher, team.coach);
  const { body: call } = await world.call(team.coach, roomRoutes.create, {
    body: { title: 'Terugkijken', trajectoryId, personIds: [team.teacher.id] },
  });
  await world.call(team.coach, goalRoutes.propose, { params: { trajectoryId }, body: { title: 'Een voorstel' } });
  const { change } = (await propose(team.client)).body;
  expect((await overview(team.teacher)).body.coachChange).toMatchObject({
    waitsForMe: true,
    coach: { id: team.other.id },
  });
  expect((await overview(team.coach)).body.coachChange).toBeNull();
  expect((await agree(team.teacher, change?.id ?? '')).status).toBe(204);

  expect((await overview(team.coach)).status).toBe(404);
  expect((await world.call(team.coach, recordingRoutes.get, { params: { recordingId } })).status).toBe(404);
  expect((await world.call(team.coach, roomRoutes.get, { params: { roomId: call.id } })).status).toBe(404);
  expect((await world.call(team.teacher, grantRoutes.list, { params: { recordingId } })).body.items).toEqual([]);
  const { body } = await overview(team.other);
  expect(body).toMatchObject({
    trajectory: { coach: { id: team.other.id }, myRoles: ['coach'] },
    history: [{ coach: { from: { id: team.coach.id }, to: { id: team.other.id } }, reason: 'Ander rooster' }],
  });
  const { body: proposals } = await world.call(team.teacher, goalRoutes.proposals, { params: { trajectoryId } });
  expect(proposals.items).toMatchObject([{ state: 'withdrawn' }]);
});

test('a former coach who has a talk open is put out of it at once', async () => {
  const pair = await pairOf(world);
  const { id: talkId } = await offered(world, pair);
  const page = await (await TalkPage.open(world.url, pair.coach, talkId)).loaded();
  try {
    let ended: string | undefined;
    page.socket.on('talk:ended', (notice) => (ended = notice.talkId));
    const { status } = await world.call(pair.administrator, coachChangeRoutes.replace, {
      params: { organisationId: pair.organisationId, trajectoryId: pair.trajectoryId },
      body: { coachId: pair.colleague.id },
    });
    expect(status).toBe(204);
    // Sooner than the next round of looking at everybody.
    await until(() => ended === talkId, 5_000, 'the end of the former coach’s talk');
  } finally {
    page.close();
  }
});

test('of an agreement and a withdrawal at once, one counts', async () => {
  const { change } = (await propose(team.teacher)).body;
  const changeId = change?.id ?? '';
  const both = await Promise.all([
    agree(team.client, changeId),
    world.call(team.teacher, coachChangeRoutes.withdraw, { params: { changeId } }),
  ]);
  expect(both.map(({ status }) => status)).toEqual(expect.arrayContaining([204, 409]));
});

test('without a client the coachee’s word is enough', async () => {
  await world.call(team.coach, trajectoryRoutes.update, { params: { trajectoryId }, body: { clientId: null } });
  expect((await propose(team.teacher)).body).toEqual({ change: null });
  expect((await overview(team.other)).status).toBe(200);
});

test('a coach who leaves the school: the page says so, it waits for coachee and client, and the administrator finds it', async () => {
  const organisationId = team.schoolId;
  await world.call(team.administrator, organisationRoutes.removeMember, {
    params: { organisationId, personId: team.coach.id },
  });
  expect((await overview(team.coach)).status).toBe(404);
  expect((await overview(team.teacher)).body.trajectory).toMatchObject({ coachLeft: true });
  const kinds = async (as: Somebody) =>
    (await world.call(as, homeRoutes.waiting, {})).body.items.map(({ kind }) => kind);
  for (const one of [team.teacher, team.client]) expect(await kinds(one)).toContain('coach_left');
  expect(await kinds(team.supervisor)).not.toContain('coach_left');
  const pairs = async () =>
    (await world.call(team.administrator, coachChangeRoutes.pairs, { params: { organisationId } })).body.items;
  expect(await pairs()).toMatchObject([{ trajectoryId, coachLeft: true, coach: { name: 'Coach' } }]);
  expect((await replace()).status).toBe(204);
  expect(await pairs()).toMatchObject([{ trajectoryId, coachLeft: false, coach: { id: team.other.id } }]);
  expect((await overview(team.administrator)).status).toBe(404);
});

test('a guest coach whose stay is over has left too', async () => {
  const guest = await world.member(team.schoolId, 'Gastcoach', 'guest', new Date(Date.now() + 60_000));
  await replace(guest.id);
  expect((await overview(team.teacher)).body.trajectory).toMatchObject({ coachLeft: false });
  await world.services.db
    .updateTable('membership')
    .set({ endsAt: new Date(Date.now() - 1) })
    .where('personId', '=', guest.id)
    .execute();
  expect((await overview(team.teacher)).body.trajectory).toMatchObject({ coachLeft: true });
  expect((await overview(guest)).status).toBe(404);
});
