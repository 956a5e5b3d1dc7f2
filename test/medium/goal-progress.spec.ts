import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { commentRoutes } from '@lesblik/shared/comments';
import { goalProgressRoutes } from '@lesblik/shared/goal-progress';
import { goalRoutes } from '@lesblik/shared/goals';
import { grantRoutes } from '@lesblik/shared/grants';
import { recordingRoutes } from '@lesblik/shared/recordings';
import { lesson, share } from '../support/recordings.ts';
import { type Pair, pairOf } from '../support/talks.ts';
import { type Somebody, World } from '../support/world.ts';

let world: World;
let pair: Pair;
let goalId: string;

beforeAll(async () => {
  world = await World.open();
  pair = await pairOf(world);
});
afterAll(() => world.close());
beforeEach(async () => {
  goalId = (await add('Langer wachten')).id;
});

const add = async (title: string, more: object = {}) => {
  const params = { trajectoryId: pair.trajectoryId };
  return (await world.call(pair.teacher, goalRoutes.add, { params, body: { title, ...more } })).body;
};
const edit = (body: object) => world.call(pair.teacher, goalRoutes.edit, { params: { goalId }, body });
const rate = (as: Somebody, value: number, more: object = {}) =>
  world.call(as, goalProgressRoutes.rate, { params: { goalId }, body: { value, ...more } });
const get = async (as: Somebody) => (await world.call(as, goalProgressRoutes.get, { params: { goalId } })).body;
const thread = async (as: Somebody) =>
  (await world.call(as, goalProgressRoutes.thread, { params: { goalId } })).body.items;
const say = async (as: Somebody, recordingId: string, startMs: number, more: object = {}) =>
  (
    await world.call(as, commentRoutes.add, {
      params: { recordingId },
      body: {
        ...{ clientKey: randomUUID(), kind: 'compliment', moment: { startMs }, text: 'Mooi gewacht' },
        ...{ goalIds: [goalId], ...more },
      },
    })
  ).body;

