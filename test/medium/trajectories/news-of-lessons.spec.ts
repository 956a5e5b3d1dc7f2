import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { grantRoutes } from '@lesblik/shared/grants';
import { recordingRoutes } from '@lesblik/shared/recordings';
import { roomRoutes } from '@lesblik/shared/rooms';
import { trajectoryRoutes } from '@lesblik/shared/trajectories';
import { createRecording } from '../../support/lesson.ts';
import { type Pair, pairOf } from '../../support/talks.ts';
import { trajectoryPage } from '../../support/trajectory-page.ts';
import { until } from '../../support/until.ts';
import { type Somebody, World } from '../../support/world.ts';

type Page = Awaited<ReturnType<typeof trajectoryPage>>;

let world: World;
let pair: Pair;
const open: Page[] = [];

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

async function pagesOf(...people: Somebody[]): Promise<Page[]> {
  const pages = await Promise.all(people.map((as) => trajectoryPage(world, as, pair.trajectoryId)));
  open.push(...pages);
  return pages;
}

/** Notices come in order: once all have heard this one, who was told less than this was told nothing of what went before. */
async function heardByAll(pages: readonly Page[], counts: readonly number[]): Promise<void> {
  const body = { from: 'running', to: 'paused', reason: 'Ziek' } as const;
  await world.call(pair.coach, trajectoryRoutes.step, { params: { trajectoryId: pair.trajectoryId }, body });
  const wanted = counts.map((count) => count + 1);
  const all = () => pages.every(({ told }, index) => told.length >= (wanted[index] ?? 0));
  await until(all, 5_000, 'the pause, heard by all');
  expect(pages.map(({ told }) => told.length)).toEqual(wanted);
}

const day = 86_400_000;
const inAWeek = () => new Date(world.services.clock.now() + 7 * day).toISOString();
const rename = (recordingId: string) =>
  world.call(pair.teacher, recordingRoutes.update, { params: { recordingId }, body: { title: 'Anders' } });
const give = async (recordingId: string, to: Somebody) => {
  const body = { granteeId: to.id, mayComment: true, until: inAWeek() };
  const { status, body: grant } = await world.call(pair.teacher, grantRoutes.give, { params: { recordingId }, body });
  expect(status).toBe(201);
  return { params: { grantId: grant.id } };
};

test('of a lesson are told its owner and, while it is shared with them, the coach; client and supervisor never', async () => {
  const { teacher, coach, client, supervisor, organisationId, trajectoryId } = pair;
  const pages = await pagesOf(teacher, coach, client, supervisor);
  const recordingId = await createRecording(world, teacher, organisationId, { trajectoryId });
  await rename(recordingId);
  const grant = await give(recordingId, coach);
  await rename(recordingId);
  // A teacher may share with any colleague: the page of these two still shows no lessons.
  await give(recordingId, client);
  await give(recordingId, supervisor);
  await world.call(teacher, grantRoutes.withdraw, grant);
  await rename(recordingId);
  await world.call(teacher, recordingRoutes.remove, { params: { recordingId } });
  // Coach: shared, renamed, shared with two more, withdrawn. Teacher: that, made, renamed twice, deleted.
  await heardByAll(pages, [9, 5, 0, 0]);
});

test('a lesson that is taken out of a trajectory, or put into it, is told', async () => {
  const { teacher, coach, organisationId, trajectoryId } = pair;
  const recordingId = await createRecording(world, teacher, organisationId);
  await give(recordingId, coach);
  const pages = await pagesOf(teacher, coach);
  const put = (into: string | null) =>
    world.call(teacher, recordingRoutes.update, { params: { recordingId }, body: { trajectoryId: into } });
  await rename(recordingId);
  await put(trajectoryId);
  await put(null);
  await rename(recordingId);
  await heardByAll(pages, [2, 2]);
});

test('of a call are told those invited, as coachee or coach: planned, opened to others, ended', async () => {
  const { teacher, coach, client, colleague, trajectoryId } = pair;
  const pages = await pagesOf(teacher, coach, client);
  const call = async (...people: Somebody[]) => {
    const personIds = people.map(({ id }) => id);
    const body = { title: 'Kijkgesprek', trajectoryId, personIds, plannedAt: inAWeek() };
    const { status, body: room } = await world.call(coach, roomRoutes.create, { body });
    expect(status).toBe(201);
    return { params: { roomId: room.id } };
  };
  const withoutTeacher = await call(colleague, client);
  await world.call(coach, roomRoutes.end, withoutTeacher);
  const room = await call(teacher);
  await world.call(coach, roomRoutes.update, { ...room, body: { plannedAt: null } });
  await world.call(coach, roomRoutes.update, { ...room, body: { personIds: [colleague.id] } });
  await world.call(coach, roomRoutes.end, room);
  // The teacher: planned, changed, and taken off it.
  await heardByAll(pages, [3, 6, 0]);
});
