import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Notice } from '@lesblik/server/notices/notice-bus';
import { commentRoutes } from '@lesblik/shared/comments';
import { goalRoutes } from '@lesblik/shared/goals';
import { recordingRoutes } from '@lesblik/shared/recordings';
import { lesson, share } from '../support/recordings.ts';
import { until } from '../support/until.ts';
import type { Somebody } from '../support/world.ts';
import {
  world,
  schoolId,
  administrator,
  teacher,
  coach,
  colleague,
  recordingId,
  clock,
  openSchool,
  newLesson,
  post,
  add,
  edit,
  remove,
  restore,
  list,
  texts,
  start,
  goalOf,
} from '../support/comment-stage.ts';

beforeAll(openSchool);
afterAll(() => world.close());
beforeEach(newLesson);

describe('who reads and writes', () => {
  test('nobody without access finds the comments of a lesson, an administrator neither', async () => {
    const comment = await add(teacher);
    for (const one of [administrator, colleague]) {
      const params = { recordingId };
      expect((await world.call(one, commentRoutes.list, { params, query: {} })).status).toBe(404);
      expect((await world.call(one, commentRoutes.people, { params })).status).toBe(404);
      expect((await world.call(one, commentRoutes.read, { params, body: { revision: 1 } })).status).toBe(404);
      expect((await post(one)).status).toBe(404);
      expect((await edit(one, comment, { text: 'x' })).status).toBe(404);
      expect((await remove(one, comment)).status).toBe(404);
      expect((await restore(one, comment)).status).toBe(404);
    }
    expect((await world.call(undefined, commentRoutes.list, { params: { recordingId }, query: {} })).status).toBe(401);
  });

  test('whoever may only watch reads along but writes nothing and marks nothing done', async () => {
    const other = await lesson(world, schoolId, teacher);
    await share(world, other, teacher, colleague, { mayComment: false });
    const { body: comment } = await post(teacher, {}, other);
    expect((await post(colleague, {}, other)).body.code).toBe('not_allowed');
    expect((await edit(colleague, comment, { done: true })).body.code).toBe('not_allowed');
    const read = await world.call(colleague, commentRoutes.list, { params: { recordingId: other }, query: {} });
    expect(read.body.items).toHaveLength(1);
  });

  test('a coach whose access ended finds nothing any more, also not what they wrote', async () => {
    const comment = await add(coach);
    await world.services.db
      .updateTable('recordingGrant')
      .set({ withdrawnAt: new Date() })
      .where('recordingId', '=', recordingId)
      .execute();
    expect((await edit(coach, comment, { text: 'x' })).status).toBe(404);
    expect((await remove(coach, comment)).status).toBe(404);
  });

  test('another’s words are not edited, deleted or brought back', async () => {
    const comment = await add(coach);
    expect((await edit(teacher, comment, { text: 'Anders' })).body.code).toBe('not_allowed');
    expect((await edit(teacher, comment, { text: 'Anders', done: true })).body.code).toBe('not_allowed');
    expect((await remove(teacher, comment)).body.code).toBe('not_allowed');
    await remove(coach, comment);
    expect((await restore(teacher, comment)).status).toBe(404);
    expect((await edit(teacher, { id: randomUUID() }, { text: 'x' })).status).toBe(404);
  });

  test('the people of a lesson are its owner and whoever it is shared with now', async () => {
    await share(world, recordingId, teacher, colleague, { mayComment: false });
    const gone = await world.member(schoolId, 'Vertrokken');
    await share(world, recordingId, teacher, gone, { until: new Date(clock.now() - 1) });
    const { body } = await world.call(coach, commentRoutes.people, { params: { recordingId } });
    expect(body.items).toEqual([
      { id: teacher.id, name: 'Docent', isOwner: true, mayComment: true },
      { id: coach.id, name: 'Coach', isOwner: false, mayComment: true },
      { id: colleague.id, name: 'Collega', isOwner: false, mayComment: false },
    ]);
  });
});

