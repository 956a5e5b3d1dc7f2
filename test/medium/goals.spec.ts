import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { commentRoutes } from '@lesblik/shared/comments';
import { goalRoutes } from '@lesblik/shared/goals';
import { recordingRoutes } from '@lesblik/shared/recordings';
import { trajectoryRoutes } from '@lesblik/shared/trajectories';
import { randomUUID } from 'node:crypto';
import { lesson, share } from '../support/recordings.ts';
import { type Somebody, World } from '../support/world.ts';

let world: World;
let schoolId: string;
let teacher: Somebody;
let coach: Somebody;
let client: Somebody;
let trajectoryId: string;

beforeAll(async () => {
  world = await World.open();
  schoolId = (await world.school()).id;
  [teacher, coach, client] = await Promise.all([
    world.member(schoolId, 'Docent'),
    world.member(schoolId, 'Coach'),
    world.member(schoolId, 'Opdrachtgever'),
  ]);
});
afterAll(() => world.close());
beforeEach(async () => {
  const { body } = await world.call(coach, trajectoryRoutes.create, {
    body: {
      organisationId: schoolId,
      title: 'Vragen stellen',
      coacheeId: teacher.id,
      coachId: coach.id,
      clientId: client.id,
      startsOn: '2026-09-01',
      endsOn: '2027-02-01',
    },
  });
  trajectoryId = body.id;
});

const add = async (title: string) =>
  (await world.call(teacher, goalRoutes.add, { params: { trajectoryId }, body: { title } })).body;
const list = async (as: Somebody = teacher) =>
  (await world.call(as, goalRoutes.list, { params: { trajectoryId } })).body.items;
const titles = async () =>
  (await list()).map(({ position, title, archivedAt }) => [position, title, archivedAt === null]);
const order = (goalIds: string[]) =>
  world.call(teacher, goalRoutes.order, { params: { trajectoryId }, body: { goalIds } });
const propose = (as: Somebody, title = 'Langer wachten na een vraag') =>
  world.call(as, goalRoutes.propose, { params: { trajectoryId }, body: { title, want: 'Meer denktijd' } });

describe('the goal list', () => {
  test('the coach reads it but writes nothing in it', async () => {
    const goal = await add('Langer wachten');
    const body = { title: 'Iets anders' };
    expect(await world.call(coach, goalRoutes.add, { params: { trajectoryId }, body })).toMatchObject({ status: 403 });
    expect(await world.call(coach, goalRoutes.edit, { params: { goalId: goal.id }, body })).toMatchObject({
      status: 403,
    });
    expect(
      (await world.call(coach, goalRoutes.order, { params: { trajectoryId }, body: { goalIds: [] } })).status,
    ).toBe(403);
    expect((await list(coach)).map(({ title }) => title)).toEqual(['Langer wachten']);
  });

  test('the client does not read it, and for an outsider it does not exist', async () => {
    const goal = await add('Langer wachten');
    const stranger = await world.member(schoolId, 'Collega');
    expect((await world.call(client, goalRoutes.list, { params: { trajectoryId } })).status).toBe(403);
    expect((await world.call(client, goalRoutes.proposals, { params: { trajectoryId } })).status).toBe(403);
    expect((await world.call(stranger, goalRoutes.list, { params: { trajectoryId } })).status).toBe(404);
    const edit = { params: { goalId: goal.id }, body: { title: 'x' } };
    expect((await world.call(stranger, goalRoutes.edit, edit)).status).toBe(404);
    expect((await world.call(teacher, goalRoutes.edit, { ...edit, params: { goalId: randomUUID() } })).status).toBe(
      404,
    );
  });

  test('an order that forgets a goal, names one twice or another trajectory’s is refused and changes nothing', async () => {
    const [a, b] = [await add('Eerste'), await add('Tweede')];
    for (const ids of [[a.id], [a.id, a.id], [b.id, a.id, randomUUID()]]) {
      expect(await order(ids)).toMatchObject({ status: 409, body: { code: 'changed_meanwhile' } });
    }
    expect(await titles()).toEqual([
      [1, 'Eerste', true],
      [2, 'Tweede', true],
    ]);
  });

  test('the coachee orders it', async () => {
    const [a, b, c] = [await add('Eerste'), await add('Tweede'), await add('Derde')];
    expect((await order([c.id, a.id, b.id])).status).toBe(200);
    expect((await titles()).map(([, title]) => title)).toEqual(['Derde', 'Eerste', 'Tweede']);
  });

  test('goals written at the same moment each get a number of their own', async () => {
    await Promise.all(['a', 'b', 'c', 'd', 'e'].map(add));
    expect((await list()).map(({ position }) => position)).toEqual([1, 2, 3, 4, 5]);
  });

  test('an archived goal leaves its number to the next, stands last, and comes back as the last one', async () => {
    const [a] = [await add('Eerste'), await add('Tweede')];
    const archive = (archived: boolean) =>
      world.call(teacher, goalRoutes.edit, { params: { goalId: a.id }, body: { archived } });
    await archive(true);
    expect(await titles()).toEqual([
      [1, 'Tweede', true],
      [1, 'Eerste', false],
    ]);
    await archive(false);
    await archive(false);
    expect(await titles()).toEqual([
      [1, 'Tweede', true],
      [2, 'Eerste', true],
    ]);
  });

  test('an edit changes what it names and keeps the rest', async () => {
    const { id } = await add('Langer wachten');
    await world.call(teacher, goalRoutes.edit, { params: { goalId: id }, body: { want: 'Rust' } });
    const { body } = await world.call(teacher, goalRoutes.edit, {
      params: { goalId: id },
      body: { present: 'Ik haast' },
    });
    expect(body).toMatchObject({ title: 'Langer wachten', want: 'Rust', present: 'Ik haast', obstacles: '' });
  });

  test('which trajectory a lesson belongs to is told to whom its goals are to read, and to nobody else', async () => {
    const colleague = await world.member(schoolId, 'Collega');
    const recordingId = await lesson(world, schoolId, teacher, { trajectoryId });
    for (const one of [coach, client, colleague]) await share(world, recordingId, teacher, one);
    const told = async (as: Somebody) =>
      (await world.call(as, recordingRoutes.get, { params: { recordingId } })).body.trajectoryId;
    expect([await told(teacher), await told(coach)]).toEqual([trajectoryId, trajectoryId]);
    expect([await told(client), await told(colleague)]).toEqual([null, null]);
  });

  test('its moments are counted as the reader may see them', async () => {
    const goal = await add('Langer wachten');
    const shared = await lesson(world, schoolId, teacher, { trajectoryId });
    const own = await lesson(world, schoolId, teacher, { trajectoryId });
    await share(world, shared, teacher, coach);
    const comment = (as: Somebody, recordingId: string, isPrivate = false) =>
      world.call(as, commentRoutes.add, {
        params: { recordingId },
        body: {
          clientKey: randomUUID(),
          kind: 'compliment',
          moment: { startMs: 1000 },
          text: 'Mooi',
          goalIds: [goal.id],
          private: isPrivate,
        },
      });
    await comment(coach, shared);
    await comment(coach, shared, true);
    await comment(teacher, own);
    expect((await list(coach))[0]?.momentCount).toBe(2);
    expect((await list(teacher))[0]?.momentCount).toBe(2);
  });
});

