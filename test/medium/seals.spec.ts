import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Comment, commentRoutes } from '@lesblik/shared/comments';
import { goalProgressRoutes } from '@lesblik/shared/goal-progress';
import { goalRoutes } from '@lesblik/shared/goals';
import { grantRoutes } from '@lesblik/shared/grants';
import { homeRoutes } from '@lesblik/shared/home';
import { recordingRoutes } from '@lesblik/shared/recordings';
import { allRoutes } from '@lesblik/shared/routes';
import { sealRoutes } from '@lesblik/shared/seals';
import { talkRoutes } from '@lesblik/shared/talks';
import { lesson, share } from '../support/recordings.ts';
import { ReviewPage } from '../support/review-page.ts';
import { type Pair, pairOf } from '../support/talks.ts';
import { until } from '../support/until.ts';
import { type Somebody, World } from '../support/world.ts';

let world: World;
let pair: Pair;
let teacher: Somebody;
let coach: Somebody;
let colleague: Somebody;
let recordingId: string;
let goalId: string;
let talkId: string;
let pages: ReviewPage[] = [];

beforeAll(async () => {
  world = await World.open();
  pair = await pairOf(world);
  ({ teacher, coach, colleague } = pair);
  const { trajectoryId } = pair;
  const times = { timeZone: 'Europe/Amsterdam', times: [`${new Date().getFullYear() + 1}-01-15T15:00`] };
  const body = { kind: 'coaching' as const, title: 'Gesprek', ...times };
  talkId = (await world.call(coach, talkRoutes.offer, { params: { trajectoryId }, body })).body.id;
});
afterAll(() => world.close());
beforeEach(async () => {
  const goal = { params: { trajectoryId: pair.trajectoryId }, body: { title: 'Wachten' } };
  goalId = (await world.call(teacher, goalRoutes.add, goal)).body.id;
  recordingId = await lesson(world, pair.organisationId, teacher, { trajectoryId: pair.trajectoryId });
  await share(world, recordingId, teacher, coach);
  await share(world, recordingId, teacher, colleague);
});
afterEach(() => {
  for (const page of pages) page.close();
  pages = [];
});

const params = () => ({ params: { recordingId } });
const start = (as: Somebody, coachId = coach.id) =>
  world.call(as, sealRoutes.start, { ...params(), body: { coachId } });
const release = (as: Somebody, released = true) =>
  world.call(as, sealRoutes.release, { ...params(), body: { released } });
const open = (as: Somebody) => world.call(as, sealRoutes.open, params());
const get = async (as: Somebody) => (await world.call(as, sealRoutes.get, params())).body;
const post = (as: Somebody, text: string, more: object = {}) =>
  world.call(as, commentRoutes.add, {
    ...params(),
    body: {
      clientKey: randomUUID(),
      kind: 'question',
      moment: { startMs: 1000 },
      text,
      goalIds: as === colleague ? [] : [goalId],
      ...more,
    },
  });
const say = async (as: Somebody, text: string, more: object = {}): Promise<Comment> => {
  const { status, body } = await post(as, text, more);
  if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body;
};
const edit = (as: Somebody, { id }: { id: string }, body: object) =>
  world.call(as, commentRoutes.edit, { params: { commentId: id }, body });
const remove = (as: Somebody, { id }: { id: string }) =>
  world.call(as, commentRoutes.remove, { params: { commentId: id } });
const restore = (as: Somebody, { id }: { id: string }) =>
  world.call(as, commentRoutes.restore, { params: { commentId: id } });
const list = async (as: Somebody, after?: number) =>
  (await world.call(as, commentRoutes.list, { ...params(), query: after === undefined ? {} : { after } })).body;
const texts = async (as: Somebody) => (await list(as)).items.map(({ text }) => text);
const page = async (as: Somebody, revision = 0) => {
  const opened = await ReviewPage.open(world.url, as);
  pages.push(opened);
  return { opened, joined: await opened.join(recordingId, revision) };
};
const told = (from: ReviewPage) =>
  from.of('comment:changed').map(({ comment }) => (comment.deletedAt === null ? comment.text : 'gone'));
