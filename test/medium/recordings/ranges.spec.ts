import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { auditLogRoutes } from '@lesblik/shared/audit-log';
import { commentRoutes } from '@lesblik/shared/comments';
import type { Range } from '@lesblik/shared/cuts';
import { goalProgressRoutes } from '@lesblik/shared/goal-progress';
import { goalRoutes } from '@lesblik/shared/goals';
import { grantRoutes } from '@lesblik/shared/grants';
import { homeRoutes } from '@lesblik/shared/home';
import { notificationRoutes } from '@lesblik/shared/notifications';
import { recordingRoutes } from '@lesblik/shared/recordings';
import type { Viewer } from '@lesblik/shared/review';
import { talkRoutes } from '@lesblik/shared/talks';
import { lesson } from '../../support/recordings.ts';
import { ReviewPage } from '../../support/review-page.ts';
import { offered, type Pair, pairOf } from '../../support/talks.ts';
import { until } from '../../support/until.ts';
import { type Somebody, World } from '../../support/world.ts';

/** Minutes two to five of ten. */
const part: Range = { startMs: 120_000, endMs: 300_000 };
const [before, inside, after] = [60_000, 200_000, 400_000];

let world: World;
let pair: Pair;
let teacher: Somebody;
let coach: Somebody;
let recordingId: string;
let grantId: string;

beforeAll(async () => {
  world = await World.open();
  pair = await pairOf(world);
  ({ teacher, coach } = pair);
});
afterAll(() => world.close());
beforeEach(async () => {
  recordingId = await lesson(world, pair.organisationId, teacher);
  const given = await give(part);
  if (given.status !== 201) throw new Error(JSON.stringify(given.body));
  grantId = given.body.id;
});

const give = (range: Range | null, to = coach) =>
  world.call(teacher, grantRoutes.give, {
    params: { recordingId },
    body: { granteeId: to.id, mayComment: true, until: new Date(Date.now() + 3_600_000).toISOString(), range },
  });
const change = (range: Range | null) =>
  world.call(teacher, grantRoutes.change, { params: { grantId }, body: { range } });
const trim = (range: Range | null, as = teacher) =>
  world.call(as, grantRoutes.trim, { params: { recordingId }, body: { range } });
const get = async (as: Somebody) => (await world.call(as, recordingRoutes.get, { params: { recordingId } })).body;
const post = (as: Somebody, startMs: number, more: object = {}) =>
  world.call(as, commentRoutes.add, {
    params: { recordingId },
    body: { clientKey: randomUUID(), kind: 'question', moment: { startMs }, text: `Op ${startMs}`, ...more },
  });
const say = async (as: Somebody, startMs: number, more: object = {}) => {
  const { status, body } = await post(as, startMs, more);
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body;
};
const list = async (as: Somebody, revision?: number) => {
  const query = revision === undefined ? {} : { after: revision };
  return (await world.call(as, commentRoutes.list, { params: { recordingId }, query })).body;
};
const texts = async (as: Somebody, revision?: number) => (await list(as, revision)).items.map(({ text }) => text);