describe('a proposal', () => {
  const answer = (as: Somebody, proposalId: string, body: Record<string, unknown>) =>
    world.call(as, goalRoutes.answer, { params: { proposalId }, body: body as { decision: 'refuse' } });
  const withdraw = (as: Somebody, proposalId: string) =>
    world.call(as, goalRoutes.withdrawProposal, { params: { proposalId } });

  test('only the coach proposes, and only the coachee answers', async () => {
    expect((await propose(teacher)).status).toBe(403);
    expect((await propose(client)).status).toBe(403);
    const { id } = (await propose(coach)).body;
    expect((await answer(coach, id, { decision: 'accept' })).status).toBe(403);
    expect((await withdraw(teacher, id)).status).toBe(403);
    expect(await list()).toEqual([]);
  });

  test('it is answered once: of an acceptance and a refusal at the same moment one counts', async () => {
    const { id } = (await propose(coach)).body;
    const both = await Promise.all([
      answer(teacher, id, { decision: 'accept' }),
      answer(teacher, id, { decision: 'accept' }),
    ]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    expect(await list()).toHaveLength(1);
    expect((await withdraw(coach, id)).body.code).toBe('proposal_already_answered');
  });

  test('taken back, it cannot be accepted', async () => {
    const { id } = (await propose(coach)).body;
    expect((await withdraw(coach, id)).status).toBe(204);
    expect((await answer(teacher, id, { decision: 'accept' })).body.code).toBe('proposal_already_answered');
    expect(await list()).toEqual([]);
  });

  test('refused, it keeps the coachee’s answer and becomes no goal', async () => {
    const { id } = (await propose(coach)).body;
    const { body } = await answer(teacher, id, { decision: 'refuse', answer: 'Nu even niet' });
    expect(body).toMatchObject({ state: 'refused', answer: 'Nu even niet', goalId: null });
    expect(await list()).toEqual([]);
  });

  test('accepted as it is, it becomes the last goal of the list', async () => {
    await add('Eerste');
    const { id } = (await propose(coach)).body;
    const { body } = await answer(teacher, id, { decision: 'accept' });
    const goals = await list();
    expect(goals[1]).toMatchObject({
      id: body.goalId,
      position: 2,
      title: 'Langer wachten na een vraag',
      want: 'Meer denktijd',
    });
  });

  test('accepted with an edit, the goal has the coachee’s words and the proposal keeps the coach’s', async () => {
    const { id } = (await propose(coach)).body;
    const { body } = await answer(teacher, id, { decision: 'accept', wording: { title: 'Ik tel tot drie' } });
    expect(body).toMatchObject({
      state: 'accepted',
      title: 'Langer wachten na een vraag',
      proposedBy: { name: 'Coach' },
    });
    expect((await list())[0]).toMatchObject({ title: 'Ik tel tot drie', want: '' });
  });

  test('coach and coachee read the proposals, the newest first', async () => {
    await propose(coach, 'Oud');
    await propose(coach, 'Nieuw');
    for (const one of [coach, teacher]) {
      const { body } = await world.call(one, goalRoutes.proposals, { params: { trajectoryId } });
      expect(body.items.map(({ title }) => title)).toEqual(['Nieuw', 'Oud']);
    }
  });
});
