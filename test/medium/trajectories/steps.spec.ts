import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { trajectoryRoutes } from '@lesblik/shared/trajectories';
import type { TrajectoryStep } from '@lesblik/shared/trajectory-steps';
import { begin, type Team, teamOf } from '../../support/team.ts';
import { type Somebody, World } from '../../support/world.ts';

let world: World;
let team: Team;
let trajectoryId: string;

beforeAll(async () => {
  world = await World.open();
  team = await teamOf(world);
});
afterAll(() => world.close());
beforeEach(async () => {
  trajectoryId = await begin(world, team);
});

const step = (as: Somebody, from: TrajectoryStep, to: TrajectoryStep, reason = '') =>
  world.call(as, trajectoryRoutes.step, { params: { trajectoryId }, body: { from, to, reason } });
const overview = async (as: Somebody) =>
  (await world.call(as, trajectoryRoutes.overview, { params: { trajectoryId } })).body;

describe('refused', () => {
  test('a phase is not skipped, in the steps nor by changing the trajectory', async () => {
    expect(await step(team.coach, 'goals', 'final_evaluation')).toMatchObject({
      status: 409,
      body: { code: 'step_not_from_here' },
    });
    const patch = { params: { trajectoryId }, body: { phase: 'closed' as const } };
    expect((await world.call(team.coach, trajectoryRoutes.update, patch)).body.code).toBe('step_not_from_here');
  });

  test('client and supervisor take no phase; a client may stop it, a supervisor nothing', async () => {
    expect((await step(team.client, 'goals', 'coaching')).status).toBe(403);
    expect((await step(team.supervisor, 'running', 'stopped', 'Omdat')).status).toBe(403);
    expect((await step(team.client, 'running', 'stopped', 'Noor gaat weg')).body).toMatchObject({
      standing: 'stopped',
    });
  });

  test('pausing or stopping without a reason', async () => {
    expect(await step(team.teacher, 'running', 'paused', '  ')).toMatchObject({
      status: 400,
      body: { code: 'reason_missing' },
    });
  });

  test('a paused trajectory takes no phase', async () => {
    await step(team.teacher, 'running', 'paused', 'Ziek');
    expect((await step(team.coach, 'goals', 'coaching')).body.code).toBe('step_not_from_here');
  });

  test('what another stopped is not started again', async () => {
    await step(team.client, 'running', 'stopped', 'Geen geld');
    expect((await step(team.coach, 'stopped', 'running')).status).toBe(403);
    expect((await step(team.client, 'stopped', 'running')).body.standing).toBe('running');
  });
});

test('of two who take the same step at once, one takes it and the other is told', async () => {
  const both = await Promise.all([step(team.coach, 'goals', 'coaching'), step(team.teacher, 'goals', 'coaching')]);
  expect(both.map(({ status }) => status)).toEqual(expect.arrayContaining([200, 409]));
  expect(both.find(({ status }) => status === 409)?.body.code).toBe('changed_meanwhile');
  expect((await overview(team.coach)).history).toHaveLength(1);
});

test('the history says who went where, when and why; the why only to coachee, coach and who wrote it', async () => {
  await step(team.coach, 'goals', 'coaching');
  await step(team.teacher, 'running', 'paused', 'Ik ben ziek');
  await step(team.teacher, 'paused', 'running');
  const seen = await overview(team.coach);
  expect(seen.history).toMatchObject([
    { by: { id: team.coach.id }, step: { from: 'goals', to: 'coaching' }, reason: '' },
    { by: { id: team.teacher.id }, step: { from: 'running', to: 'paused' }, reason: 'Ik ben ziek' },
    { step: { from: 'paused', to: 'running' } },
  ]);
  expect(seen.steps).toEqual(['goals', 'final_evaluation', 'paused', 'stopped']);
  expect(JSON.stringify(await overview(team.client))).not.toContain('ziek');
  await step(team.client, 'running', 'stopped', 'Het budget is op');
  expect((await overview(team.client)).history.at(-1)).toMatchObject({ reason: 'Het budget is op' });
  expect(JSON.stringify(await overview(team.supervisor))).not.toContain('budget');
});

describe('contact and estimate', () => {
  const contact = (text: string) => ({ spokenWith: 'both' as const, spokenOn: '2026-09-03', text });

  test('the coachee reads what client and supervisor made clear; they themselves do not', async () => {
    await world.call(team.coach, trajectoryRoutes.addContact, {
      params: { trajectoryId },
      body: contact('Onrust bij de start van de les'),
    });
    expect((await overview(team.teacher)).inside?.contacts).toMatchObject([
      { text: 'Onrust bij de start van de les', writtenBy: { id: team.coach.id }, editedAt: null },
    ]);
    for (const one of [team.client, team.supervisor]) expect((await overview(one)).inside).toBeNull();
  });

  test('nobody but who wrote it puts it in other words', async () => {
    const { body } = await world.call(team.coach, trajectoryRoutes.addContact, {
      params: { trajectoryId },
      body: contact('Eerst'),
    });
    const edit = (as: Somebody) =>
      world.call(as, trajectoryRoutes.editContact, { params: { contactId: body.id }, body: contact('Beter') });
    expect((await edit(team.teacher)).status).toBe(403);
    expect((await edit(team.coach)).body).toMatchObject({ text: 'Beter', editedAt: expect.any(String) });
  });

  test('client and supervisor see how many talks were estimated, not the way of working', async () => {
    await world.call(team.coach, trajectoryRoutes.plan, {
      params: { trajectoryId },
      body: { plannedTalks: 5, wayOfWorking: 'Elke keer eerst video', templateName: 'Vijf gesprekken' },
    });
    expect((await overview(team.teacher)).inside).toMatchObject({ wayOfWorking: 'Elke keer eerst video' });
    for (const one of [team.client, team.supervisor]) {
      const seen = await overview(one);
      expect(seen.trajectory.plannedTalks).toBe(5);
      expect(JSON.stringify(seen)).not.toContain('video');
    }
  });
});
