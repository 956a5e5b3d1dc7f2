import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { goalRoutes } from '@lesblik/shared/goals';
import { identityRoutes } from '@lesblik/shared/identity';
import { organisationRoutes } from '@lesblik/shared/organisations';
import { trajectoryRoutes } from '@lesblik/shared/trajectories';
import { lesson, share } from '../support/recordings.ts';
import { type Somebody, World } from '../support/world.ts';

let world: World;
let school: { id: string; administrator: Somebody };
let teacher: Somebody;
let coach: Somebody;
let client: Somebody;
let supervisor: Somebody;

beforeAll(async () => {
  world = await World.open();
  school = await world.school();
  [teacher, coach, client, supervisor] = await Promise.all([
    world.member(school.id, 'Docent'),
    world.member(school.id, 'Coach'),
    world.member(school.id, 'Opdrachtgever'),
    world.member(school.id, 'Leidinggevende'),
  ]);
});
afterAll(() => world.close());

const fields = () => ({
  organisationId: school.id,
  title: 'Rust in de klas',
  coacheeId: teacher.id,
  coachId: coach.id,
  clientId: client.id,
  supervisorId: supervisor.id,
  startsOn: '2026-09-01',
  endsOn: '2027-02-01',
});
const create = (as: Somebody, changes: Partial<ReturnType<typeof fields>> = {}) =>
  world.call(as, trajectoryRoutes.create, { body: { ...fields(), ...changes } });
const get = (as: Somebody, trajectoryId: string) => world.call(as, trajectoryRoutes.get, { params: { trajectoryId } });
const update = (as: Somebody, trajectoryId: string, body: Record<string, unknown>) =>
  world.call(as, trajectoryRoutes.update, { params: { trajectoryId }, body });

describe('starting a trajectory', () => {
  test('a colleague who is neither its coach nor its coachee does not start one', async () => {
    expect(await create(supervisor)).toMatchObject({ status: 403, body: { code: 'not_allowed' } });
  });

  test('for somebody outside the school it does not exist', async () => {
    expect((await create(await world.person('Vreemde'))).status).toBe(404);
    expect((await create(coach, { organisationId: randomUUID() })).status).toBe(404);
  });

  test('everybody in it belongs to the school, today', async () => {
    const outsider = await world.person('Vreemde');
    const gone = await world.member(school.id, 'Gast', 'guest', new Date(Date.now() - 1000));
    expect(await create(coach, { clientId: outsider.id })).toMatchObject({
      status: 400,
      body: { code: 'not_a_member' },
    });
    expect(await create(teacher, { coachId: gone.id })).toMatchObject({ body: { code: 'not_a_member' } });
  });

  test('nobody coaches themselves, and no period ends before it starts', async () => {
    expect((await create(coach, { coacheeId: coach.id })).body.code).toBe('same_person_twice');
    expect((await create(coach, { endsOn: '2026-08-31' })).body.code).toBe('period_ends_before_it_starts');
  });

  test('its coach, its coachee and an administrator start one; the administrator then sees no more of it', async () => {
    expect(await create(coach)).toMatchObject({ status: 201, body: { myRoles: ['coach'], phase: 'goals' } });
    expect(await create(teacher)).toMatchObject({
      status: 201,
      body: { myRoles: ['coachee'], startsOn: '2026-09-01' },
    });
    const made = await create(school.administrator);
    expect(made).toMatchObject({ status: 201, body: { myRoles: [] } });
    expect((await get(school.administrator, made.body.id)).status).toBe(404);
    expect((await world.call(school.administrator, trajectoryRoutes.list, {})).body.items).toEqual([]);
  });
});

