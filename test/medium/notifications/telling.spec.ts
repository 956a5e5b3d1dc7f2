import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { agreementRoutes } from '@lesblik/shared/agreements';
import { coachChangeRoutes } from '@lesblik/shared/coach-changes';
import { commentRoutes, type NewComment } from '@lesblik/shared/comments';
import { goalRoutes } from '@lesblik/shared/goals';
import { grantRoutes } from '@lesblik/shared/grants';
import { type Notification, notificationRoutes } from '@lesblik/shared/notifications';
import { requestRoutes } from '@lesblik/shared/requests';
import { roomRoutes } from '@lesblik/shared/rooms';
import { sealRoutes } from '@lesblik/shared/seals';
import { talkRoutes } from '@lesblik/shared/talks';
import { lesson, share } from '../../support/recordings.ts';
import { ReviewPage } from '../../support/review-page.ts';
import { wallTimeAt } from '@lesblik/shared/zoned-time';
import { AMSTERDAM, offered, type Pair, pairOf, planned } from '../../support/talks.ts';
import { until } from '../../support/until.ts';
import { type Somebody, World } from '../../support/world.ts';

let world: World;
let pair: Pair;

beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());
beforeEach(async () => {
  pair = await pairOf(world);
});

const list = async (of: Somebody, query = {}) => (await world.call(of, notificationRoutes.list, { query })).body;
const unread = async (of: Somebody) => (await world.call(of, notificationRoutes.count, {})).body.unread;
const kinds = async (of: Somebody) => (await list(of)).items.map(({ kind }) => kind);
/** What each of the pair's people was told, by name; who was told nothing is left out. */
async function told(): Promise<Record<string, Notification['kind'][]>> {
  const { teacher, coach, client, supervisor, colleague, administrator } = pair;
  const people = [teacher, coach, client, supervisor, colleague, administrator];
  const all = await Promise.all(people.map(async (one) => [one.name, await kinds(one)] as const));
  return Object.fromEntries(all.filter(([, mine]) => mine.length > 0));
}
const params = () => ({ trajectoryId: pair.trajectoryId });
const comment = (as: Somebody, recordingId: string, given: Partial<NewComment> = {}) =>
  world.call(as, commentRoutes.add, {
    params: { recordingId },
    body: {
      ...{ clientKey: randomUUID(), kind: 'question', moment: { startMs: 1000 }, text: 'Wat zag je hier?' },
      ...given,
    },
  });
const edit = (as: Somebody, commentId: string, body: { private?: boolean; mentionIds?: string[]; text?: string }) =>
  world.call(as, commentRoutes.edit, { params: { commentId }, body });
/** The teacher's, shared with the coach and the colleague. */
async function shared(): Promise<string> {
  const recordingId = await lesson(world, pair.organisationId, pair.teacher);
  for (const one of [pair.coach, pair.colleague]) await share(world, recordingId, pair.teacher, one);
  return recordingId;
}
const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString();