describe('what a comment points at', () => {
  test('a moment past the end, a range that ends before it starts and half milliseconds are refused', async () => {
    expect((await post(coach, { moment: { startMs: 600_001 } })).body.code).toBe('moment_past_the_end');
    expect((await post(coach, { moment: { startMs: 1, endMs: 600_001 } })).body.code).toBe('moment_past_the_end');
    for (const moment of [{ startMs: 5, endMs: 5 }, { startMs: 9, endMs: 5 }, { startMs: -1 }, { startMs: 1.5 }]) {
      expect(await post(coach, { moment })).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
    }
    const comment = await add(coach, { moment: { startMs: 600_000 } });
    expect((await edit(coach, comment, { moment: { startMs: 600_001 } })).body.code).toBe('moment_past_the_end');
  });

  test('a lesson of which the length is not known yet takes no comments', async () => {
    const fresh = await lesson(world, schoolId, teacher, { state: 'probing' });
    await world.services.db.updateTable('recording').set({ durationMs: null }).where('id', '=', fresh).execute();
    expect(await post(teacher, {}, fresh)).toMatchObject({ status: 409, body: { code: 'recording_not_ready' } });
  });

  test('a person who cannot see the lesson is not mentioned, and nobody in a private comment', async () => {
    expect((await post(coach, { mentionIds: [colleague.id] })).body.code).toBe('mention_not_allowed');
    expect((await post(coach, { mentionIds: [teacher.id], private: true })).body.code).toBe('mention_not_allowed');
    const comment = await add(coach, { mentionIds: [teacher.id] });
    expect(comment.mentions).toEqual([{ id: teacher.id, name: 'Docent' }]);
    expect((await edit(coach, comment, { mentionIds: [colleague.id] })).body.code).toBe('mention_not_allowed');
    expect((await edit(coach, comment, { private: true })).body.mentions).toEqual([]);
  });

  test('only goals of the lesson’s trajectory are linked, archived ones not any more', async () => {
    const [own, second, others] = [await start(teacher.id), await start(teacher.id), await start(colleague.id)];
    const goal = await goalOf(teacher, own);
    const secondGoal = await goalOf(teacher, second);
    const othersGoal = await goalOf(colleague, others);
    const inTrajectory = await lesson(world, schoolId, teacher, { trajectoryId: own });
    await share(world, inTrajectory, teacher, coach);

    expect((await post(coach, { goalIds: [othersGoal] })).body.code).toBe('goal_not_of_this_recording');
    expect((await post(coach, { goalIds: [randomUUID()] })).body.code).toBe('goal_not_of_this_recording');
    expect((await post(coach, { goalIds: [secondGoal] }, inTrajectory)).body.code).toBe('goal_not_of_this_recording');
    const { body: comment } = await post(coach, { goalIds: [goal] }, inTrajectory);
    expect(comment.goalIds).toEqual([goal]);
    expect((await add(coach, { goalIds: [goal, secondGoal] })).goalIds.toSorted()).toEqual(
      [goal, secondGoal].toSorted(),
    );

    await world.call(teacher, goalRoutes.edit, { params: { goalId: goal }, body: { archived: true } });
    expect((await post(coach, { goalIds: [goal] }, inTrajectory)).body.code).toBe('goal_not_of_this_recording');
    expect((await edit(coach, comment, { goalIds: [goal], text: 'Blijft' })).body.goalIds).toEqual([goal]);
  });

  test('text loses what would make it read other than it is written, and markup stays words', async () => {
    const { text } = await add(coach, { text: ' <script>alert(1)</script>\u202Egoed\u0000 ' });
    expect(text).toBe('<script>alert(1)</script>goed');
    expect((await post(coach, { text: ' \u202E ' })).body.code).toBe('invalid_input');
  });
});

describe('sent more than once', () => {
  test('the same comment sent ten times at once is saved once, and told once', async () => {
    const heard: Notice[] = [];
    const stop = world.services.notices.subscribe((notice) => heard.push(notice));
    const clientKey = randomUUID();
    const answers = await Promise.all(Array.from({ length: 10 }, () => post(coach, { clientKey })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(await texts(teacher)).toHaveLength(1);
    const { revision } = await add(teacher);
    await until(() => heard.some((notice) => notice.kind === 'comments_changed' && notice.revision === revision));
    expect(heard.filter(({ kind }) => kind === 'comments_changed')).toHaveLength(2);
    stop();
  });

  test('another person’s key is their own', async () => {
    const clientKey = randomUUID();
    const [a, b] = [await add(coach, { clientKey }), await add(teacher, { clientKey })];
    expect(a.id).not.toBe(b.id);
  });

  test('a comment deleted meanwhile does not come back when its sending is repeated', async () => {
    const clientKey = randomUUID();
    const comment = await add(coach, { clientKey });
    await remove(coach, comment);
    expect((await add(coach, { clientKey })).deletedAt).not.toBeNull();
    expect(await texts(teacher)).toEqual([]);
  });

  test('comments by two people at once each take a revision of their own', async () => {
    await Promise.all(Array.from({ length: 12 }, (_, n) => add(n % 2 === 0 ? coach : teacher)));
    const { items, revision } = await list(teacher);
    // The clock stands still here, so they follow each other.
    expect(items.map((item) => item.revision).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 12 }, (_, n) => clock.now() + n),
    );
    expect(revision).toBe(clock.now() + 11);
  });
});