describe('a running trajectory', () => {
  let id: string;
  beforeEach(async () => {
    id = (await create(coach)).body.id;
  });

  test('a colleague without a role in it does not find it', async () => {
    const colleague = await world.member(school.id, 'Collega');
    expect((await get(colleague, id)).status).toBe(404);
    expect((await update(colleague, id, { title: 'x' })).status).toBe(404);
  });

  test('client and supervisor change nothing', async () => {
    for (const one of [client, supervisor]) {
      expect(await update(one, id, { phase: 'closed' })).toMatchObject({ status: 403, body: { code: 'not_allowed' } });
    }
  });

  test('the period cannot be turned round by changing one end', async () => {
    expect((await update(coach, id, { endsOn: '2026-08-01' })).body.code).toBe('period_ends_before_it_starts');
  });

  test('a client from outside the school is refused', async () => {
    const outsider = await world.person('Vreemde');
    expect((await update(teacher, id, { clientId: outsider.id })).body.code).toBe('not_a_member');
  });

  test('whoever left the school does not see it any more', async () => {
    const guest = await world.member(school.id, 'Gastcoach', 'guest', new Date(Date.now() + 60_000));
    const theirs = (await create(guest, { coachId: guest.id })).body.id;
    expect((await get(guest, theirs)).status).toBe(200);
    await world.services.db
      .updateTable('membership')
      .set({ endsAt: new Date(Date.now() - 1) })
      .where('personId', '=', guest.id)
      .execute();
    expect((await get(guest, theirs)).status).toBe(404);
    expect((await world.call(guest, trajectoryRoutes.list, {})).body.items).toEqual([]);
  });

  test('coach and coachee change it, and only what they name', async () => {
    await update(coach, id, { phase: 'coaching' });
    const { body } = await update(teacher, id, { title: 'Rust', clientId: null });
    expect(body).toMatchObject({
      title: 'Rust',
      phase: 'coaching',
      client: null,
      supervisor: { name: 'Leidinggevende' },
    });
  });

  test('coach and coachee each set title, period, phase, client and supervisor; who guides whom stays', async () => {
    const other = await world.member(school.id, 'Collega');
    const changes = { title: 'Orde', startsOn: '2026-10-01', endsOn: '2027-03-01', phase: 'coaching' } as const;
    for (const one of [coach, teacher]) {
      const own = (await create(coach)).body.id;
      const { status, body } = await update(one, own, { ...changes, clientId: other.id, supervisorId: null });
      expect([status, body]).toMatchObject([200, { ...changes, client: { id: other.id }, supervisor: null }]);
      await update(one, own, { coachId: other.id, coacheeId: other.id, organisationId: randomUUID() });
      expect((await get(teacher, own)).body).toMatchObject({ coach: { id: coach.id }, coachee: { id: teacher.id } });
    }
  });

  test('client and supervisor see phase, dates and counts, and nothing of what was said', async () => {
    await world.call(teacher, goalRoutes.add, { params: { trajectoryId: id }, body: { title: 'Geheim leerdoel' } });
    const shared = await lesson(world, school.id, teacher, { trajectoryId: id, title: 'Geheime les' });
    await share(world, shared, teacher, coach);
    for (const [one, role] of [
      [client, 'client'],
      [supervisor, 'supervisor'],
    ] as const) {
      const { body } = await get(one, id);
      expect(body).toMatchObject({ goalCount: 1, recordingCount: 1, myRoles: [role], endsOn: '2027-02-01' });
      expect(JSON.stringify(body)).not.toContain('Gehei');
    }
  });

  test('of a lesson that its owner kept for themselves no number tells anybody else', async () => {
    const counts = async () => {
      const of = async (who: Somebody) => (await get(who, id)).body.recordingCount;
      return Promise.all([teacher, coach, client, supervisor].map(of));
    };
    expect(await counts()).toEqual([0, 0, 0, 0]);
    const kept = await lesson(world, school.id, teacher, { trajectoryId: id });
    // A film that was refused is no lesson.
    await lesson(world, school.id, teacher, { trajectoryId: id, state: 'failed' });
    expect(await counts()).toEqual([1, 0, 0, 0]);
    const { items } = (await world.call(client, trajectoryRoutes.list, {})).body;
    expect(items.find((one) => one.id === id)?.recordingCount).toBe(0);
    const grantId = await share(world, kept, teacher, coach);
    expect(await counts()).toEqual([1, 1, 1, 1]);
    await share(world, await lesson(world, school.id, teacher, { trajectoryId: id }), teacher, supervisor);
    expect(await counts()).toEqual([2, 1, 1, 2]);
    const { db } = world.services;
    await db.updateTable('recordingGrant').set({ withdrawnAt: new Date() }).where('id', '=', grantId).execute();
    expect(await counts()).toEqual([2, 0, 0, 1]);
  });

  test('everybody with a role finds it in their list', async () => {
    for (const one of [teacher, coach, client, supervisor]) {
      const { body } = await world.call(one, trajectoryRoutes.list, {});
      expect(body.items.map((item) => item.id)).toContain(id);
    }
  });
});

test('who belongs to two schools works in either, for every request names its school', async () => {
  const other = await world.school('De Klimop');
  await world.services.db
    .insertInto('membership')
    .values({ organisationId: other.id, personId: coach.id, role: 'member' })
    .execute();
  const { body: me } = await world.call(coach, identityRoutes.me, {});
  expect(me.memberships.map(({ organisationName }) => organisationName).toSorted()).toEqual([
    'De Klimop',
    'De Regenboog',
  ]);
  const pupil = await world.member(other.id, 'Andere docent');
  const here = await create(coach);
  const there = await create(coach, {
    organisationId: other.id,
    coacheeId: pupil.id,
    clientId: other.administrator.id,
    supervisorId: other.administrator.id,
  });
  expect(there).toMatchObject({ status: 201, body: { organisationId: other.id } });
  const { body: list } = await world.call(coach, trajectoryRoutes.list, {});
  expect(list.items.map(({ id }) => id)).toEqual(expect.arrayContaining([here.body.id, there.body.id]));
  const colleagues = async (organisationId: string) =>
    (await world.call(coach, organisationRoutes.colleagues, { params: { organisationId } })).body.items;
  expect((await colleagues(other.id)).map(({ id }) => id)).toContain(pupil.id);
  expect((await colleagues(school.id)).map(({ id }) => id)).not.toContain(pupil.id);
});