describe('ratings of a goal', () => {
  test('client, supervisor and a colleague reach neither goal, rating nor thread', async () => {
    await rate(pair.teacher, -1, { seen: 'Ik haast me' });
    for (const [who, status] of [
      [pair.client, 403],
      [pair.supervisor, 403],
      [pair.colleague, 404],
      [pair.administrator, 404],
    ] as const) {
      const params = { goalId };
      const answers = [
        await world.call(who, goalProgressRoutes.get, { params }),
        await world.call(who, goalProgressRoutes.thread, { params }),
        await world.call(who, goalProgressRoutes.rate, { params, body: { value: 2 } }),
      ];
      expect(answers.map((answer) => answer.status)).toEqual([status, status, status]);
      expect(JSON.stringify(answers.map(({ body }) => body))).not.toMatch(/Langer wachten|Ik haast me/);
    }
    expect((await get(pair.teacher)).ratings).toHaveLength(1);
  });

  test('a value outside the five steps, or none, is refused', async () => {
    for (const value of [3, -3, 0.5, '1', null]) {
      const { body } = await rate(pair.teacher, value as number);
      expect(body.code).toBe('invalid_input');
    }
    expect((await get(pair.teacher)).ratings).toEqual([]);
  });

  test('coachee and coach rate apart, and both read both', async () => {
    await rate(pair.teacher, -1);
    await rate(pair.coach, 0);
    for (const [who, mine] of [
      [pair.teacher, 'coachee'],
      [pair.coach, 'coach'],
    ] as const) {
      const { ratings, goal, ...seen } = await get(who);
      expect(seen).toMatchObject({ mine, trajectory: { title: 'Vragen stellen' } });
      expect(ratings).toMatchObject([
        { as: 'coachee', value: -1, by: { name: 'Docent' } },
        { as: 'coach', value: 0, by: { name: 'Coach' } },
      ]);
      expect(goal.progress).toEqual(ratings.map(({ as, value, at }) => ({ as, value, at })));
    }
  });

  test('from the second one on it says what shows it, for each of them by themselves', async () => {
    expect((await rate(pair.teacher, -1)).status).toBe(201);
    expect(await rate(pair.teacher, 1)).toMatchObject({ status: 400, body: { code: 'rating_shows_nothing' } });
    expect((await rate(pair.teacher, 1, { seen: '  ' })).body.code).toBe('rating_shows_nothing');
    expect((await rate(pair.coach, 0)).status).toBe(201);
    expect((await rate(pair.teacher, 1, { seen: 'Vier vingers na vijf tellen' })).status).toBe(201);
    expect((await get(pair.coach)).ratings.map(({ value }) => value)).toEqual([-1, 0, 1]);
  });

  test('of two at the same moment one is the second', async () => {
    const both = await Promise.all([rate(pair.teacher, 1), rate(pair.teacher, 1)]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 400]);
  });

  test('a moment of a comment, or a lesson and a time, shows it', async () => {
    const recordingId = await lesson(world, pair.organisationId, pair.teacher, { title: 'Breuken' });
    await share(world, recordingId, pair.teacher, pair.coach);
    const comment = await say(pair.coach, recordingId, 61_000);
    const own = await say(pair.coach, recordingId, 5000, { private: true, text: 'Voor mezelf' });
    const evidence = { recordingId, startMs: 1, endMs: null };
    expect((await rate(pair.teacher, 0, { evidence: { ...evidence, commentId: own.id } })).status).toBe(404);
    await rate(pair.teacher, 0, { evidence: { ...evidence, commentId: comment.id } });
    await rate(pair.teacher, 1, { evidence: { recordingId, startMs: 3000, endMs: 9000 } });
    await rate(pair.coach, 2, { evidence: { ...evidence, commentId: own.id } });
    expect((await get(pair.teacher)).ratings.map((rating) => rating.evidence)).toEqual([
      {
        moment: { startMs: 61_000, endMs: null },
        lesson: { recordingId, title: 'Breuken', recordedOn: '2026-09-01' },
        comment: 'Mooi gewacht',
        gone: null,
      },
      expect.objectContaining({ moment: { startMs: 3000, endMs: 9000 }, comment: null }),
      expect.objectContaining({ moment: { startMs: 5000, endMs: null }, comment: null }),
    ]);
  });

  test('a lesson that one may not watch, of somebody else, or past its end shows nothing', async () => {
    const hidden = await lesson(world, pair.organisationId, pair.teacher);
    const coachs = await lesson(world, pair.organisationId, pair.coach);
    const at = (recordingId: string, startMs = 1000) => ({ evidence: { recordingId, startMs } });
    expect((await rate(pair.coach, 1, at(hidden))).status).toBe(404);
    expect((await rate(pair.coach, 1, at(coachs))).body.code).toBe('lesson_not_of_this_trajectory');
    expect((await rate(pair.teacher, 1, at(hidden, 700_000))).body.code).toBe('moment_past_the_end');
    expect((await get(pair.coach)).ratings).toEqual([]);
  });

  test('what was rated stays as it was said: when the steps change, when its lesson is withdrawn, and when it is deleted', async () => {
    const recordingId = await lesson(world, pair.organisationId, pair.teacher, { title: 'Breuken' });
    const grantId = await share(world, recordingId, pair.teacher, pair.coach);
    await edit({ steps: ['a', 'b', 'Ik wacht drie tellen', 'd', 'e'] });
    await rate(pair.coach, 0, { evidence: { recordingId, startMs: 3000 } });
    await edit({ steps: ['a', 'b', 'Iets anders', 'd', 'e'] });
    expect((await get(pair.coach)).ratings).toMatchObject([{ value: 0, step: 'Ik wacht drie tellen' }]);
    expect((await get(pair.coach)).goal.steps[2]).toBe('Iets anders');

    await world.call(pair.teacher, grantRoutes.withdraw, { params: { grantId } });
    const [withdrawn] = (await get(pair.coach)).ratings;
    expect(withdrawn).toMatchObject({ evidence: { gone: 'not_shared', lesson: null, moment: { startMs: 3000 } } });
    expect(JSON.stringify(withdrawn)).not.toMatch(new RegExp(`${recordingId}|Breuken`));
    expect((await get(pair.teacher)).ratings).toMatchObject([{ evidence: { gone: null } }]);

    await world.call(pair.teacher, recordingRoutes.remove, { params: { recordingId } });
    await world.services.db.deleteFrom('recording').where('id', '=', recordingId).execute();
    for (const who of [pair.teacher, pair.coach])
      expect((await get(who)).ratings).toMatchObject([{ value: 0, evidence: { gone: 'deleted', lesson: null } }]);
  });

  test('nothing of it is changed or taken away, but with the whole goal', async () => {
    await rate(pair.teacher, -2, { seen: 'Nu' });
    const { db } = world.services;
    for (const change of [{ value: 2 }, { seen: '' }, { ratedAt: new Date(0) }, { startMs: 1 }])
      await expect(db.updateTable('goalRating').set(change).execute()).rejects.toThrow('ratings only grow');
    await expect(db.deleteFrom('goalRating').execute()).rejects.toThrow('ratings only grow');
    expect((await get(pair.teacher)).ratings).toMatchObject([{ value: -2, seen: 'Nu' }]);
    await db.deleteFrom('goal').where('id', '=', goalId).execute();
    const left = await db.selectFrom('goalRating').select('id').where('goalId', '=', goalId).execute();
    expect(left).toEqual([]);
  });

  test('an archived goal keeps its ratings and moments, and takes no more', async () => {
    const recordingId = await lesson(world, pair.organisationId, pair.teacher);
    await share(world, recordingId, pair.teacher, pair.coach);
    await say(pair.coach, recordingId, 1000);
    await rate(pair.coach, 1);
    await edit({ archived: true });
    expect(await rate(pair.teacher, 1)).toMatchObject({ status: 409, body: { code: 'changed_meanwhile' } });
    expect(await get(pair.coach)).toMatchObject({
      ...{ closed: true, goal: { archivedAt: expect.any(String) }, ratings: [{ value: 1 }] },
    });
    expect(await thread(pair.coach)).toMatchObject([{ comment: { text: 'Mooi gewacht' } }]);
    await edit({ archived: false });
    expect((await rate(pair.teacher, 1)).status).toBe(201);
  });

  test('so does one whose trajectory is over', async () => {
    expect(await get(pair.coach)).toMatchObject({ closed: false });
    const phase = (to: string) =>
      world.services.db.updateTable('trajectory').set({ phase: to }).where('id', '=', pair.trajectoryId).execute();
    await phase('closed');
    expect(await get(pair.coach)).toMatchObject({ closed: true, goal: { archivedAt: null } });
    await phase('coaching');
  });
});