describe('comments outside the part that somebody is shown', () => {
  test('are in no list, count or change, and not there by their id', async () => {
    const early = await say(teacher, before);
    const across = await say(teacher, 290_000, { moment: { startMs: 290_000, endMs: 310_000 } });
    await say(teacher, inside);
    const late = await say(teacher, after);
    expect(await texts(coach)).toEqual([`Op ${inside}`]);
    expect(await texts(coach, 0)).toEqual([`Op ${inside}`]);
    expect((await list(coach)).revision).toBeLessThan(late.revision);
    expect(await get(coach)).toMatchObject({ commentCount: 1, newCommentCount: 1, shown: part, trim: null });
    expect(await get(teacher)).toMatchObject({ commentCount: 4, shown: null });
    for (const { id } of [early, across, late]) {
      const edited = await world.call(coach, commentRoutes.edit, { params: { commentId: id }, body: { done: true } });
      const answered = await post(coach, inside, { parentId: id });
      expect([edited.status, answered.status]).toEqual([404, 404]);
    }
  });

  test('cannot be written, nor one moved there', async () => {
    for (const startMs of [before, after, part.endMs]) {
      expect((await post(coach, startMs)).body.code).toBe('moment_not_shown');
    }
    const own = await say(coach, inside);
    const moved = await world.call(coach, commentRoutes.edit, {
      params: { commentId: own.id },
      body: { moment: { startMs: before } },
    });
    expect(moved.body.code).toBe('moment_not_shown');
  });

  test('call nobody who is not shown them, and tell nobody', async () => {
    expect((await post(teacher, before, { mentionIds: [coach.id] })).body.code).toBe('mention_not_allowed');
    await say(teacher, before);
    await say(teacher, inside);
    const told = (await world.call(coach, notificationRoutes.list, { query: {} })).body.items;
    const here = told.filter(({ spot }) => spot?.on === 'lesson' && spot.recordingId === recordingId);
    expect(here.filter(({ kind }) => kind === 'comment_added')).toHaveLength(1);
    const ids = (await list(teacher)).items.map(({ id }) => id);
    const rows = world.services.db.selectFrom('notification').select('personId').where('subjectId', 'in', ids);
    expect((await rows.execute()).map(({ personId }) => personId)).toEqual([coach.id]);
  });

  test('reach no open page, neither as they come nor to catch up', async () => {
    const [mine, theirs] = await Promise.all([ReviewPage.open(world.url, teacher), ReviewPage.open(world.url, coach)]);
    await Promise.all([mine.join(recordingId), theirs.join(recordingId)]);
    const outside = await say(teacher, before);
    await world.call(teacher, commentRoutes.edit, { params: { commentId: outside.id }, body: { text: 'Anders' } });
    await world.call(teacher, commentRoutes.remove, { params: { commentId: outside.id } });
    await say(teacher, inside);
    await until(() => theirs.of('comment:changed').length > 0);
    await until(() => mine.of('comment:changed').some(({ comment }) => comment.text === `Op ${inside}`));
    expect(theirs.of('comment:changed').map(({ comment }) => comment.text)).toEqual([`Op ${inside}`]);
    const late = await ReviewPage.open(world.url, coach);
    expect((await late.join(recordingId)).missed.map(({ text }) => text)).toEqual([`Op ${inside}`]);
    for (const page of [mine, theirs, late]) page.close();
  });

  test('are not on home, nor in a goal’s thread, nor counted there', async () => {
    const params = { trajectoryId: pair.trajectoryId };
    const goal = (await world.call(teacher, goalRoutes.add, { params, body: { title: `Wachten ${randomUUID()}` } }))
      .body;
    for (const startMs of [before, inside, after]) await say(teacher, startMs, { goalIds: [goal.id] });
    const thread = async (as: Somebody) =>
      (await world.call(as, goalProgressRoutes.thread, { params: { goalId: goal.id } })).body.items;
    expect(await thread(teacher)).toHaveLength(3);
    expect((await thread(coach)).map(({ comment }) => comment?.text)).toEqual([`Op ${inside}`]);
    const goals = (await world.call(coach, goalRoutes.list, { params })).body;
    expect(goals.items.find(({ id }) => id === goal.id)?.momentCount).toBe(1);
    await world.services.db
      .updateTable('recordingGrant')
      .set({ openedAt: new Date() })
      .where('id', '=', grantId)
      .execute();
    const waiting = (await world.call(coach, homeRoutes.waiting, {})).body.items;
    const news = waiting.filter((one) => one.kind === 'new_comments' && one.recordingId === recordingId);
    expect(news).toMatchObject([{ count: 1 }]);
  });

  test('are of no use in a talk, and what the other pinned there is told of without its words', async () => {
    const talk = await offered(world, pair);
    const pin = (as: Somebody, startMs: number) =>
      world.call(as, talkRoutes.pin, {
        params: { talkId: talk.id },
        body: { recordingId, moment: { startMs, endMs: startMs + 5000 } },
      });
    expect((await pin(coach, before)).body.code).toBe('moment_not_shown');
    await pin(teacher, before);
    await pin(teacher, inside);
    const seen = (await world.call(coach, talkRoutes.moments, { params: { talkId: talk.id } })).body.items;
    expect(seen.map(({ gone, lesson: of }) => [gone, of === null])).toEqual([
      ['not_shared', true],
      [null, false],
    ]);
  });
});

