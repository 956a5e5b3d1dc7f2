import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TestClock } from '@lesblik/server/clock';
import { roomRoutes } from '@lesblik/shared/rooms';
import { talkRoutes } from '@lesblik/shared/talks';
import { AMSTERDAM, inDays, offered, type Pair, pairOf, planned } from '../../support/talks.ts';
import { type Somebody, World } from '../../support/world.ts';

const clock = new TestClock(Date.now());
let world: World;
let pair: Pair;

beforeAll(async () => {
  world = await World.open({}, clock);
  pair = await pairOf(world);
});
afterAll(() => world.close());

const pick = (as: Somebody, talkId: string, timeId: string) =>
  world.call(as, talkRoutes.pick, { params: { talkId }, body: { timeId } });
const offer = (times: string[], timeZone = AMSTERDAM) =>
  world.call(pair.coach, talkRoutes.offer, {
    params: { trajectoryId: pair.trajectoryId },
    body: { kind: 'coaching', title: 'Gesprek', timeZone, times },
  });
const get = async (as: Somebody, talkId: string) => (await world.call(as, talkRoutes.get, { params: { talkId } })).body;

describe('times', () => {
  test('who offered them does not pick, and nobody picks one that was taken back', async () => {
    const talk = await offered(world, pair);
    const [first] = talk.times;
    expect(await pick(pair.coach, talk.id, first?.id ?? '')).toMatchObject({
      status: 403,
      body: { code: 'own_offer' },
    });
    const again = await world.call(pair.coach, talkRoutes.offerAgain, {
      params: { talkId: talk.id },
      body: { timeZone: AMSTERDAM, times: [inDays(world, 9)] },
    });
    expect(again.body.times).toHaveLength(1);
    expect(await pick(pair.teacher, talk.id, first?.id ?? '')).toMatchObject({
      status: 409,
      body: { code: 'changed_meanwhile' },
    });
  });

  test('a past time, one that the clock skips, no time at all and a zone that is none are refused', async () => {
    expect(await offer(['2020-01-01T10:00'])).toMatchObject({ status: 400, body: { code: 'time_past' } });
    expect(await offer(['2030-03-31T02:30'])).toMatchObject({ status: 400, body: { code: 'time_does_not_exist' } });
    for (const wrong of [[], ['half vier'], ['2030-01-01T25:00']])
      expect(await offer(wrong)).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
    expect(await offer([inDays(world, 2)], 'Europe/Nergens')).toMatchObject({ body: { code: 'invalid_input' } });
  });

  test('one offers, the other picks; a counter-offer turns it around', async () => {
    const talk = await offered(world, pair);
    expect(talk).toMatchObject({ state: 'proposed', startsAt: null, offeredBy: { id: pair.coach.id } });
    const counter = await world.call(pair.teacher, talkRoutes.offerAgain, {
      params: { talkId: talk.id },
      body: { timeZone: AMSTERDAM, times: [inDays(world, 5), inDays(world, 6)] },
    });
    expect(await pick(pair.teacher, talk.id, counter.body.times[0]?.id ?? '')).toMatchObject({ status: 403 });
    const { body } = await pick(pair.coach, talk.id, counter.body.times[1]?.id ?? '');
    expect(body).toMatchObject({ state: 'planned', startsAt: counter.body.times[1]?.startsAt, times: [] });
  });

  test('of two picks at once one counts', async () => {
    const talk = await offered(world, pair);
    const answers = await Promise.all(talk.times.map(({ id }) => pick(pair.teacher, talk.id, id)));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  });

  test('half past three stays half past three on both sides of the night that the clock changes', async () => {
    const { body } = await offer(['2030-10-26T15:30', '2030-10-27T15:30']);
    expect(body.times.map(({ startsAt }) => startsAt)).toEqual([
      '2030-10-26T13:30:00.000Z',
      '2030-10-27T14:30:00.000Z',
    ]);
  });

  test('an offered time that passes meanwhile cannot be picked', async () => {
    const talk = await offered(world, pair, { times: [inDays(world, 1)] });
    clock.advance(2 * 86_400_000);
    expect(await pick(pair.teacher, talk.id, talk.times[0]?.id ?? '')).toMatchObject({ body: { code: 'time_past' } });
  });
});