describe('the goal thread', () => {
  test('holds every moment over all lessons that its reader may watch, in time order', async () => {
    const lessonOn = async (recordedOn: string, title: string) => {
      const id = await lesson(world, pair.organisationId, pair.teacher, { title });
      await world.services.db.updateTable('recording').set({ recordedOn }).where('id', '=', id).execute();
      return id;
    };
    const november = await lessonOn('2026-11-12', 'November');
    const september = await lessonOn('2026-09-12', 'September');
    const own = await lessonOn('2026-10-12', 'Oktober');
    for (const id of [november, september]) await share(world, id, pair.teacher, pair.coach);
    await say(pair.coach, november, 9000);
    await say(pair.teacher, november, 4000, { moment: { startMs: 4000, endMs: 6000 } });
    await say(pair.teacher, own, 3000);
    await say(pair.coach, september, 8000, { kind: 'question' });
    await say(pair.coach, september, 7000, { private: true });
    await say(pair.coach, september, 1000, { goalIds: [(await add('Ander doel')).id] });
    const told = async (who: Somebody) =>
      (await thread(who)).map((one) => [one.lesson?.title, one.moment.startMs, one.comment?.kind]);
    expect(await told(pair.coach)).toEqual([
      ['September', 7000, 'compliment'],
      ['September', 8000, 'question'],
      ['November', 4000, 'compliment'],
      ['November', 9000, 'compliment'],
    ]);
    expect(await told(pair.teacher)).toEqual([
      ['September', 8000, 'question'],
      ['Oktober', 3000, 'compliment'],
      ['November', 4000, 'compliment'],
      ['November', 9000, 'compliment'],
    ]);
  });

  test('of a lesson that was withdrawn it says so, tells nothing of it, and knows nothing of what came after', async () => {
    const recordingId = await lesson(world, pair.organisationId, pair.teacher, { title: 'Breuken' });
    const grantId = await share(world, recordingId, pair.teacher, pair.coach);
    await say(pair.coach, recordingId, 1000);
    const own = await say(pair.teacher, recordingId, 2000, { private: true });
    await world.call(pair.teacher, grantRoutes.withdraw, { params: { grantId } });
    await world.call(pair.teacher, commentRoutes.edit, { params: { commentId: own.id }, body: { private: false } });
    await say(pair.teacher, recordingId, 3000);
    const left = await thread(pair.coach);
    expect(left).toMatchObject([{ moment: { startMs: 1000 }, gone: 'not_shared', lesson: null, comment: null }]);
    expect(JSON.stringify(left)).not.toMatch(new RegExp(`${recordingId}|Breuken|Mooi`));
    expect((await thread(pair.teacher)).map(({ gone }) => gone)).toEqual([null, null, null]);
    // Shared again, it is there again, with what came meanwhile.
    await share(world, recordingId, pair.teacher, pair.coach);
    expect((await thread(pair.coach)).map(({ gone, moment }) => [gone, moment.startMs])).toEqual([
      [null, 1000],
      [null, 2000],
      [null, 3000],
    ]);
  });

  test('of a lesson that was never shared, or whose term had passed, it says nothing', async () => {
    const never = await lesson(world, pair.organisationId, pair.teacher);
    const past = await lesson(world, pair.organisationId, pair.teacher);
    await share(world, past, pair.teacher, pair.coach, { until: new Date(world.services.clock.now() - 60_000) });
    for (const id of [never, past]) await say(pair.teacher, id, 1000);
    expect(await thread(pair.coach)).toEqual([]);
  });

  test('of a lesson that is being deleted it says so', async () => {
    const recordingId = await lesson(world, pair.organisationId, pair.teacher, { title: 'Breuken' });
    await share(world, recordingId, pair.teacher, pair.coach);
    await say(pair.coach, recordingId, 1000);
    await world.call(pair.teacher, recordingRoutes.remove, { params: { recordingId } });
    for (const who of [pair.teacher, pair.coach])
      expect(await thread(who)).toMatchObject([{ gone: 'deleted', lesson: null, comment: null }]);
  });
});

