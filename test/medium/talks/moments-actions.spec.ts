import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { actionRoutes } from '@lesblik/shared/actions';
import { commentRoutes } from '@lesblik/shared/comments';
import { goalRoutes } from '@lesblik/shared/goals';
import { grantRoutes } from '@lesblik/shared/grants';
import { recordingRoutes } from '@lesblik/shared/recordings';
import { talkRoutes } from '@lesblik/shared/talks';
import { lesson, share } from '../../support/recordings.ts';
import { offered, type Pair, pairOf } from '../../support/talks.ts';
import { type Somebody, World } from '../../support/world.ts';

let world: World;
let pair: Pair;
let talkId: string;
let recordingId: string;
let grantId: string;

beforeAll(async () => {
  world = await World.open();
  pair = await pairOf(world);
});
afterAll(() => world.close());
beforeEach(async () => {
  talkId = (await offered(world, pair)).id;
  recordingId = await lesson(world, pair.organisationId, pair.teacher, { title: 'Breuken' });
  grantId = await share(world, recordingId, pair.teacher, pair.coach);
});

const pin = (as: Somebody, of: string, more: object = {}) =>
  world.call(as, talkRoutes.pin, {
    params: { talkId },
    body: { recordingId: of, moment: { startMs: 61_000, endMs: 65_000 }, ...more },
  });
const moments = async (as: Somebody) => (await world.call(as, talkRoutes.moments, { params: { talkId } })).body.items;

describe('moments of lessons in a talk', () => {
  test('who may not watch a lesson cannot pin it, and a lesson of somebody else than the coachee is not pinned', async () => {
    const own = await lesson(world, pair.organisationId, pair.teacher);
    expect((await pin(pair.coach, own)).status).toBe(404);
    const coachs = await lesson(world, pair.organisationId, pair.coach);
    expect((await pin(pair.coach, coachs)).body.code).toBe('lesson_not_of_this_trajectory');
    expect((await pin(pair.teacher, recordingId, { moment: { startMs: 700_000 } })).body.code).toBe(
      'moment_past_the_end',
    );
    expect(await moments(pair.teacher)).toEqual([]);
  });

  test('from a comment: its moment, and its words for who may read them', async () => {
    const add = (text: string, more: object = {}) =>
      world.call(pair.coach, commentRoutes.add, {
        params: { recordingId },
        body: { clientKey: randomUUID(), kind: 'compliment', moment: { startMs: 1000 }, text, ...more },
      });
    const seen = (await add('Mooi gewacht')).body;
    const own = (await add('Voor mezelf', { private: true })).body;
    expect((await pin(pair.teacher, recordingId, { commentId: own.id })).status).toBe(404);
    await pin(pair.coach, recordingId, { commentId: own.id });
    await pin(pair.coach, recordingId, { commentId: seen.id });
    expect((await moments(pair.coach)).map(({ comment }) => comment)).toEqual(['Voor mezelf', 'Mooi gewacht']);
    expect((await moments(pair.teacher)).map(({ comment, moment }) => ({ comment, moment }))).toEqual([
      { comment: null, moment: { startMs: 1000, endMs: null } },
      { comment: 'Mooi gewacht', moment: { startMs: 1000, endMs: null } },
    ]);
  });

  test('a withdrawn lesson shows the coach that it is gone, and nothing of it; the talk stays', async () => {
    await pin(pair.coach, recordingId);
    expect(await moments(pair.coach)).toMatchObject([{ gone: null, lesson: { title: 'Breuken', recordingId } }]);
    await world.call(pair.teacher, grantRoutes.withdraw, { params: { grantId } });
    const [gone] = await moments(pair.coach);
    expect(gone).toMatchObject({ gone: 'not_shared', lesson: null, comment: null });
    expect(JSON.stringify(gone)).not.toContain(recordingId);
    expect(await moments(pair.teacher)).toMatchObject([{ gone: null, lesson: { title: 'Breuken' } }]);
  });

  test('a deleted lesson is gone for both, while it is being deleted and after', async () => {
    await pin(pair.coach, recordingId);
    await world.call(pair.teacher, recordingRoutes.remove, { params: { recordingId } });
    expect(await moments(pair.teacher)).toMatchObject([{ gone: 'deleted', lesson: null }]);
    await world.services.db.deleteFrom('recording').where('id', '=', recordingId).execute();
    for (const who of [pair.teacher, pair.coach])
      expect(await moments(who)).toMatchObject([{ gone: 'deleted', lesson: null, moment: { startMs: 61_000 } }]);
    expect((await world.call(pair.coach, talkRoutes.get, { params: { talkId } })).status).toBe(200);
  });
});

