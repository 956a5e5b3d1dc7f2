import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Comment, Comment as CommentShape } from '@lesblik/shared/comments';
import {
  world,
  teacher,
  coach,
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
  changes,
  start,
  goalOf,
} from '../support/comment-stage.ts';

beforeAll(openSchool);
afterAll(() => world.close());
beforeEach(newLesson);

describe('private comments', () => {
  test('nobody but its author finds one: not in the list, not among the changes, not by its id', async () => {
    const mine = await add(coach, { private: true, text: 'Alleen voor mij' });
    const answered = await add(coach, { parentId: mine.id, text: 'Ook voor mij' });
    expect(answered.private).toBe(true);
    expect(await texts(coach)).toEqual(['Alleen voor mij', 'Ook voor mij']);
    expect(await texts(teacher)).toEqual([]);
    expect(await changes(teacher, 0)).toEqual([]);
    for (const one of [mine, answered]) {
      expect((await edit(teacher, one, { done: true })).status).toBe(404);
      expect((await remove(teacher, one)).status).toBe(404);
      expect((await restore(teacher, one)).status).toBe(404);
      expect((await post(teacher, { parentId: one.id })).status).toBe(404);
    }
    await remove(coach, mine);
    expect(await changes(teacher, 0)).toEqual([]);
    expect((await changes(coach, 2)).map(([, text]) => text)).toEqual(['gone', 'gone']);
  });

  test('made private, a comment is gone for others once, and what its author does then leaves no trace', async () => {
    const comment = await add(coach);
    await edit(coach, comment, { private: true });
    expect(await texts(teacher)).toEqual([]);
    expect(await changes(teacher, comment.revision)).toEqual([[comment.revision + 1, 'gone']]);
    await edit(coach, comment, { text: 'Geheim', moment: { startMs: 7 } });
    await remove(coach, comment);
    expect(await changes(teacher, comment.revision)).toEqual([[comment.revision + 1, 'gone']]);
    expect(await changes(teacher, comment.revision + 1)).toEqual([]);
    expect(JSON.stringify(await list(teacher, 0))).not.toMatch(/Geheim|"startMs":7/);
  });

  test('made public, a comment is new for others', async () => {
    const comment = await add(coach, { private: true });
    await edit(coach, comment, { private: false });
    expect(await changes(teacher, comment.revision)).toEqual([[comment.revision + 1, comment.text]]);
    expect(await texts(teacher)).toEqual([comment.text]);
  });

  test('a comment that others answered stays public', async () => {
    const root = await add(coach);
    const reply = await add(teacher, { parentId: root.id });
    expect(await edit(coach, root, { private: true })).toMatchObject({
      status: 409,
      body: { code: 'comment_has_replies' },
    });
    await remove(teacher, reply);
    await add(coach, { parentId: root.id });
    expect((await edit(coach, root, { private: true })).status).toBe(200);
    expect(await texts(teacher)).toEqual([]);
    expect(await texts(coach)).toHaveLength(2);
  });

  test('a reply under a private comment is not made public by itself', async () => {
    const root = await add(coach, { private: true });
    const reply = await add(coach, { parentId: root.id });
    expect((await edit(coach, reply, { private: false })).body.code).toBe('not_allowed');
  });
});

describe('the change list', () => {
  test('says what changed since a revision, in order, deletions without their words', async () => {
    const [a, b] = [await add(coach, { text: 'a' }), await add(teacher, { text: 'b' })];
    await add(teacher, { text: 'c', parentId: a.id });
    await edit(teacher, b, { text: 'b2' });
    await remove(coach, a);
    const first = a.revision;
    expect(await changes(teacher, b.revision)).toEqual([
      [first + 3, 'b2'],
      [first + 4, 'gone'],
      [first + 5, 'gone'],
    ]);
    expect((await list(teacher, first + 4)).items[0]).toMatchObject({
      id: a.id,
      text: '',
      goalIds: [],
      moment: { startMs: 0 },
    });
    expect(await changes(teacher, first + 5)).toEqual([]);
    expect((await list(teacher, first + 5)).revision).toBe(first + 5);
  });

  test('nobody can count what others do in private', async () => {
    const open = await add(teacher, { text: 'voor allebei' });
    const secret = await add(teacher, { private: true });
    await edit(teacher, secret, { text: 'nog eens' });
    await edit(teacher, secret, { done: true });
    await remove(teacher, await add(teacher, { private: true }));
    expect((await list(coach)).revision).toBe(open.revision);
    expect(await list(coach, open.revision)).toEqual({ items: [], revision: open.revision });
    expect((await list(teacher)).revision).toBeGreaterThan(open.revision);
    clock.advance(60_000);
    expect((await add(teacher)).revision).toBe(clock.now());
    clock.advance(60_000);
    const hidden = await edit(teacher, open, { private: true });
    await edit(teacher, open, { text: 'nu geheim' });
    expect((await list(coach)).revision).toBe(hidden.body.revision);
  });

  test('the list, written by hand, says what the contract says', async () => {
    const trajectoryId = await start(teacher.id);
    const goalIds = [await goalOf(teacher, trajectoryId), await goalOf(teacher, trajectoryId)];
    const text = 'Zij zei: "wacht" \\ </script>\nen \u2028 toen 😀';
    const root = await add(teacher, {
      text,
      goalIds,
      mentionIds: [coach.id, teacher.id],
      moment: { startMs: 5, endMs: 9 },
    });
    await add(coach, { parentId: root.id, text });
    await edit(coach, root, { done: true });
    const own = await add(teacher, { private: true });
    await edit(teacher, own, { text: 'anders' });
    await world.services.db.updateTable('comment').set({ sealed: true }).where('id', '=', own.id).execute();
    const written = (await list(teacher)).items;
    const parsed = (await list(teacher, 0)).items;
    expect(written).toHaveLength(3);
    const byId = (items: Comment[]) => items.toSorted((one, other) => one.id.localeCompare(other.id));
    expect(byId(written)).toEqual(byId(parsed));
    expect(written.map(({ id, sealed }) => sealed === (id === own.id ? true : undefined))).toEqual([true, true, true]);
    for (const item of written)
      expect(Object.keys({ sealed: true, ...item }).toSorted()).toEqual(Object.keys(CommentShape.shape).toSorted());
  });

  test('the list stands in the order of the film, whole', async () => {
    for (const startMs of [5000, 1000, 3000]) await add(coach, { moment: { startMs }, text: String(startMs) });
    expect(await texts(teacher)).toEqual(['1000', '3000', '5000']);
  });
});