describe('who is told of what', () => {
  test('of a talk: the other one, at each step', async () => {
    const { id: talkId } = await planned(world, pair);
    expect(await told()).toEqual({ Docent: ['talk_offered'], Coach: ['talk_planned'] });
    await world.call(pair.teacher, talkRoutes.cancel, { params: { talkId }, body: { message: 'Ziek' } });
    expect(await kinds(pair.coach)).toEqual(['talk_cancelled', 'talk_planned']);
    const { items } = await list(pair.coach);
    expect(items[0]).toMatchObject({ by: ['Docent'], title: 'Gesprek', unread: true, spot: { on: 'talk', talkId } });
    // What was planned is cancelled: nobody has to read that it was planned.
    expect(items[1]).toMatchObject({ unread: false });
  });

  test('of a talk whose times are offered anew and of which the same is picked again: once more', async () => {
    const { id: talkId, startsAt } = await planned(world, pair);
    const times = [wallTimeAt(new Date(startsAt ?? ''), AMSTERDAM)];
    const body = { timeZone: AMSTERDAM, times };
    const { body: again } = await world.call(pair.coach, talkRoutes.offerAgain, { params: { talkId }, body });
    const picked = { timeId: again.times[0]?.id ?? '' };
    await world.call(pair.teacher, talkRoutes.pick, { params: { talkId }, body: picked });
    const { items } = await list(pair.coach);
    expect(items.map(({ kind, ids, startsAt: at }) => [kind, ids.length, at])).toEqual([['talk_planned', 2, startsAt]]);
  });

  test('of a lesson: whom it is shared with', async () => {
    const recordingId = await lesson(world, pair.organisationId, pair.teacher);
    const body = { granteeId: pair.colleague.id, mayComment: true, until: tomorrow() };
    await world.call(pair.teacher, grantRoutes.give, { params: { recordingId }, body });
    expect(await told()).toEqual({ Collega: ['lesson_shared'] });
  });

  test('of a comment: owner and grantees, each once, as what it is most to them', async () => {
    const recordingId = await shared();
    const { body: first } = await comment(pair.coach, recordingId);
    expect(await told()).toEqual({ Docent: ['comment_added'], Collega: ['comment_added'] });
    await comment(pair.teacher, recordingId, { parentId: first.id, mentionIds: [pair.colleague.id] });
    expect(await told()).toEqual({
      ...{ Docent: ['comment_added'], Coach: ['comment_replied'] },
      Collega: ['mentioned', 'comment_added'],
    });
  });

  test('of a private comment: nobody, until it is shown; of one that is changed, only whom it mentions anew', async () => {
    const recordingId = await shared();
    const { body: mine } = await comment(pair.coach, recordingId, { private: true });
    expect(await told()).toEqual({});
    await edit(pair.coach, mine.id, { private: false });
    await edit(pair.coach, mine.id, { text: 'Anders gezegd' });
    expect(await told()).toEqual({ Docent: ['comment_added'], Collega: ['comment_added'] });
    await edit(pair.coach, mine.id, { mentionIds: [pair.teacher.id] });
    await edit(pair.coach, mine.id, { mentionIds: [pair.teacher.id], text: 'Nog eens' });
    expect(await told()).toEqual({ Docent: ['mentioned', 'comment_added'], Collega: ['comment_added'] });
  });

  test('of a comment sent twice: once', async () => {
    const recordingId = await shared();
    const clientKey = randomUUID();
    await Promise.all([1, 2, 3].map(() => comment(pair.coach, recordingId, { clientKey })));
    expect((await list(pair.teacher)).items).toHaveLength(1);
    expect((await list(pair.teacher)).items[0]?.ids).toHaveLength(1);
  });

  test('of looking apart: that it begins, nothing of what is written meanwhile, and that it is open', async () => {
    const { teacher, coach, colleague } = pair;
    const recordingId = await shared();
    await comment(coach, recordingId);
    const body = { coachId: coach.id };
    await world.call(coach, sealRoutes.start, { params: { recordingId }, body });
    // What was told before it is sealed now.
    expect(await told()).toEqual({ Docent: ['seal_begun'] });
    await comment(coach, recordingId);
    await comment(teacher, recordingId);
    expect(await told()).toEqual({ Docent: ['seal_begun'] });
    expect([await unread(teacher), await unread(coach), await unread(colleague)]).toEqual([1, 0, 0]);
    for (const as of [teacher, coach])
      await world.call(as, sealRoutes.release, { params: { recordingId }, body: { released: true } });
    expect(await told()).toEqual({
      ...{ Docent: ['seal_opened', 'seal_begun', 'comment_added'] },
      Collega: ['seal_opened', 'comment_added'],
    });
  });

  test('of a call: those invited, and who is invited later', async () => {
    const recordingId = await shared();
    const body = {
      title: 'Samen kijken',
      recordingId,
      trajectoryId: null,
      plannedAt: null,
      kind: 'review_call',
    } as const;
    const { body: room } = await world.call(pair.teacher, roomRoutes.create, {
      body: { ...body, personIds: [pair.coach.id] },
    });
    expect(await told()).toEqual({ Coach: ['call_invited'] });
    const personIds = [pair.coach.id, pair.colleague.id];
    await world.call(pair.teacher, roomRoutes.update, { params: { roomId: room.id }, body: { personIds } });
    expect(await told()).toEqual({ Coach: ['call_invited'], Collega: ['call_invited'] });
  });

  test('of goals and agreements: who decides, and then who proposed', async () => {
    const { body: goal } = await world.call(pair.coach, goalRoutes.propose, {
      params: params(),
      body: { title: 'Langer wachten' },
    });
    const agreement = { kind: 'visibility', text: 'Alleen wij twee' } as const;
    const { body: agreed } = await world.call(pair.teacher, agreementRoutes.propose, {
      params: params(),
      body: agreement,
    });
    expect(await told()).toEqual({ Docent: ['goal_proposed'], Coach: ['agreement_proposed'] });
    await world.call(pair.teacher, goalRoutes.answer, {
      params: { proposalId: goal.id },
      body: { decision: 'refuse', answer: 'Later' },
    });
    const versionId = agreed.versions[0]?.id ?? '';
    await world.call(pair.coach, agreementRoutes.answer, { params: { versionId }, body: { decision: 'accept' } });
    const outcomes = async (of: Somebody) => (await list(of)).items.map(({ kind, outcome }) => [kind, outcome]);
    expect(await outcomes(pair.coach)).toEqual([
      ['goal_answered', 'refused'],
      ['agreement_proposed', 'accepted'],
    ]);
    expect(await outcomes(pair.teacher)).toEqual([
      ['agreement_answered', 'accepted'],
      ['goal_proposed', 'refused'],
    ]);
    expect([await unread(pair.coach), await unread(pair.teacher)]).toEqual([1, 1]);
  });

  test('of a request: its coachee and the coaches asked, and of the answer who filed it', async () => {
    const { organisationId, teacher, client, colleague } = pair;
    const file = async (coachIds: string[], openToCoaches: boolean) => {
      const people = { coacheeId: teacher.id, clientId: client.id };
      const period = { startsOn: '2026-09-01', endsOn: '2027-02-01' };
      const body = { organisationId, title: 'Rust', reason: 'Onrust', ...people, ...period, coachIds, openToCoaches };
      return (await world.call(client, requestRoutes.file, { body })).body.id;
    };
    const requestId = await file([colleague.id], false);
    expect(await told()).toEqual({ Docent: ['request_filed'], Collega: ['request_filed'] });
    await world.call(colleague, requestRoutes.refuse, { params: { requestId }, body: {} });
    expect(await told()).toEqual({ Docent: ['request_filed'], Opdrachtgever: ['request_answered'] });
    await world.call(client, requestRoutes.ask, { params: { requestId }, body: { coachIds: [], openToCoaches: true } });
    expect((await told())['Coach']).toEqual(['request_filed']);
    await world.call(pair.coach, requestRoutes.take, { params: { requestId } });
    expect((await list(client)).items[0]).toMatchObject({ kind: 'request_answered', outcome: 'taken', by: ['Coach'] });
    expect((await told())['Docent']).toEqual(['request_answered', 'request_filed']);
  });

  test('of another coach: the other who chooses, then who is asked, then both who chose', async () => {
    const { client, teacher, colleague } = pair;
    const { body } = await world.call(client, coachChangeRoutes.propose, {
      params: params(),
      body: { coachId: colleague.id, reason: 'Rooster' },
    });
    expect(await told()).toEqual({ Docent: ['coach_proposed'] });
    const answer = (as: Somebody, decision: 'agree' | 'refuse') =>
      world.call(as, coachChangeRoutes.answer, { params: { changeId: body.change.id }, body: { decision } });
    await answer(teacher, 'agree');
    expect(await told()).toEqual({ Docent: ['coach_proposed'], Collega: ['coach_asked'] });
    await answer(colleague, 'refuse');
    expect(await told()).toEqual({ Docent: ['coach_answered', 'coach_proposed'], Opdrachtgever: ['coach_answered'] });
  });
});