describe('actions', () => {
  const add = (as: Somebody, more: object = {}) =>
    world.call(as, actionRoutes.add, {
      params: { trajectoryId: pair.trajectoryId },
      body: { what: 'Drie keer wachten', ownerId: pair.teacher.id, dueOn: '2026-12-01', talkId, ...more },
    });
  test('are of coachee or coach, for a goal and in a talk of this trajectory', async () => {
    const there = await pairOf(world);
    const elsewhere = await offered(world, there);
    const { body: goal } = await world.call(there.teacher, goalRoutes.add, {
      params: { trajectoryId: there.trajectoryId },
      body: { title: 'Elders' },
    });
    expect((await add(pair.coach, { ownerId: pair.client.id })).body.code).toBe('owner_not_in_trajectory');
    expect((await add(pair.coach, { goalId: goal.id })).body.code).toBe('goal_not_of_this_trajectory');
    expect((await add(pair.coach, { talkId: elsewhere.id })).status).toBe(404);
    expect((await add(pair.coach, { dueOn: '2026-02-30' })).body.code).toBe('invalid_input');
  });

  test('are done with a sentence or a moment of the own lesson, not with nothing; and open again', async () => {
    const { body: action } = await add(pair.coach);
    const done = (as: Somebody, body: object) =>
      world.call(as, actionRoutes.done, { params: { actionId: action.id }, body });
    expect((await done(pair.teacher, {})).body.code).toBe('invalid_input');
    expect((await done(pair.teacher, { text: 'Het lukte twee keer.' })).body.done).toMatchObject({
      text: 'Het lukte twee keer.',
      by: { id: pair.teacher.id },
      moment: null,
    });
    const moment = { recordingId, startMs: 5000, endMs: null };
    expect((await done(pair.teacher, { moment })).body.done?.moment).toMatchObject({ title: 'Breuken', startMs: 5000 });
    await world.call(pair.teacher, grantRoutes.withdraw, { params: { grantId } });
    const list = await world.call(pair.coach, actionRoutes.list, { params: { trajectoryId: pair.trajectoryId } });
    expect(list.body.items.find(({ id }) => id === action.id)?.done).toMatchObject({ moment: null });
    expect((await world.call(pair.coach, actionRoutes.open, { params: { actionId: action.id } })).body.done).toBeNull();
  });

  test('taken off the list, put back, and shown with a goal that was archived', async () => {
    const { body: goal } = await world.call(pair.teacher, goalRoutes.add, {
      params: { trajectoryId: pair.trajectoryId },
      body: { title: 'Rust' },
    });
    const { body: action } = await add(pair.coach, { goalId: goal.id });
    await world.call(pair.teacher, goalRoutes.edit, { params: { goalId: goal.id }, body: { archived: true } });
    const list = async () =>
      (
        await world.call(pair.teacher, actionRoutes.list, { params: { trajectoryId: pair.trajectoryId } })
      ).body.items.find(({ id }) => id === action.id);
    expect(await list()).toMatchObject({ goal: { title: 'Rust', archived: true } });
    await world.call(pair.coach, actionRoutes.remove, { params: { actionId: action.id } });
    expect(await list()).toBeUndefined();
    const change = { params: { actionId: action.id }, body: { what: 'Weg' } };
    expect((await world.call(pair.coach, actionRoutes.change, change)).status).toBe(404);
    expect((await world.call(pair.coach, actionRoutes.restore, { params: { actionId: action.id } })).status).toBe(200);
    expect(await list()).toBeDefined();
  });
});
