import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { trajectoryRoutes } from '@lesblik/shared/trajectories';
import { builtinTemplates, templateRoutes } from '@lesblik/shared/trajectory-templates';
import { begin, type Team, teamOf } from '../../support/team.ts';
import { type Somebody, World } from '../../support/world.ts';

let world: World;
let team: Team;

beforeAll(async () => {
  world = await World.open();
  team = await teamOf(world);
});
afterAll(() => world.close());

const inSchool = () => ({ organisationId: team.schoolId });
const list = async (as: Somebody) => (await world.call(as, templateRoutes.list, { params: inSchool() })).body.items;
const fields = { name: 'Zes gesprekken', wayOfWorking: 'Om de maand', talks: 6, months: 12 };

test('nobody but an administrator of the school changes them', async () => {
  expect((await world.call(team.coach, templateRoutes.add, { params: inSchool(), body: fields })).status).toBe(403);
  const elsewhere = (await world.school('Elders')).administrator;
  const edit = { params: { ...inSchool(), key: 'five_talks' as const }, body: fields };
  expect((await world.call(elsewhere, templateRoutes.edit, edit)).status).toBe(404);
});

test('the five built-in ones are there for every school, and a change is its own', async () => {
  expect((await list(team.coach)).map(({ key }) => key)).toEqual(Object.keys(builtinTemplates));
  const params = { ...inSchool(), key: 'five_talks' as const };
  await world.call(team.administrator, templateRoutes.edit, { params, body: fields });
  expect((await list(team.coach))[1]).toMatchObject({
    ...{ key: 'five_talks', builtin: 'five_talks', talks: 6, months: 12 },
    words: { name: 'Zes gesprekken', wayOfWorking: 'Om de maand' },
  });
  const other = await world.school('Elders');
  const { body } = await world.call(other.administrator, templateRoutes.list, { params: { organisationId: other.id } });
  expect(body.items[1]).toMatchObject({ talks: 5, words: null });
  await world.call(team.administrator, templateRoutes.restore, { params });
  expect((await list(team.coach))[1]).toMatchObject({ talks: 5, words: null });
});

test('a template that changes or is put away leaves a trajectory as it was', async () => {
  const trajectoryId = await begin(world, team);
  const { body: own } = await world.call(team.administrator, templateRoutes.add, { params: inSchool(), body: fields });
  await world.call(team.coach, trajectoryRoutes.plan, {
    params: { trajectoryId },
    body: { plannedTalks: own.talks, wayOfWorking: own.words?.wayOfWorking ?? '', templateName: own.words?.name ?? '' },
  });
  const params = { ...inSchool(), key: own.key };
  const body = { ...fields, name: 'Anders', talks: 2, archived: true };
  expect((await world.call(team.administrator, templateRoutes.edit, { params, body })).body).toMatchObject({
    talks: 2,
    archived: true,
  });
  const seen = (await world.call(team.teacher, trajectoryRoutes.overview, { params: { trajectoryId } })).body;
  expect(seen.trajectory.plannedTalks).toBe(6);
  expect(seen.inside).toMatchObject({ wayOfWorking: 'Om de maand', templateName: 'Zes gesprekken' });
});

test('with an estimate comes the end of the period, that all four see', async () => {
  const trajectoryId = await begin(world, team);
  const plan = (endsOn: string) =>
    world.call(team.coach, trajectoryRoutes.plan, { params: { trajectoryId }, body: { plannedTalks: 10, endsOn } });
  expect((await plan('2026-08-31')).body.code).toBe('period_ends_before_it_starts');
  expect((await plan('2027-06-01')).body).toMatchObject({ startsOn: '2026-09-01', endsOn: '2027-06-01' });
  const { body } = await world.call(team.client, trajectoryRoutes.get, { params: { trajectoryId } });
  expect(body).toMatchObject({ endsOn: '2027-06-01', plannedTalks: 10 });
});
