import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { actionRoutes } from '@lesblik/shared/actions';
import { goalRoutes } from '@lesblik/shared/goals';
import { recordingRoutes } from '@lesblik/shared/recordings';
import { roomRoutes } from '@lesblik/shared/rooms';
import { talkRoutes } from '@lesblik/shared/talks';
import { trajectoryRoutes } from '@lesblik/shared/trajectories';
import pg from 'pg';
import { lesson } from '../../support/recordings.ts';
import { AMSTERDAM, inDays } from '../../support/talks.ts';
import { begin, type Team, teamOf } from '../../support/team.ts';
import { World } from '../../support/world.ts';

const GOALS = 12;
const LESSONS = 20;
const COMMENTS = 2_000;
const TALKS = 10;
/** What docs/performance.md allows one whole page. */
const MOST_STATEMENTS = 12;

let world: World;
let team: Team;
let trajectoryId: string;

const asked: unknown[] = [];
const query = pg.Client.prototype.query as (...args: unknown[]) => unknown;

beforeAll(async () => {
  // Before the API has its first connection: each keeps the function that it found.
  pg.Client.prototype.query = function (this: unknown, ...args: unknown[]) {
    asked.push(args[0]);
    return query.apply(this, args);
  } as typeof pg.Client.prototype.query;
  world = await World.open();
  team = await teamOf(world);
  trajectoryId = await begin(world, team);
  const goalIds: string[] = [];
  for (let n = 1; n <= GOALS; n++) {
    const { body } = await world.call(team.teacher, goalRoutes.add, {
      params: { trajectoryId },
      body: { title: `Leerdoel ${n}` },
    });
    goalIds.push(body.id);
  }
  for (let n = 1; n <= TALKS; n++) {
    const times = [inDays(world, n)];
    const body = { kind: 'coaching' as const, title: `Gesprek ${n}`, timeZone: AMSTERDAM, times };
    await world.call(team.coach, talkRoutes.offer, { params: { trajectoryId }, body });
  }
  for (let n = 0; n < LESSONS; n++) {
    const recordingId = await lesson(world, team.schoolId, team.teacher, { trajectoryId });
    const comments = Array.from({ length: COMMENTS / LESSONS }, (_, index) => ({
      ...{ recordingId, authorId: team.teacher.id, clientKey: randomUUID(), kind: 'question', startMs: index },
      ...{
        text: 'Wat gebeurt hier?',
        goalIds: [goalIds[index % GOALS] ?? ''],
        revision: index,
        publishedRevision: index,
      },
    }));
    await world.services.db.insertInto('comment').values(comments).execute();
  }
});
afterAll(async () => {
  await world.close();
  pg.Client.prototype.query = query as typeof pg.Client.prototype.query;
});

/** Everything that the page asks, by somebody whose session is known. */
const page = () =>
  Promise.all([
    world.call(team.teacher, trajectoryRoutes.overview, { params: { trajectoryId } }),
    world.call(team.teacher, goalRoutes.list, { params: { trajectoryId } }),
    world.call(team.teacher, goalRoutes.proposals, { params: { trajectoryId } }),
    world.call(team.teacher, recordingRoutes.list, { query: { trajectoryId } }),
    world.call(team.teacher, roomRoutes.list, { query: { trajectoryId } }),
    world.call(team.teacher, talkRoutes.list, { params: { trajectoryId } }),
    world.call(team.teacher, actionRoutes.list, { params: { trajectoryId } }),
  ]);

test(`the page of ${TALKS} talks, ${GOALS} goals, ${LESSONS} lessons and ${COMMENTS} comments takes at most ${MOST_STATEMENTS} statements`, async () => {
  const [, goals, , , , talks] = await page();
  expect(talks.body.items).toHaveLength(TALKS);
  expect(goals.body.items).toHaveLength(GOALS);
  expect(goals.body.items[0]?.momentCount).toBeGreaterThan(100);
  asked.length = 0;
  const answers = await page();
  const statements = asked.length;
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 7 }, () => 200));
  expect(statements).toBeGreaterThan(4);
  expect(statements).toBeLessThanOrEqual(MOST_STATEMENTS);
});