describe('nothing is told', () => {
  test('of what did not happen: both are kept, or neither', async () => {
    const { id: talkId } = await offered(world, pair);
    await world.call(pair.coach, talkRoutes.cancel, { params: { talkId }, body: {} });
    const { status } = await world.call(pair.teacher, talkRoutes.cancel, { params: { talkId }, body: {} });
    expect(status).toBe(409);
    expect(await told()).toEqual({ Docent: ['talk_cancelled', 'talk_offered'] });
    // A telling that cannot be kept takes what it tells of with it.
    const { pool } = world.services;
    await pool.query('alter table notification add constraint never check (kind <> $$talk_planned$$) not valid');
    const again = await offered(world, pair);
    const timeId = again.times[0]?.id ?? '';
    const picked = await world.call(pair.teacher, talkRoutes.pick, { params: { talkId: again.id }, body: { timeId } });
    expect(picked.status).toBe(500);
    expect((await world.call(pair.teacher, talkRoutes.get, { params: { talkId: again.id } })).body.state).toBe(
      'proposed',
    );
    await pool.query('alter table notification drop constraint never');
  });

  test('of what one may not see any more: withdrawn, deleted, made private, in a school that was left', async () => {
    const recordingId = await shared();
    const { body: first } = await comment(pair.teacher, recordingId);
    expect([await unread(pair.coach), await unread(pair.colleague)]).toEqual([1, 1]);
    const { db } = world.services;
    const withdraw = (id: string, at: Date | null) =>
      db.updateTable('recordingGrant').set({ withdrawnAt: at }).where('granteeId', '=', id).execute();
    await withdraw(pair.coach.id, new Date());
    expect([await kinds(pair.coach), await unread(pair.coach)]).toEqual([[], 0]);
    await edit(pair.teacher, first.id, { private: true });
    expect([await kinds(pair.colleague), await unread(pair.colleague)]).toEqual([[], 0]);
    await edit(pair.teacher, first.id, { private: false });
    expect(await kinds(pair.colleague)).toEqual(['comment_added']);
    await db.deleteFrom('membership').where('personId', '=', pair.colleague.id).execute();
    expect([await kinds(pair.colleague), await unread(pair.colleague)]).toEqual([[], 0]);
  });
});