describe('a part', () => {
  test('is chosen by the owner alone, within the lesson, of a second at least', async () => {
    expect((await trim(part, coach)).status).toBe(403);
    expect((await trim(part, pair.administrator)).status).toBe(404);
    for (const range of [
      { startMs: 0, endMs: 600_001 },
      { startMs: 1000, endMs: 1999 },
    ]) {
      expect([(await change(range)).body.code, (await trim(range)).body.code]).toEqual([
        'range_refused',
        'range_refused',
      ]);
    }
    expect((await change({ startMs: 5000, endMs: 5000 })).status).toBe(400);
    expect((await change({ startMs: 0, endMs: 600_000 })).body).toMatchObject({ range: null, shows: 'ready' });
  });

  test('is told when it changes, as a withdrawal is, to whom it concerns and nobody else', async () => {
    const other = await give(null, pair.colleague);
    expect(other.status).toBe(201);
    const [theirs, others] = await Promise.all([
      ReviewPage.open(world.url, coach),
      ReviewPage.open(world.url, pair.colleague),
    ]);
    await Promise.all([theirs.join(recordingId), others.join(recordingId)]);
    await change({ startMs: 150_000, endMs: 200_000 });
    await until(() => theirs.of('review:ended').length > 0);
    expect(theirs.of('review:ended')).toEqual([{ recordingId, reason: 'range_changed' }]);
    await say(teacher, 190_000);
    await until(() => others.of('comment:changed').length > 0);
    expect([theirs.of('comment:changed'), others.of('review:ended')]).toEqual([[], []]);
    await theirs.join(recordingId);
    await say(teacher, 180_000);
    await until(() => theirs.of('comment:changed').length > 0);
    for (const page of [theirs, others]) page.close();
  });

  test('tells who else watches, and where only while that lies in it', async () => {
    const [theirs, owner] = await Promise.all([ReviewPage.open(world.url, coach), ReviewPage.open(world.url, teacher)]);
    const at = (atMs: number) => owner.ask('review:playhead', { recordingId, atMs, playing: true });
    const placeIn = (viewers: readonly Viewer[] | undefined) => {
      const found = viewers?.find(({ person }) => person.id === teacher.id);
      return found && [found.atMs, found.playing];
    };
    const told = () => placeIn(theirs.of('review:viewers').at(-1)?.viewers);
    await owner.join(recordingId);
    await at(before);
    expect(placeIn((await theirs.join(recordingId)).viewers)).toEqual([null, false]);
    await at(inside);
    await until(() => told()?.[0] === inside);
    expect(told()).toEqual([inside, true]);
    await at(after);
    await until(() => told()?.[0] !== inside);
    expect(told()).toEqual([null, false]);
    const seen = theirs.of('review:viewers').map(({ viewers }) => placeIn(viewers)?.[0] ?? null);
    expect(seen.filter((place) => place !== null && place !== inside)).toEqual([]);
    await until(() => placeIn(owner.of('review:viewers').at(-1)?.viewers)?.[0] === after);
    for (const page of [theirs, owner]) page.close();
  });

  test('is bounded by the trim; where that leaves nothing of it the lesson is not there', async () => {
    await trim({ startMs: 200_000, endMs: 500_000 });
    expect((await get(coach)).shown).toEqual({ startMs: 200_000, endMs: 300_000 });
    expect((await get(teacher)).trim).toEqual({ startMs: 200_000, endMs: 500_000 });
    await trim({ startMs: 300_000, endMs: 500_000 });
    expect((await world.call(coach, recordingRoutes.get, { params: { recordingId } })).status).toBe(404);
    const grants = (await world.call(teacher, grantRoutes.list, { params: { recordingId } })).body.items;
    expect(grants).toMatchObject([{ range: part, shows: 'nothing' }]);
    await trim(null);
    expect((await get(coach)).shown).toEqual(part);
  });

  test('of a grant without one is what the trim leaves, and the owner still sees all', async () => {
    await change(null);
    await say(teacher, before);
    expect(await texts(coach)).toEqual([`Op ${before}`]);
    await trim(part);
    expect(await texts(coach)).toEqual([]);
    expect(await texts(teacher)).toEqual([`Op ${before}`]);
    expect((await get(teacher)).playable).toBe(true);
  });

  test('comes without the name, size and digest of the file: a name may say what was left out', async () => {
    const none = { fileName: '', bytes: null, sha256: null };
    expect(await get(coach)).toMatchObject(none);
    await change(null);
    expect(await get(coach)).toMatchObject({ fileName: 'les.mp4', bytes: 1 });
    await trim(part);
    expect(await get(coach)).toMatchObject(none);
    expect(await get(teacher)).toMatchObject({ fileName: 'les.mp4', bytes: 1 });
  });

  test('stands in the log that its owner reads', async () => {
    await trim(part);
    await trim(null);
    const log = (await world.call(teacher, auditLogRoutes.list, { params: { recordingId }, query: {} })).body.items;
    expect(log.map(({ kind, startMs, endMs }) => [kind, startMs, endMs])).toEqual([
      ['trimmed', null, null],
      ['trimmed', part.startMs, part.endMs],
      ['granted', part.startMs, part.endMs],
    ]);
  });

  test('bounds where somebody goes on and what they say that they played', async () => {
    const played = (atMs: number) =>
      world.call(coach, recordingRoutes.played, {
        params: { recordingId },
        body: { atMs, ranges: [{ startMs: 0, endMs: 600_000 }] },
      });
    const position = async () =>
      (await world.call(coach, recordingRoutes.position, { params: { recordingId } })).body.atMs;
    expect(await position()).toBe(part.startMs);
    await played(inside);
    expect(await position()).toBe(inside);
    const log = (await world.call(teacher, auditLogRoutes.list, { params: { recordingId }, query: { kind: 'played' } }))
      .body;
    expect(log.items.map(({ startMs, endMs }) => [startMs, endMs])).toEqual([[part.startMs, part.endMs]]);
    await change({ startMs: 0, endMs: 60_000 });
    expect(await position()).toBe(0);
  });
});