describe('cancelling', () => {
  test('tells the other why; after it nothing of the talk changes', async () => {
    const { id: talkId } = await planned(world, pair);
    const { body } = await world.call(pair.teacher, talkRoutes.cancel, {
      params: { talkId },
      body: { message: 'Ik ben ziek. Sorry!' },
    });
    expect(body).toMatchObject({
      state: 'cancelled',
      cancelled: { by: { id: pair.teacher.id }, message: 'Ik ben ziek. Sorry!' },
    });
    const params = { talkId };
    const answers = await Promise.all([
      world.call(pair.coach, talkRoutes.cancel, { params, body: {} }),
      world.call(pair.coach, talkRoutes.update, { params, body: { title: 'Toch' } }),
      world.call(pair.coach, talkRoutes.offerAgain, {
        params,
        body: { timeZone: AMSTERDAM, times: [inDays(world, 3)] },
      }),
      world.call(pair.coach, talkRoutes.call, { params }),
      world.call(pair.coach, talkRoutes.release, { params, body: { released: true } }),
    ]);
    expect(answers.map(({ body: { code } }) => code)).toEqual(Array(5).fill('talk_closed'));
  });
});

describe('a talk as a review call', () => {
  test('has one room for both, that follows its time, ends with it and names it', async () => {
    const { id: talkId, startsAt } = await planned(world, pair);
    const params = { talkId };
    const made = await Promise.all(
      [pair.coach, pair.teacher].map((who) => world.call(who, talkRoutes.call, { params })),
    );
    const roomId = made[0]?.body.roomId ?? '';
    expect(made.map(({ body }) => body.roomId)).toEqual([roomId, roomId]);
    for (const who of [pair.coach, pair.teacher]) {
      const room = await world.call(who, roomRoutes.get, { params: { roomId } });
      expect(room.body).toMatchObject({ talkId, trajectoryId: pair.trajectoryId, plannedAt: startsAt });
    }
    expect(await get(pair.teacher, talkId)).toMatchObject({ byCall: true, roomId });
    await world.call(pair.coach, talkRoutes.cancel, { params, body: {} });
    const room = await world.call(pair.teacher, roomRoutes.get, { params: { roomId } });
    expect(room.body.endedAt).not.toBeNull();
  });
});

describe('who sees when', () => {
  test('client and supervisor read how many were held, and of the next what kind, when and how long: nothing else', async () => {
    const here = await pairOf(world);
    const talk = await planned(world, here, { title: 'Over orde houden', place: 'lokaal 12' });
    await offered(world, here);
    const next = { kind: talk.kind, startsAt: talk.startsAt, durationMinutes: talk.durationMinutes };
    for (const who of [here.client, here.supervisor]) {
      const { status, body } = await world.call(who, talkRoutes.dates, { params: { trajectoryId: here.trajectoryId } });
      expect({ status, body }).toEqual({ status: 200, body: { held: 0, planned: [next] } });
    }
    const stranger = await world.call(here.colleague, talkRoutes.dates, {
      params: { trajectoryId: here.trajectoryId },
    });
    expect(stranger.status).toBe(404);
  });

  test('at home: talks that come and talks to be planned, by their time', async () => {
    const here = await pairOf(world);
    const later = await planned(world, here, { times: [inDays(world, 9)] });
    const soon = await planned(world, here, { times: [inDays(world, 1)] });
    const open = await offered(world, here);
    const cancelled = await offered(world, here);
    await world.call(here.coach, talkRoutes.cancel, { params: { talkId: cancelled.id }, body: {} });
    const mine = async (as: Somebody) => (await world.call(as, talkRoutes.mine, {})).body.items.map(({ id }) => id);
    expect(await mine(here.teacher)).toEqual([open.id, soon.id, later.id]);
    expect(await mine(here.client)).toEqual([]);
    clock.advance(3 * 86_400_000);
    expect(await mine(here.coach)).toEqual([open.id, later.id]);
  });
});
