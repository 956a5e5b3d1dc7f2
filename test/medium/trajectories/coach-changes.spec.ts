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
import { accept, agreeTo, begin, type Team, teamOf } from '../../support/team.ts';
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
/** With the coachee's yes: from then on the coach is asked. */
const replaced = async (coachId?: string) => {
  expect((await replace(coachId)).status).toBe(204);
  await agreeTo(world, team.teacher, trajectoryId);
};
const refuse = (as: Somebody, changeId: string, message?: string) =>
  world.call(as, coachChangeRoutes.answer, { params: { changeId }, body: { decision: 'refuse', message } });
const withdraw = (as: Somebody, changeId: string) =>
  world.call(as, coachChangeRoutes.withdraw, { params: { changeId } });
const pairs = async () => {
  const params = { organisationId: team.schoolId };
  return (await world.call(team.administrator, coachChangeRoutes.pairs, { params })).body.items;
};
const kinds = async (as: Somebody) => (await world.call(as, homeRoutes.waiting, {})).body.items.map(({ kind }) => kind);
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

describe('asked', () => {
  const asked = async (as: Somebody) => (await world.call(as, coachChangeRoutes.asked, {})).body.items;

  test('a coach who is proposed is asked once both agree, and has no part in it before a yes', async () => {
    const { change } = (await propose(team.client)).body;
    expect(await asked(team.other)).toEqual([]);
    expect((await agree(team.other, change.id)).status).toBe(404);
    expect((await agree(team.teacher, change.id)).status).toBe(204);
    expect((await agree(team.teacher, change.id)).status).toBe(403);
    expect(await asked(team.other)).toMatchObject([
      { changeId: change.id, trajectoryId, coachee: { id: team.teacher.id }, reason: 'Ander rooster' },
    ]);
    expect(await kinds(team.other)).toContain('coach_asked');
    expect((await overview(team.other)).status).toBe(404);
    expect((await overview(team.coach)).status).toBe(200);
    for (const one of [team.teacher, team.client])
      expect((await overview(one)).body.coachChange).toMatchObject({ state: 'asked', waitsForMe: false });
    expect(await asked(team.client)).toEqual([]);
  });

  test('a no leaves the coach of now, and another may be chosen', async () => {
    const { change } = (await propose(team.client)).body;
    await agree(team.teacher, change.id);
    expect((await refuse(team.other, change.id)).status).toBe(204);
    expect((await overview(team.coach)).status).toBe(200);
    expect((await agree(team.other, change.id)).body.code).toBe('proposal_already_answered');
    expect((await propose(team.teacher)).status).toBe(201);
  });

  test('a no and its words reach coachee, client and administrator, until another is proposed', async () => {
    const { change } = (await propose(team.client)).body;
    await agree(team.teacher, change.id);
    await refuse(team.other, change.id, 'Ik heb dit jaar geen tijd');
    const somebody = { id: team.other.id };
    const told = { by: somebody, coach: somebody, message: 'Ik heb dit jaar geen tijd', at: expect.any(String) };
    for (const one of [team.teacher, team.client])
      expect((await overview(one)).body).toMatchObject({ coachChange: null, coachRefusal: told });
    for (const one of [team.coach, team.supervisor]) expect((await overview(one)).body.coachRefusal).toBeNull();
    expect(await pairs()).toMatchObject([{ wished: null, refusal: told }]);
    await propose(team.teacher, team.supervisor.id);
    expect((await overview(team.client)).body.coachRefusal).toBeNull();
    expect(await pairs()).toMatchObject([{ refusal: null }]);
  });

  test('what coachee and client do not agree on is told to them, and to no administrator', async () => {
    const { change } = (await propose(team.client)).body;
    await refuse(team.teacher, change.id);
    expect((await overview(team.client)).body.coachRefusal).toMatchObject({
      by: { id: team.teacher.id },
      coach: { id: team.other.id },
    });
    expect(await pairs()).toMatchObject([{ refusal: null }]);
  });

  test.each(['teacher', 'client', 'administrator'] as const)(
    'the %s takes an administrator’s question back, and another may be chosen',
    async (role) => {
      await replaced();
      const changeId = (await asked(team.other))[0]?.changeId ?? '';
      expect((await withdraw(team.other, changeId)).status).toBe(404);
      expect((await withdraw(team.coach, changeId)).status).toBe(403);
      expect((await withdraw(team[role], changeId)).status).toBe(204);
      expect(await asked(team.other)).toEqual([]);
      expect((await withdraw(team[role], changeId)).body.code).toBe('proposal_already_answered');
      expect((await propose(team.client)).status).toBe(201);
    },
  );

  test('an administrator of another school takes nothing back', async () => {
    const { change } = (await propose(team.client)).body;
    const elsewhere = await world.school('Elders');
    expect((await withdraw(elsewhere.administrator, change.id)).status).toBe(404);
  });

  test('a coach who left waits for coachee and client again once the one who was asked left too', async () => {
    await replaced();
    for (const one of [team.coach, team.other]) {
      expect(await kinds(team.client)).not.toContain('coach_left');
      await world.services.db.deleteFrom('membership').where('personId', '=', one.id).execute();
    }
    for (const one of [team.teacher, team.client]) expect(await kinds(one)).toContain('coach_left');
  });

  test('of a yes and a withdrawal at once, one counts', async () => {
    const { change } = (await propose(team.client)).body;
    await agree(team.teacher, change.id);
    const both = await Promise.all([
      agree(team.other, change.id),
      world.call(team.client, coachChangeRoutes.withdraw, { params: { changeId: change.id } }),
    ]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 409]);
  });

  test('who left the school meanwhile, or whose trajectory is over, takes nothing over', async () => {
    await replaced();
    const changeId = (await asked(team.other))[0]?.changeId ?? '';
    const { db } = world.services;
    await db.updateTable('trajectory').set({ phase: 'closed' }).where('id', '=', trajectoryId).execute();
    expect(await asked(team.other)).toEqual([]);
    expect((await agree(team.other, changeId)).body.code).toBe('trajectory_over');
    await db.updateTable('trajectory').set({ phase: 'goals' }).where('id', '=', trajectoryId).execute();
    await db.deleteFrom('membership').where('personId', '=', team.other.id).execute();
    expect(await asked(team.other)).toEqual([]);
    expect((await agree(team.other, changeId)).status).toBe(404);
  });

  test('an administrator who asks another takes the first question back', async () => {
    await replaced();
    await replaced(team.supervisor.id);
    expect(await asked(team.other)).toEqual([]);
    expect(await asked(team.supervisor)).toHaveLength(1);
  });
});