describe('threads', () => {
  test('a reply goes under a comment of the same lesson, not under a reply', async () => {
    const root = await add(coach);
    const reply = await add(teacher, { parentId: root.id });
    expect((await post(coach, { parentId: reply.id })).body.code).toBe('reply_to_reply');
    expect((await post(coach, { parentId: randomUUID() })).status).toBe(404);
    const elsewhere = await lesson(world, schoolId, teacher);
    expect((await post(teacher, { parentId: root.id }, elsewhere)).status).toBe(404);
  });

  test('a card counts comments as the review page does: not their replies', async () => {
    const root = await add(coach);
    await add(teacher, { parentId: root.id });
    await add(teacher, { private: true });
    const counted = async (as: Somebody) =>
      (await world.call(as, recordingRoutes.get, { params: { recordingId } })).body.commentCount;
    expect([await counted(teacher), await counted(coach)]).toEqual([2, 1]);
  });

  test('a reply has kind and moment of what it answers, and follows when that moves', async () => {
    const root = await add(coach, { kind: 'compliment', moment: { startMs: 1000, endMs: 4000 } });
    const reply = await add(teacher, { parentId: root.id, kind: 'question', moment: { startMs: 9 } });
    expect(reply).toMatchObject({ kind: 'compliment', moment: { startMs: 1000, endMs: 4000 } });
    await edit(coach, root, { moment: { startMs: 2000 }, kind: 'suggestion' });
    const { items } = await list(teacher);
    expect(items.map(({ id, kind, moment }) => [id, kind, moment.startMs, moment.endMs])).toEqual([
      [root.id, 'suggestion', 2000, null],
      [reply.id, 'suggestion', 2000, null],
    ]);
    expect((await edit(teacher, reply, { kind: 'compliment', moment: { startMs: 5 } })).body).toMatchObject({
      kind: 'suggestion',
      moment: { startMs: 2000 },
    });
  });

  test('whoever may comment marks a comment done and opens it again, a reply not', async () => {
    const root = await add(coach);
    const reply = await add(teacher, { parentId: root.id });
    expect((await edit(coach, reply, { done: true })).body.code).toBe('not_allowed');
    const { body: done } = await edit(teacher, root, { done: true });
    expect(done).toMatchObject({ doneBy: { name: 'Docent' }, editedAt: null, text: root.text });
    const { body: again } = await edit(coach, root, { done: true });
    expect([again.doneBy?.name, again.revision]).toEqual(['Docent', done.revision]);
    expect((await edit(coach, root, { done: false })).body).toMatchObject({ doneAt: null, doneBy: null });
  });

  test('deleting a comment takes its replies along, and undoing brings just those back', async () => {
    const root = await add(coach);
    const gone = await add(teacher, { parentId: root.id, text: 'Eerder weg' });
    await add(teacher, { parentId: root.id, text: 'Antwoord' });
    await remove(teacher, gone);
    clock.advance(1000);
    expect((await remove(coach, root)).status).toBe(204);
    expect(await texts(teacher)).toEqual([]);
    expect((await restore(teacher, gone)).status).toBe(404);
    expect((await restore(coach, root)).body).toMatchObject({ text: root.text, deletedAt: null });
    expect(await texts(teacher)).toEqual([root.text, 'Antwoord']);
  });

  test('ten minutes after it was deleted a comment stays deleted', async () => {
    const [early, late] = [await add(coach), await add(coach)];
    await remove(coach, early);
    await remove(coach, late);
    expect((await remove(coach, late)).status).toBe(204);
    clock.advance(10 * 60 * 1000);
    expect((await restore(coach, early)).status).toBe(200);
    clock.advance(1);
    expect((await restore(coach, late)).status).toBe(404);
  });
});
