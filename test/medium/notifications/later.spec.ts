import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { TestClock } from '@lesblik/server/clock';
import { actionRoutes } from '@lesblik/shared/actions';
import { goalRoutes } from '@lesblik/shared/goals';
import { notificationRoutes } from '@lesblik/shared/notifications';
import { mailsOf, noQuietHours } from '../../support/letters.ts';
import { type Pair, pairOf } from '../../support/talks.ts';
import { type Somebody, World } from '../../support/world.ts';

const START = Date.parse('2030-03-28T09:00:00Z');
const DAY = 24 * 3_600_000;
const clock = new TestClock(START);
let world: World;
let pair: Pair;
let mails: ReturnType<typeof mailsOf>;

beforeAll(async () => {
  world = await World.open({}, clock);
  mails = mailsOf(world);
});
afterAll(() => world.close());
beforeEach(async () => {
  clock.advance(START - clock.now());
  pair = await pairOf(world);
});

const at = (iso: string): void => clock.advance(Date.parse(iso) - clock.now());
const list = async (of: Somebody) => (await world.call(of, notificationRoutes.list, { query: {} })).body.items;
const choose = (as: Somebody, body: Parameters<typeof world.call<typeof notificationRoutes.set>>[2]['body']) =>
  world.call(as, notificationRoutes.set, { body });

describe('an action whose day is over', () => {
  const agree = async (dueOn: string, owner = pair.teacher) => {
    const body = { what: 'Een exitkaart maken', ownerId: owner.id, dueOn };
    return (await world.call(pair.coach, actionRoutes.add, { params: { trajectoryId: pair.trajectoryId }, body })).body
      .id;
  };
  const overdue = async (of: Somebody) => (await list(of)).filter(({ kind }) => kind === 'action_overdue');
  const done = (actionId: string) =>
    world.call(pair.teacher, actionRoutes.done, { params: { actionId }, body: { text: 'Gedaan' } });

  test('is told to its owner alone, once, when that day is over where they live', async () => {
    await agree('2030-03-29');
    await choose(pair.teacher, { timeZone: 'Pacific/Honolulu' });
    at('2030-03-30T00:30:00Z');
    await mails.round();
    expect(await overdue(pair.teacher)).toEqual([]);
    at('2030-03-30T10:30:00Z');
    await mails.round();
    await mails.round();
    expect(await overdue(pair.teacher)).toMatchObject([
      { ids: [expect.any(String)], title: 'Een exitkaart maken', unread: true, by: [], spot: { on: 'actions' } },
    ]);
    for (const one of [pair.coach, pair.client, pair.supervisor]) expect(await overdue(one)).toEqual([]);
  });

  test('also where somebody chose a zone before that the database does not know', async () => {
    await choose(pair.coach, { timeZone: 'Asia/Ho_Chi_Minh' });
    const { db } = world.services;
    await db.updateTable('notificationHours').set({ timeZone: 'VST' }).where('personId', '=', pair.coach.id).execute();
    await agree('2030-03-29');
    await agree('2030-03-29', pair.coach);
    at('2030-03-29T17:30:00Z');
    await mails.round();
    expect(await overdue(pair.teacher)).toEqual([]);
    expect(await overdue(pair.coach)).toHaveLength(1);
    at('2030-03-29T23:30:00Z');
    await mails.round();
    expect(await overdue(pair.teacher)).toHaveLength(1);
  });

  test('in the night in which the clock skips an hour too', async () => {
    await agree('2030-03-30');
    await agree('2030-03-31', pair.coach);
    at('2030-03-30T22:59:00Z');
    await mails.round();
    expect(await overdue(pair.teacher)).toEqual([]);
    at('2030-03-30T23:01:00Z');
    await mails.round();
    expect(await overdue(pair.teacher)).toHaveLength(1);
    at('2030-03-31T21:59:00Z');
    await mails.round();
    expect(await overdue(pair.coach)).toEqual([]);
    at('2030-03-31T22:01:00Z');
    await mails.round();
    expect(await overdue(pair.coach)).toHaveLength(1);
  });

  test('that is done, moved or removed, or of a trajectory that is over, is no news', async () => {
    await noQuietHours(world, pair.teacher);
    await choose(pair.teacher, { mail: { action_overdue: 'at_once' } });
    const [first, second] = [await agree('2030-03-29'), await agree('2030-03-29')];
    const third = await agree('2030-03-29');
    await done(await agree('2030-03-29'));
    at('2030-03-30T09:00:00Z');
    await mails.round();
    expect((await overdue(pair.teacher))[0]?.ids).toHaveLength(3);
    expect(await mails.to(pair.teacher)).toMatchObject([{ subject: 'De datum van 3 acties is voorbij' }]);
    await done(first);
    await world.call(pair.coach, actionRoutes.change, { params: { actionId: second }, body: { dueOn: '2030-04-05' } });
    await world.call(pair.coach, actionRoutes.remove, { params: { actionId: third } });
    expect((await world.call(pair.teacher, notificationRoutes.count, {})).body.unread).toBe(0);
    // Moved, it is told once more when that day is over.
    at('2030-04-06T09:00:00Z');
    await mails.round();
    expect((await overdue(pair.teacher)).filter(({ unread }) => unread)).toHaveLength(1);
    expect(await mails.to(pair.teacher)).toHaveLength(2);
  });

  test('longer ago than a week is told to nobody anew', async () => {
    await agree('2030-03-29');
    at('2030-04-06T09:00:00Z');
    await mails.round();
    expect(await overdue(pair.teacher)).toEqual([]);
  });
});