const revisionOf = async () =>
  (
    await world.services.db
      .selectFrom('recording')
      .select('commentRevision')
      .where('id', '=', recordingId)
      .executeTakeFirstOrThrow()
  ).commentRevision;

describe('who looks apart', () => {
  test('the coach and the coachee, whoever of them begins; others do not know of it', async () => {
    expect(await get(teacher)).toEqual({ seal: null, coaches: [{ id: coach.id, name: 'Coach' }] });
    expect((await get(coach)).coaches).toEqual([{ id: coach.id, name: 'Coach' }]);
    expect(await get(colleague)).toEqual({ seal: null, coaches: [] });
    const { status, body } = await start(coach);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      owner: { id: teacher.id },
      coach: { id: coach.id },
      sealedBy: { id: coach.id, name: 'Coach' },
      openedAt: null,
      coachWatches: true,
    });
    expect((await get(teacher)).seal).toEqual(body);
    expect(await get(colleague)).toEqual({ seal: null, coaches: [] });
    expect((await start(teacher)).body.code).toBe('already_sealed');
    expect((await release(colleague)).status).toBe(404);
    expect((await open(colleague)).status).toBe(404);
  });

  test('a colleague who may comment is no coach of the teacher', async () => {
    expect((await start(colleague)).status).toBe(403);
    expect((await start(colleague, colleague.id)).body.code).toBe('seal_not_with');
    expect((await start(teacher, colleague.id)).body.code).toBe('seal_not_with');
  });

  test('a coach who may only watch is no one to look apart with', async () => {
    await world.services.db
      .updateTable('recordingGrant')
      .set({ mayComment: false })
      .where('recordingId', '=', recordingId)
      .where('granteeId', '=', coach.id)
      .execute();
    expect((await get(teacher)).coaches).toEqual([]);
    expect((await start(teacher)).body.code).toBe('seal_not_with');
    expect((await start(coach)).body.code).toBe('not_allowed');
  });

  test('in a trajectory that is over nobody begins, and what began can still be opened', async () => {
    const set = (phase: string) =>
      world.services.db.updateTable('trajectory').set({ phase }).where('id', '=', pair.trajectoryId).execute();
    await start(teacher);
    await say(coach, 'Gezien');
    await set('closed');
    try {
      await release(coach);
      await release(teacher);
      expect(await texts(teacher)).toEqual(['Gezien']);
      expect((await get(teacher)).coaches).toEqual([]);
      expect((await start(teacher)).body.code).toBe('trajectory_over');
    } finally {
      await set('coaching');
    }
  });
});

