import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { TestClock } from '@lesblik/server/clock';
import { auditLogRoutes } from '@lesblik/shared/audit-log';
import { recordingRoutes } from '@lesblik/shared/recordings';
import { trajectoryRoutes } from '@lesblik/shared/trajectories';
import { createRecording } from '../../support/lesson.ts';
import { begin, type Team, teamOf } from '../../support/team.ts';
import { World } from '../../support/world.ts';

const clock = new TestClock(Date.parse('2026-11-22T08:00:00Z'));
const recordedOn = '2026-11-20';
let world: World;
let team: Team;
let trajectoryId: string;

beforeAll(async () => {
  world = await World.open({}, clock);
});
afterAll(() => world.close());
beforeEach(async () => {
  team = await teamOf(world);
  trajectoryId = await begin(world, team);
});

const lesson = (keepUntil?: string, within: string | null = trajectoryId) =>
  createRecording(world, team.teacher, team.schoolId, { recordedOn, trajectoryId: within, keepUntil });
const read = async (recordingId: string) =>
  (await world.call(team.teacher, recordingRoutes.get, { params: { recordingId } })).body.keepUntil;
const describeAs = (recordingId: string, body: object) =>
  world.call(team.teacher, recordingRoutes.update, { params: { recordingId }, body });
const plan = (endsOn: string) =>
  world.call(team.coach, trajectoryRoutes.plan, { params: { trajectoryId }, body: { endsOn, plannedTalks: 4 } });
const step = (from: string, to: string) =>
  world.call(team.coach, trajectoryRoutes.step, {
    params: { trajectoryId },
    body: { from, to, reason: 'Het is genoeg zo' } as never,
  });

test('a lesson of a trajectory is kept thirty days after its end; its owner may choose a shorter time, no longer one', async () => {
  const id = await lesson();
  expect(await read(id)).toBe('2027-03-03');
  expect((await describeAs(id, { keepUntil: '2027-03-04' })).body.code).toBe('keep_until_past');
  expect((await describeAs(id, { keepUntil: '2027-01-15' })).status).toBe(200);
  expect((await describeAs(id, { keepUntil: '2027-03-03' })).status).toBe(200);
});

test('one that comes into a trajectory goes with that; out of it a year is the most', async () => {
  const id = await lesson('2027-10-01', null);
  expect((await describeAs(id, { trajectoryId })).body.keepUntil).toBe('2027-03-03');
  expect((await describeAs(id, { trajectoryId: null, keepUntil: '2027-11-20' })).status).toBe(200);
  expect((await describeAs(id, { keepUntil: '2027-11-21' })).body.code).toBe('keep_until_past');
});

test('where the trajectory ends on another day they go along, but for what was made shorter; their owner reads who did it', async () => {
  const [latest, shorter] = [await lesson(), await lesson('2027-01-15')];
  expect((await plan('2027-05-01')).status).toBe(200);
  expect([await read(latest), await read(shorter)]).toEqual(['2027-05-31', '2027-01-15']);
  expect((await plan('2026-12-01')).status).toBe(200);
  expect([await read(latest), await read(shorter)]).toEqual(['2026-12-31', '2026-12-31']);
  const { items } = (await world.call(team.teacher, auditLogRoutes.mine, { query: { kind: 'described' } })).body;
  expect(items.map(({ actor, recording, detail }) => [actor?.id, recording.id, detail])).toEqual(
    expect.arrayContaining([latest, latest, shorter].map((id) => [team.coach.id, id, 'trajectory_end'])),
  );
  expect(items).toHaveLength(3);
});

test('what its owner chose comes back to no later day when a trajectory goes on', async () => {
  const id = await lesson('2027-02-10');
  expect((await step('running', 'stopped')).status).toBe(200);
  expect(await read(id)).toBe('2026-12-22');
  expect((await step('stopped', 'running')).status).toBe(200);
  expect(await read(id)).toBe('2026-12-22');
});

test('it is the end that counts: thirty days from when it was stopped, and as before when it goes on', async () => {
  const id = await lesson();
  expect((await step('running', 'stopped')).status).toBe(200);
  expect(await read(id)).toBe('2026-12-22');
  expect((await describeAs(id, { keepUntil: '2026-12-23' })).body.code).toBe('keep_until_past');
  expect((await step('stopped', 'running')).status).toBe(200);
  expect(await read(id)).toBe('2027-03-03');
});