describe('a goal thread of many moments', () => {
  const COUNT = 205;
  const read = (as: Somebody, query: object = {}) =>
    world.call(as, goalProgressRoutes.thread, { params: { goalId }, query });

  test('comes by pages: each moment once and in its order; the first page tells the ends of what can be played', async () => {
    const lessons = [
      await lesson(world, pair.organisationId, pair.teacher, { title: 'Eerste' }),
      await lesson(world, pair.organisationId, pair.teacher, { title: 'Tweede' }),
    ];
    const grantIds: string[] = [];
    for (const id of lessons) grantIds.push(await share(world, id, pair.teacher, pair.coach));
    const rows = Array.from({ length: COUNT }, (_, n) => ({
      ...{ recordingId: lessons[n % 2] ?? '', authorId: pair.teacher.id, clientKey: randomUUID() },
      // Three of a lesson at one moment each time.
      ...{ kind: 'question', startMs: Math.floor(n / 6) * 1000, text: `${n}`, goalIds: [goalId] },
      ...{ revision: n + 1, publishedRevision: n + 1 },
    }));
    await world.services.db.insertInto('comment').values(rows).execute();
    const pages = [(await read(pair.coach, { limit: 50 })).body];
    // What is written meanwhile, before and after the page that is read, puts nothing twice or out of its place.
    await say(pair.teacher, lessons[0] ?? '', 0);
    await say(pair.teacher, lessons[1] ?? '', 500_000);
    for (let next = pages[0]?.next; next != null; next = pages.at(-1)?.next)
      pages.push((await read(pair.coach, { limit: 50, cursor: next })).body);
    expect(pages.map(({ items }) => items.length)).toEqual([50, 50, 50, 50, 6]);
    const items = pages.flatMap((one) => one.items);
    expect(new Set(items.map(({ id }) => id)).size).toBe(COUNT + 1);
    const places = items.map(({ lesson: of, moment }) => (of?.title === 'Tweede' ? 1_000_000 : 0) + moment.startMs);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(pages.map(({ playable }) => playable?.count)).toEqual([COUNT, ...Array.from({ length: 4 })]);
    expect(pages[0]?.playable).toMatchObject({
      first: { id: items[0]?.id, lesson: { title: 'Eerste' } },
      latest: { lesson: { title: 'Tweede' }, moment: { startMs: 33_000 } },
    });

    // Of what is gone a place is kept in the list, and not among what can be played.
    await world.call(pair.teacher, grantRoutes.withdraw, { params: { grantId: grantIds[0] ?? '' } });
    const { body } = await read(pair.coach, { limit: 50 });
    expect(body.items.map(({ gone }) => gone)).toEqual(Array.from({ length: 50 }, () => 'not_shared'));
    expect(body.playable).toMatchObject({ count: 103, first: { lesson: { title: 'Tweede' }, moment: { startMs: 0 } } });
  });

  test('a place that is none of its list is refused', async () => {
    const cursors = ['x', Buffer.from('[]').toString('base64url'), Buffer.from('{"id":"x"}').toString('base64url')];
    for (const cursor of cursors)
      expect(await read(pair.coach, { cursor })).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
    expect((await read(pair.teacher)).body).toEqual({ items: [], next: null, playable: null });
  });
});