describe('between the telling and the mail', () => {
  const propose = () =>
    world.call(pair.coach, goalRoutes.propose, {
      params: { trajectoryId: pair.trajectoryId },
      body: { title: 'Langer wachten' },
    });
  const guestUntil = (endsAt: Date) =>
    world.services.db.updateTable('membership').set({ endsAt }).where('personId', '=', pair.teacher.id).execute();

  test('a guest whose date passed is mailed nothing, and sees nothing', async () => {
    await choose(pair.teacher, { mail: { goal_proposed: 'daily' }, quiet: null });
    await guestUntil(new Date(START + DAY / 8));
    await propose();
    expect(await list(pair.teacher)).toHaveLength(1);
    clock.advance(DAY);
    await mails.round();
    expect(await mails.to(pair.teacher)).toEqual([]);
    expect(await list(pair.teacher)).toEqual([]);
    // What waited is settled: a stay that is made longer brings no old mail.
    await guestUntil(new Date(START + 90 * DAY));
    await mails.round();
    expect(await mails.to(pair.teacher)).toEqual([]);
  });

  test('somebody who is erased is no fault: their mail is gone with them, and others get theirs', async () => {
    const { db } = world.services;
    const { id: personId } = await db
      .insertInto('person')
      .values({ name: 'Weg', email: 'weg@example.org', language: 'nl' })
      .returning('id')
      .executeTakeFirstOrThrow();
    await choose(pair.teacher, { mail: { goal_proposed: 'at_once' }, quiet: null });
    await propose();
    const subject = { kind: 'goal_proposed', subjectId: pair.trajectoryId, ofInstant: new Date(), madeAt: new Date() };
    await db
      .insertInto('notification')
      .values({ ...subject, personId })
      .execute();
    const waiting = (
      await db.selectFrom('notification').select('personId').where('mail', '=', 'waiting').execute()
    ).map((row) => row.personId);
    expect(waiting).toContain(personId);
    await db.deleteFrom('person').where('id', '=', personId).execute();
    for (const one of waiting) await mails.letters.sendNext(one);
    expect(await mails.to(pair.teacher)).toHaveLength(1);
    expect(await db.selectFrom('notification').select('id').where('personId', '=', personId).execute()).toEqual([]);
  });
});