describe('while they look apart', () => {
  /** Everything a reader can ask for: each GET of the contract, and the door of the live room. */
  const everything = async (as: Somebody, sealedAt: number) => {
    const { organisationId, trajectoryId } = pair;
    const ids: Record<string, string> = { recordingId, goalId, talkId, organisationId, trajectoryId };
    const answers: Record<string, unknown> = {};
    for (const { name, route } of allRoutes.filter((one) => one.route.method === 'GET')) {
      const path = route.path.replace(
        /:(\w+)/g,
        (_, key: string) => ids[key] ?? '00000000-0000-4000-8000-000000000000',
      );
      const response = await fetch(`${world.url}/api${path}`, { headers: { cookie: as.cookie } });
      answers[name] = [response.status, await response.text()];
    }
    for (const after of [0, sealedAt - 1, sealedAt]) {
      answers[`comments after ${after}`] = await list(as, after);
      const { missed, revision } = (await page(as, after)).joined;
      answers[`joined after ${after}`] = { missed, revision };
    }
    return answers;
  };

  test.each([
    ['coach', () => [coach, teacher] as const],
    ['coachee', () => [teacher, coach] as const],
    ['colleague', () => [colleague, coach] as const],
  ])('no route, list, count or event tells the %s what the other does', async (_, two) => {
    const [reader, other] = two();
    const early = await say(other, 'Geheim van eerder', { moment: { startMs: 2000, endMs: 3000 } });
    await start(teacher);
    const sealedAt = await revisionOf();
    const own = reader === colleague ? await say(colleague, 'Van een derde') : await say(reader, 'Van mijzelf');
    await everything(reader, sealedAt);
    const before = await everything(reader, sealedAt);
    expect(before['comments.list']).toEqual([200, expect.stringContaining(own.text)]);
    expect(before['goals.list']?.toString()).toContain(reader === colleague ? '404' : '"momentCount":1');
    expect(JSON.stringify(before)).not.toContain('Geheim');
    expect(JSON.stringify(before['comments.list'])).not.toContain(early.id);
    const live = (await page(reader, await revisionOf())).opened;

    const one = await say(other, 'Geheim een', { mentionIds: [reader.id] });
    const two_ = await say(other, 'Geheim twee', { private: true });
    const reply = await say(other, 'Geheim antwoord', { parentId: one.id, goalIds: [] });
    await edit(other, one, { text: 'Geheim anders', moment: { startMs: 5000 }, done: true });
    await edit(other, two_, { private: false });
    await edit(other, early, { private: true });
    await edit(other, early, { private: false });
    await remove(other, early);
    await restore(other, early);
    await remove(other, reply);

    expect(await everything(reader, sealedAt)).toEqual(before);
    for (const hidden of [one, two_, reply, early]) {
      expect((await edit(reader, hidden, { done: true })).status).toBe(404);
      expect((await remove(reader, hidden)).status).toBe(404);
      expect((await restore(reader, hidden)).status).toBe(404);
      expect((await post(reader, 'Antwoord', { parentId: hidden.id })).status).toBe(404);
      const pin = { recordingId, moment: { startMs: 0 }, commentId: hidden.id };
      expect((await world.call(reader, talkRoutes.pin, { params: { talkId }, body: pin })).status).toBe(404);
    }
    // What comes now comes after anything that was told before it.
    await say(reader, 'Het eerste wat ik hoor');
    await until(() => told(live).length > 0);
    expect(told(live)).toEqual(['Het eerste wat ik hoor']);
  });

  test('what stood is held too, and is gone from the other’s page; a conversation that took place stays', async () => {
    const mine = await say(teacher, 'Nog niet beantwoord');
    await say(teacher, 'Mijn eigen vervolg', { parentId: mine.id });
    const talk = await say(teacher, 'Wat vind je?');
    await say(coach, 'Mooi', { parentId: talk.id });
    await say(colleague, 'Van een derde');
    const { opened } = await page(coach, await revisionOf());
    await start(coach);
    await until(() => told(opened).length === 2);
    expect(told(opened)).toEqual(['gone', 'gone']);
    expect(await texts(coach)).toEqual(['Wat vind je?', 'Mooi', 'Van een derde']);
    expect((await list(teacher)).items.filter(({ sealed }) => sealed).map(({ text }) => text)).toEqual([
      'Nog niet beantwoord',
      'Mijn eigen vervolg',
    ]);
    expect((await edit(teacher, talk, { text: 'Wat ik nu zie' })).body.code).toBe('sealed');
    expect((await post(coach, 'Nog iets', { parentId: talk.id })).body.code).toBe('sealed');
    expect((await edit(teacher, talk, { done: true })).status).toBe(200);
  });

  test('what somebody keeps sealed is shown nowhere else: not pinned to a talk, not as evidence of a rating', async () => {
    await start(teacher);
    const { id: commentId } = await say(teacher, 'Hier wachtte ik');
    const pin = { recordingId, moment: { startMs: 0 }, commentId };
    expect((await world.call(teacher, talkRoutes.pin, { params: { talkId }, body: pin })).body.code).toBe('sealed');
    const evidence = { recordingId, commentId, startMs: 1000, endMs: null };
    const rating = { params: { goalId }, body: { value: 1, evidence } };
    expect((await world.call(teacher, goalProgressRoutes.rate, rating)).body.code).toBe('sealed');
    await open(teacher);
    expect((await world.call(teacher, talkRoutes.pin, { params: { talkId }, body: pin })).status).toBe(201);
    expect((await world.call(teacher, goalProgressRoutes.rate, rating)).status).toBe(201);
  });

  test('where the two are on the film is told to nobody, from the moment they look apart', async () => {
    const [theirs, mine] = [(await page(teacher)).opened, (await page(coach)).opened];
    const at = (from: ReviewPage, of: Somebody) =>
      from
        .of('review:viewers')
        .at(-1)
        ?.viewers.find(({ person }) => person.id === of.id)?.atMs;
    await theirs.ask('review:playhead', { recordingId, atMs: 4000, playing: false });
    await until(() => at(mine, teacher) === 4000);
    await start(coach);
    await until(() => at(mine, teacher) === null);
    const told = mine.of('review:viewers').length;
    await theirs.ask('review:playhead', { recordingId, atMs: 9000, playing: true });
    await until(() => mine.of('review:viewers').length > told);
    expect(at(mine, teacher)).toBeNull();
    await open(teacher);
    await until(() => theirs.of('seal:changed').length === 2);
    await theirs.ask('review:playhead', { recordingId, atMs: 9500, playing: true });
    await until(() => at(mine, teacher) === 9500);
  });

  test('who gets access later never hears that something was there', async () => {
    await say(teacher, 'Eerder');
    await start(teacher);
    const sealedAt = await revisionOf();
    const late = await world.member(pair.organisationId, 'Later');
    const body = { granteeId: late.id, mayComment: true, until: new Date(Date.now() + 60_000).toISOString() };
    expect((await world.call(teacher, grantRoutes.give, { ...params(), body })).status).toBe(201);
    for (const after of [0, sealedAt - 1]) {
      expect((await list(late, after)).items).toEqual([]);
      expect((await page(late, after)).joined.missed).toEqual([]);
    }
  });

  test('whatever is written while a seal begins is held by it', async () => {
    const writing = Array.from({ length: 12 }, (_, n) => say(n % 2 ? teacher : coach, `Samen ${n}`));
    const [begun] = await Promise.all([start(teacher), ...writing]);
    expect(begun.status).toBe(201);
    expect((await list(teacher)).items.every(({ author }) => author.id === teacher.id)).toBe(true);
    expect((await list(coach)).items.every(({ author }) => author.id === coach.id)).toBe(true);
  });

  test('of two who begin at once one begins', async () => {
    const both = await Promise.all([start(teacher), start(coach)]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409]);
  });
});

