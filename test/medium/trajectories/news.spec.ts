import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { actionRoutes } from '@lesblik/shared/actions';
import { agreementRoutes } from '@lesblik/shared/agreements';
import { coachChangeRoutes } from '@lesblik/shared/coach-changes';
import { goalRoutes } from '@lesblik/shared/goals';
import { talkRoutes } from '@lesblik/shared/talks';
import { trajectoryRoutes } from '@lesblik/shared/trajectories';
import { offered, type Pair, pairOf, planned } from '../../support/talks.ts';
import { accept, agreeTo } from '../../support/team.ts';
import { trajectoryPage } from '../../support/trajectory-page.ts';
import { until } from '../../support/until.ts';
import { type Somebody, World } from '../../support/world.ts';

let world: World;
let pair: Pair;
const open: Awaited<ReturnType<typeof trajectoryPage>>[] = [];

beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());
beforeEach(async () => {
  pair = await pairOf(world);
});
afterEach(() => {
  for (const { page } of open.splice(0)) page.close();
});

async function pageOf(as: Somebody) {
  const page = await trajectoryPage(world, as, pair.trajectoryId);
  open.push(page);
  return page;
}

const params = () => ({ trajectoryId: pair.trajectoryId });
const step = (to: 'paused' | 'running', from: 'paused' | 'running') =>
  world.call(pair.coach, trajectoryRoutes.step, { params: params(), body: { from, to, reason: 'Ziek' } });

describe('who is refused', () => {
  test('for who has no part in it there is no trajectory to follow', async () => {
    for (const one of [pair.colleague, pair.administrator]) {
      expect((await pageOf(one)).answer).toMatchObject({ ok: false, problem: { code: 'not_found' } });
    }
  });

  test('what only coachee and coach see is not even told of to client and supervisor', async () => {
    const outside = await Promise.all([pair.client, pair.supervisor].map(pageOf));
    const teacher = await pageOf(pair.teacher);
    const contact = { spokenWith: 'client', spokenOn: '2026-09-02', text: 'Meer rust' } as const;
    await world.call(pair.coach, trajectoryRoutes.addContact, { params: params(), body: contact });
    const agreement = { kind: 'visibility', text: 'Alleen wij' } as const;
    await world.call(pair.coach, agreementRoutes.propose, { params: params(), body: agreement });
    await world.call(pair.coach, goalRoutes.propose, { params: params(), body: { title: 'Een voorstel' } });
    const { id: talkId } = await offered(world, pair);
    const action = { what: 'Wachten', ownerId: pair.teacher.id, dueOn: '2026-12-01' };
    await world.call(pair.coach, actionRoutes.add, { params: params(), body: action });
    const talk = { params: { talkId } };
    await world.call(pair.coach, talkRoutes.update, { ...talk, body: { title: 'Over orde' } });
    await world.call(pair.coach, talkRoutes.call, talk);
    // The call is told as one that they are invited to, and as the talk's.
    await until(() => teacher.told.length === 8, 5_000, 'eight pieces of news');
    // Notices come in order: what everybody is told last was not preceded by anything.
    await step('paused', 'running');
    for (const { told } of outside) await until(() => told.length > 0, 5_000, 'the pause');
    for (const { told } of outside) expect(told).toEqual([pair.trajectoryId]);
  });

  test('of another coach, proposed, agreed to, asked and refused, coach and supervisor are not even told', async () => {
    const others = await Promise.all([pair.coach, pair.supervisor].map(pageOf));
    const choosers = await Promise.all([pair.teacher, pair.client].map(pageOf));
    const propose = { params: params(), body: { coachId: pair.colleague.id } };
    const { change } = (await world.call(pair.client, coachChangeRoutes.propose, propose)).body;
    const answer = (as: Somebody, decision: 'agree' | 'refuse') =>
      world.call(as, coachChangeRoutes.answer, { params: { changeId: change.id }, body: { decision } });
    await answer(pair.teacher, 'agree');
    await answer(pair.colleague, 'refuse');
    const again = (await world.call(pair.teacher, coachChangeRoutes.propose, propose)).body.change;
    await world.call(pair.client, coachChangeRoutes.withdraw, { params: { changeId: again.id } });
    for (const { told } of choosers) await until(() => told.length === 5, 5_000, 'five pieces of news');
    await step('paused', 'running');
    for (const { told } of others) await until(() => told.length > 0, 5_000, 'the pause');
    for (const { told } of others) expect(told).toEqual([pair.trajectoryId]);
  });
});

test('what client and supervisor see of talks they are told: that one is planned, and that it falls', async () => {
  const client = await pageOf(pair.client);
  const { id: talkId } = await planned(world, pair);
  await until(() => client.told.length === 1, 5_000, 'the planned talk');
  await world.call(pair.coach, talkRoutes.cancel, { params: { talkId }, body: {} });
  await until(() => client.told.length === 2, 5_000, 'its end');
});

test('a step is told to all four, and to nobody who left the page', async () => {
  const pages = await Promise.all([pair.teacher, pair.coach, pair.client, pair.supervisor].map(pageOf));
  for (const { answer } of pages) expect(answer).toMatchObject({ ok: true });
  await pages[0]?.page.ask('trajectory:leave', params());
  await step('paused', 'running');
  for (const { told } of pages.slice(1)) await until(() => told.length === 1, 5_000, 'the news');
  expect(pages[0]?.told).toEqual([]);
});

test('a former coach is told that it is no longer theirs, and hears nothing after', async () => {
  const coach = await pageOf(pair.coach);
  const teacher = await pageOf(pair.teacher);
  const { organisationId, trajectoryId, colleague } = pair;
  await world.call(pair.administrator, coachChangeRoutes.replace, {
    params: { organisationId, trajectoryId },
    body: { coachId: colleague.id },
  });
  await agreeTo(world, pair.teacher, trajectoryId);
  await accept(world, colleague);
  await until(() => coach.ended.length === 1, 5_000, 'the end for the former coach');
  const heard = coach.told.length;
  const before = teacher.told.length;
  await world.call(pair.teacher, goalRoutes.add, { params: params(), body: { title: 'Een doel' } });
  await until(() => teacher.told.length > before, 5_000, 'the new goal');
  expect(coach.told).toHaveLength(heard);
});

test('a client and a supervisor who are replaced are put out at once, and hear nothing after', async () => {
  const former = await Promise.all([pair.client, pair.supervisor].map(pageOf));
  const teacher = await pageOf(pair.teacher);
  const body = { clientId: pair.colleague.id, supervisorId: null };
  await world.call(pair.coach, trajectoryRoutes.update, { params: params(), body });
  for (const { ended } of former) await until(() => ended.length === 1, 5_000, 'the end for who was replaced');
  const client = await pageOf(pair.colleague);
  expect(client.answer).toMatchObject({ ok: true });
  const heard = former.map(({ told }) => told.length);
  await step('paused', 'running');
  for (const { told } of [client, teacher]) await until(() => told.length > 0, 5_000, 'the pause');
  expect(former.map(({ told }) => told.length)).toEqual(heard);
});