describe('large goal lists', () => {
  test('texts of 5,000 characters are kept whole, and longer ones are refused', async () => {
    const text = 'Ik wacht – vijf tellen. '.repeat(209).slice(0, 4999) + '!';
    expect(text).toHaveLength(5000);
    const long = { want: text, present: text, obstacles: text, resources: text, behaviour: text };
    expect((await edit(long)).body).toMatchObject(long);
    expect((await edit({ behaviour: `${text}x` })).body.code).toBe('invalid_input');
    expect((await rate(pair.teacher, 0, { seen: text })).body.seen).toBe(text);
    const params = { trajectoryId: pair.trajectoryId };
    const { body } = await world.call(pair.coach, goalRoutes.propose, { params, body: { title: 'Nieuw', ...long } });
    const answer = { params: { proposalId: body.id }, body: { decision: 'accept' as const } };
    const accepted = (await world.call(pair.teacher, goalRoutes.answer, answer)).body;
    expect(accepted).toMatchObject(long);
    const { items } = (await world.call(pair.teacher, goalRoutes.list, { params })).body;
    expect(items.find(({ id }) => id === accepted.goalId)).toMatchObject(long);
  });

  test('text pasted from a word processor loses what nobody sees', async () => {
    const { body } = await edit({
      behaviour: '\u202eIk wacht\u0007\r\n\u0000langer  ',
      steps: ['\u2066a', '', '', '', ''],
    });
    expect(body).toMatchObject({ behaviour: 'Ik wacht\nlanger', steps: ['a', '', '', '', ''] });
    expect((await edit({ steps: ['a', 'b'] })).body.code).toBe('invalid_input');
  });

  test('200 goals are listed with their progress and put in another order', async () => {
    const there = await pairOf(world);
    const rows = Array.from({ length: 200 }, (_, n) => ({
      ...{ trajectoryId: there.trajectoryId, title: `Leerdoel ${n + 1}`, position: n + 1 },
    }));
    const made = await world.services.db.insertInto('goal').values(rows).returning('id').execute();
    const last = made.at(-1)?.id ?? '';
    await world.call(there.coach, goalProgressRoutes.rate, { params: { goalId: last }, body: { value: 1 } });
    const params = { trajectoryId: there.trajectoryId };
    const goalIds = made.map(({ id }) => id).toReversed();
    expect((await world.call(there.teacher, goalRoutes.order, { params, body: { goalIds } })).status).toBe(200);
    const { items } = (await world.call(there.coach, goalRoutes.list, { params })).body;
    expect(items.map(({ id }) => id)).toEqual(goalIds);
    expect(items[0]).toMatchObject({ position: 1, title: 'Leerdoel 200', progress: [{ as: 'coach', value: 1 }] });
  });

  test('another coach begins anew: what the former said keeps their name', async () => {
    const there = await pairOf(world);
    const params = { trajectoryId: there.trajectoryId };
    const { body: goal } = await world.call(there.teacher, goalRoutes.add, { params, body: { title: 'Rust' } });
    const one = { params: { goalId: goal.id } };
    await world.call(there.coach, goalProgressRoutes.rate, { ...one, body: { value: -1 } });
    await world.services.db
      .updateTable('trajectory')
      .set({ coachId: there.colleague.id })
      .where('id', '=', there.trajectoryId)
      .execute();
    expect((await world.call(there.coach, goalProgressRoutes.get, one)).status).toBe(404);
    expect((await world.call(there.colleague, goalProgressRoutes.rate, { ...one, body: { value: 1 } })).status).toBe(
      201,
    );
    const { ratings } = (await world.call(there.teacher, goalProgressRoutes.get, one)).body;
    expect(ratings.map(({ as, by }) => [as, by.name])).toEqual([
      ['coach', 'Coach'],
      ['coach', 'Collega'],
    ]);
  });
});