describe('when it opens', () => {
  test('both are done: what was hidden comes in the order in which it was written, once, live', async () => {
    await start(teacher);
    const [theirs, mine, third] = [
      (await page(teacher)).opened,
      (await page(coach)).opened,
      (await page(colleague)).opened,
    ];
    const first = await say(coach, 'Een', { moment: { startMs: 9000 } });
    await say(coach, 'Alleen voor mij', { private: true });
    await say(teacher, 'Van de docent');
    await say(coach, 'Onder een', { parentId: first.id, goalIds: [] });
    const dropped = await say(coach, 'Toch niet');
    await remove(coach, dropped);
    await say(coach, 'Twee');
    const known = (await list(teacher)).revision;
    expect((await release(coach)).body).toMatchObject({ coachReleasedAt: expect.any(String), openedAt: null });
    expect(await texts(teacher)).toEqual(['Van de docent']);
    const { body } = await release(teacher);
    expect(body).toMatchObject({ openedAt: body.ownerReleasedAt, openedEarly: false });
    // The second time says the same, and nothing is told anew.
    expect((await release(teacher)).body).toEqual(body);

    await until(() => told(theirs).length === 5 && told(third).length === 4);
    expect(told(theirs)).toEqual(['Van de docent', 'Een', 'Van de docent', 'Onder een', 'Twee']);
    expect(told(third)).toEqual(['Een', 'Van de docent', 'Onder een', 'Twee']);
    expect((await list(teacher, known)).items.map(({ text }) => text)).toEqual(told(theirs).slice(1));
    expect((await page(teacher, known)).joined.missed.map(({ text }) => text)).toEqual(told(theirs).slice(1));
    expect(theirs.of('seal:changed').length).toBe(2);
    expect(third.of('seal:changed')).toEqual([]);
    await until(() => told(mine).at(-1) === 'Twee');
    expect(told(theirs)).not.toContain('Alleen voor mij');
    expect((await list(teacher)).items.every(({ sealed }) => sealed === undefined)).toBe(true);
    const lessonNow = (await world.call(teacher, recordingRoutes.get, params())).body;
    expect(lessonNow).toMatchObject({ commentCount: 3, newCommentCount: 3 });
    const { items } = (await world.call(teacher, homeRoutes.waiting, {})).body;
    expect(items).toContainEqual(expect.objectContaining({ kind: 'new_comments', recordingId, count: 3 }));
  });

  test('being done can be taken back until the other is done too', async () => {
    await start(coach);
    await release(coach);
    expect((await release(coach, false)).body).toMatchObject({ coachReleasedAt: null, openedAt: null });
    expect((await release(teacher)).body.openedAt).toBeNull();
    await release(coach);
    expect((await release(teacher, false)).body.code).toBe('changed_meanwhile');
  });

  test('the owner alone opens early, also when the coach lost access; that is told with name and time', async () => {
    await start(coach);
    await say(coach, 'Van de coach');
    expect((await open(coach)).status).toBe(403);
    await world.services.db
      .updateTable('recordingGrant')
      .set({ withdrawnAt: new Date() })
      .where('recordingId', '=', recordingId)
      .where('granteeId', '=', coach.id)
      .execute();
    expect((await release(coach)).status).toBe(404);
    expect((await get(teacher)).seal?.coachWatches).toBe(false);
    expect(await texts(teacher)).toEqual([]);
    const { body } = await open(teacher);
    expect(body).toMatchObject({ openedEarly: true, openedAt: expect.any(String), coachReleasedAt: null });
    expect(await texts(teacher)).toEqual(['Van de coach']);
    expect((await open(teacher)).body).toEqual(body);
  });

  test('of what came to light after a coach’s access ended, the goal’s thread knows nothing', async () => {
    await start(coach);
    await say(teacher, 'Nooit gelezen door de coach');
    await world.services.db
      .updateTable('recordingGrant')
      .set({ withdrawnAt: new Date() })
      .where('recordingId', '=', recordingId)
      .where('granteeId', '=', coach.id)
      .execute();
    await open(teacher);
    const thread = await world.call(coach, goalProgressRoutes.thread, { params: { goalId } });
    expect(thread.body.items.filter(({ gone }) => gone !== null)).toEqual([]);
  });

  test('what was deleted meanwhile leaves no trace, and comes out when its author brings it back', async () => {
    await start(teacher);
    const dropped = await say(coach, 'Toch niet');
    await remove(coach, dropped);
    await open(teacher);
    expect((await list(teacher, 0)).items).toEqual([]);
    await restore(coach, dropped);
    expect(await texts(teacher)).toEqual(['Toch niet']);
  });

  test('they can look apart anew', async () => {
    await start(teacher);
    await open(teacher);
    await say(coach, 'Tussen twee keren');
    expect((await start(coach)).status).toBe(201);
    expect(await texts(teacher)).toEqual([]);
    await open(teacher);
    expect(await texts(teacher)).toEqual(['Tussen twee keren']);
  });

  test('10,000 comments open in one go', async () => {
    await start(teacher);
    const { id } = await say(coach, 'De eerste');
    const { db } = world.services;
    const model = await db.selectFrom('comment').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    for (let from = 0; from < 9_999; from += 1_111) {
      const rows = Array.from({ length: 1_111 }, (_, n) => ({
        ...model,
        ...{ id: randomUUID(), clientKey: randomUUID(), revision: model.revision + from + n },
      }));
      await db.insertInto('comment').values(rows).execute();
    }
    const began = performance.now();
    expect((await open(teacher)).status).toBe(200);
    expect(performance.now() - began).toBeLessThan(10_000);
    const { items } = await list(teacher);
    expect(new Set(items.map(({ revision }) => revision)).size).toBe(10_000);
  });
});