describe('read', () => {
  test('what is somebody else’s cannot be read for them', async () => {
    await offered(world, pair);
    const { items } = await list(pair.teacher);
    await world.call(pair.coach, notificationRoutes.read, { body: { ids: items[0]?.ids ?? [] } });
    expect(await unread(pair.teacher)).toBe(1);
  });

  test('one by one, and all until what was shown last', async () => {
    const recordingId = await shared();
    await comment(pair.coach, recordingId);
    await comment(pair.colleague, recordingId);
    await offered(world, pair);
    const { items } = await list(pair.teacher);
    expect(items.map(({ kind, ids, by }) => [kind, ids.length, by])).toEqual([
      ['talk_offered', 1, ['Coach']],
      ['comment_added', 2, ['Collega', 'Coach']],
    ]);
    await world.call(pair.teacher, notificationRoutes.read, { body: { ids: items[1]?.ids ?? [] } });
    expect(await unread(pair.teacher)).toBe(1);
    await offered(world, pair);
    const until = items[0]?.at ?? '';
    await world.call(pair.teacher, notificationRoutes.readAll, { body: { until } });
    expect((await list(pair.teacher)).items.map(({ unread: is }) => is)).toEqual([true, false, false]);
  });

  test('by pages, the newest first, each once', async () => {
    for (let n = 0; n < 5; n += 1) await offered(world, pair);
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const { items, next } = await list(pair.teacher, { limit: 2, cursor });
      ids.push(...items.flatMap((item) => item.ids));
      cursor = next ?? undefined;
    } while (cursor !== undefined);
    expect(new Set(ids).size).toBe(5);
    expect(ids).toHaveLength(5);
    expect((await world.call(pair.teacher, notificationRoutes.list, { query: { cursor: 'x' } })).status).toBe(400);
  });
});

test('every page of a person is told that there is something, and nobody else’s', async () => {
  const [mine, second, others] = await Promise.all([
    ReviewPage.open(world.url, pair.teacher),
    ReviewPage.open(world.url, pair.teacher),
    ReviewPage.open(world.url, pair.client),
  ]);
  const news = (page: ReviewPage) => page.heard.filter(({ name }) => name === 'notifications:changed').length;
  await offered(world, pair);
  for (const page of [mine, second]) await until(() => news(page) === 1, 5_000, 'the news');
  const { items } = await list(pair.teacher);
  await world.call(pair.teacher, notificationRoutes.read, { body: { ids: items[0]?.ids ?? [] } });
  for (const page of [mine, second]) await until(() => news(page) === 2, 5_000, 'the news that it was read');
  expect(news(others)).toBe(0);
  for (const page of [mine, second, others]) page.close();
});

test('settings are kept one by one, and a time that is none is refused', async () => {
  const set = (body: object) => world.call(pair.teacher, notificationRoutes.set, { body });
  await set({ mail: { mentioned: 'daily' } });
  await set({ quiet: { from: '18:00', to: '08:00' } });
  const { body } = await set({ timeZone: 'Europe/London', mail: { lesson_shared: 'never' } });
  expect(body).toMatchObject({
    mail: { mentioned: 'daily', lesson_shared: 'never', comment_added: 'hourly' },
    ...{ quiet: { from: '18:00', to: '08:00' }, timeZone: 'Europe/London', dailyAt: '16:00' },
  });
  for (const wrong of [
    { dailyAt: '25:00' },
    { timeZone: 'Mars/Olympus' },
    { mail: { talk_in_an_hour: 'daily' } },
    { mail: { nothing: 1, mentioned: 'weekly' } },
    { quiet: { from: '18:00' } },
  ])
    expect((await set(wrong)).status).toBe(400);
  expect((await set({ quiet: null })).body.quiet).toBeNull();
});