describe('an administrator', () => {
  const itself = () => replace(team.administrator.id);
  const changeOf = async (as: Somebody) => (await overview(as)).body.coachChange;
  const idOf = async (as: Somebody) => (await changeOf(as))?.id ?? '';

  test('does not become the coach on their own word, nor on the client’s', async () => {
    expect((await itself()).status).toBe(204);
    const changeId = await idOf(team.client);
    for (const one of [team.administrator, team.coach, team.client, team.supervisor, team.other])
      expect([403, 404]).toContain((await agree(one, changeId)).status);
    expect((await world.call(team.administrator, coachChangeRoutes.asked, {})).body.items).toEqual([]);
    expect(await kinds(team.administrator)).not.toContain('coach_asked');
    expect((await overview(team.administrator)).status).toBe(404);
    expect((await overview(team.coach)).status).toBe(200);
    expect((await changeOf(team.client))?.state).toBe('open');
  });

  test('waits for the coachee alone, sees so, and the coach is asked after the coachee’s yes', async () => {
    await replace();
    expect(await changeOf(team.teacher)).toMatchObject({
      state: 'open',
      waitsForMe: true,
      coach: { id: team.other.id },
    });
    expect(await changeOf(team.client)).toMatchObject({ state: 'open', waitsForMe: false });
    expect(await kinds(team.teacher)).toContain('coach_change');
    for (const one of [team.client, team.other]) expect(await kinds(one)).toEqual([]);
    expect(await pairs()).toMatchObject([{ wished: { id: team.other.id, state: 'open', left: false } }]);
    await agreeTo(world, team.teacher, trajectoryId);
    expect(await pairs()).toMatchObject([{ wished: { id: team.other.id, state: 'asked' } }]);
    expect(await kinds(team.other)).toEqual(['coach_asked']);
    await accept(world, team.other);
    expect((await overview(team.other)).status).toBe(200);
  });

  test('is refused by the coachee, reads so, and may propose another', async () => {
    await itself();
    expect((await refuse(team.teacher, await idOf(team.teacher))).status).toBe(204);
    expect(await pairs()).toMatchObject([{ wished: null, refusal: { by: { id: team.teacher.id } } }]);
    expect((await overview(team.coach)).status).toBe(200);
    expect((await replace()).status).toBe(204);
  });

  test('takes a proposal back before the coachee answered', async () => {
    await replace();
    const [pair] = await pairs();
    expect((await withdraw(team.administrator, pair?.wished?.changeId ?? '')).status).toBe(204);
    expect(await changeOf(team.teacher)).toBeNull();
    expect(await pairs()).toMatchObject([{ wished: null }]);
  });

  test('reads nothing of what coachee and client have not agreed on', async () => {
    await propose(team.client);
    expect(await pairs()).toMatchObject([{ wished: null }]);
  });
});

test('coachee and client agree, and from the new coach’s yes on the former sees nothing of it', async () => {
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
  expect((await overview(team.coach)).status).toBe(200);
  await accept(world, team.other);

  expect((await overview(team.coach)).status).toBe(404);
  expect((await world.call(team.coach, recordingRoutes.get, { params: { recordingId } })).status).toBe(404);
  expect((await world.call(team.coach, roomRoutes.get, { params: { roomId: call.id } })).status).toBe(404);
  expect((await world.call(team.teacher, grantRoutes.list, { params: { recordingId } })).body.items).toEqual([]);
  const { body } = await overview(team.other);
  expect(body).toMatchObject({
    trajectory: { coach: { id: team.other.id }, myRoles: ['coach'] },
    history: [{ coach: { from: { id: team.coach.id }, to: { id: team.other.id } }, reason: 'Ander rooster' }],
  });
  // Who wrote the reason reads it back; the supervisor reads no reasons.
  const event = { by: { id: team.client.id }, coach: { to: { id: team.other.id } } };
  expect((await overview(team.client)).body.history).toMatchObject([{ ...event, reason: 'Ander rooster' }]);
  expect((await overview(team.supervisor)).body.history).toMatchObject([{ ...event, reason: '' }]);
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
    await agreeTo(world, pair.teacher, pair.trajectoryId);
    await accept(world, pair.colleague);
    // Sooner than the next round of looking at everybody.
    await until(() => ended === talkId, 5_000, 'the end of the former coach’s talk');
  } finally {
    page.close();
  }
});

test('of an agreement and a withdrawal at once no half of each counts', async () => {
  const { change } = (await propose(team.teacher)).body;
  const changeId = change?.id ?? '';
  const both = await Promise.all([agree(team.client, changeId), withdraw(team.teacher, changeId)]);
  const [agreed, withdrawn] = both.map(({ status }) => status);
  const state = (await overview(team.teacher)).body.coachChange?.state ?? 'gone';
  // A coach who is asked may be let go still, so the agreement may come first and both be done; never the other way round.
  expect([
    [409, 204, 'gone'],
    [204, 409, 'asked'],
    [204, 204, 'gone'],
  ]).toContainEqual([agreed, withdrawn, state]);
  expect(await kinds(team.other)).toEqual(state === 'asked' ? ['coach_asked'] : []);
});

test('without a client the coachee’s word is enough to ask', async () => {
  await world.call(team.coach, trajectoryRoutes.update, { params: { trajectoryId }, body: { clientId: null } });
  expect((await propose(team.teacher)).body.change).toMatchObject({ state: 'asked' });
  await accept(world, team.other);
  expect((await overview(team.other)).status).toBe(200);
});

test('a coach who leaves the school: the page says so, it waits for coachee and client, and the administrator finds it', async () => {
  const organisationId = team.schoolId;
  await world.call(team.administrator, organisationRoutes.removeMember, {
    params: { organisationId, personId: team.coach.id },
  });
  expect((await overview(team.coach)).status).toBe(401);
  const again = { ...team.coach, cookie: await world.signIn(team.coach.email) };
  expect((await overview(again)).status).toBe(404);
  expect((await overview(team.teacher)).body.trajectory).toMatchObject({ coachLeft: true });
  for (const one of [team.teacher, team.client]) expect(await kinds(one)).toContain('coach_left');
  expect(await kinds(team.supervisor)).not.toContain('coach_left');
  expect(await pairs()).toMatchObject([{ trajectoryId, coachLeft: true, coach: { name: 'Coach' } }]);
  await replaced();
  expect(await pairs()).toMatchObject([{ coachLeft: true, wished: { id: team.other.id, state: 'asked' } }]);
  await accept(world, team.other);
  expect(await pairs()).toMatchObject([{ trajectoryId, coachLeft: false, wished: null, coach: { id: team.other.id } }]);
  expect((await overview(team.administrator)).status).toBe(404);
});

test('somebody who was asked and then left the school is said to be gone, to coachee, client and administrator', async () => {
  const organisationId = team.schoolId;
  await replaced();
  expect((await overview(team.teacher)).body.coachChange).toMatchObject({ state: 'asked', coachLeft: false });
  for (const { id: personId } of [team.coach, team.other])
    await world.call(team.administrator, organisationRoutes.removeMember, { params: { organisationId, personId } });
  for (const one of [team.teacher, team.client])
    expect((await overview(one)).body.coachChange).toMatchObject({ state: 'asked', coachLeft: true });
  expect(await pairs()).toMatchObject([{ coachLeft: true, wished: { id: team.other.id, left: true } }]);
});

test('a guest coach whose stay is over has left too', async () => {
  const guest = await world.member(team.schoolId, 'Gastcoach', 'guest', new Date(Date.now() + 60_000));
  await replaced(guest.id);
  await accept(world, guest);
  expect((await overview(team.teacher)).body.trajectory).toMatchObject({ coachLeft: false });
  await world.services.db
    .updateTable('membership')
    .set({ endsAt: new Date(Date.now() - 1) })
    .where('personId', '=', guest.id)
    .execute();
  expect((await overview(team.teacher)).body.trajectory).toMatchObject({ coachLeft: true });
  expect((await overview(guest)).status).toBe(404);
});
