import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { TestClock } from '@lesblik/server/clock';
import { goalRoutes } from '@lesblik/shared/goals';
import { grantRoutes } from '@lesblik/shared/grants';
import { identityRoutes } from '@lesblik/shared/identity';
import { notificationRoutes } from '@lesblik/shared/notifications';
import { talkRoutes } from '@lesblik/shared/talks';
import { mailsOf, noQuietHours } from '../../support/letters.ts';
import { lesson } from '../../support/recordings.ts';
import { AMSTERDAM, inDays, offered, type Pair, pairOf, planned } from '../../support/talks.ts';
import { type Somebody, World } from '../../support/world.ts';

const START = Date.parse('2030-10-25T08:00:00Z');
const HOUR = 3_600_000;
const clock = new TestClock(START);
let world: World;
let pair: Pair;
let mails: ReturnType<typeof mailsOf>;

beforeAll(async () => {
  world = await World.open({ PUBLIC_URL: 'https://lesblik.example.org' }, clock);
  mails = mailsOf(world);
});
afterAll(() => world.close());
beforeEach(async () => {
  clock.advance(START - clock.now());
  pair = await pairOf(world);
  for (const one of [pair.teacher, pair.coach]) await noQuietHours(world, one);
});

const at = (iso: string): void => clock.advance(Date.parse(iso) - clock.now());
const subjects = async (of: Somebody) => (await mails.to(of)).map(({ subject }) => subject).toReversed();
const cancel = (as: Somebody, talkId: string) =>
  world.call(as, talkRoutes.cancel, { params: { talkId }, body: { message: 'Mijn kind is ziek' } });
const setTrajectory = (changes: { phase?: string; standing?: string }) =>
  world.services.db.updateTable('trajectory').set(changes).where('id', '=', pair.trajectoryId).execute();
const choose = (as: Somebody, body: Parameters<typeof world.call<typeof notificationRoutes.set>>[2]['body']) =>
  world.call(as, notificationRoutes.set, { body });
const propose = (title = 'Langer wachten na een vraag') =>
  world.call(pair.coach, goalRoutes.propose, { params: { trajectoryId: pair.trajectoryId }, body: { title } });
const share = async () => {
  const recordingId = await lesson(world, pair.organisationId, pair.teacher);
  const until = new Date(clock.now() + 48 * HOUR).toISOString();
  const body = { granteeId: pair.coach.id, mayComment: true, until };
  return (await world.call(pair.teacher, grantRoutes.give, { params: { recordingId }, body })).body;
};

describe('refused', () => {
  test('no mail holds what a talk, lesson or goal is about, where it is, with whom, or what somebody wrote', async () => {
    await offered(world, pair, { times: ['2030-10-29T15:30'], title: 'Over orde houden', place: 'Lokaal 12' });
    const { id } = await planned(world, pair, { times: ['2030-10-30T15:30'], title: 'Over orde houden' });
    await cancel(pair.coach, id);
    await propose();
    await share();
    await mails.round();
    const sent = JSON.stringify([await mails.to(pair.teacher), await mails.to(pair.coach)]);
    expect(sent).toContain('Er is een les met je gedeeld');
    for (const secret of [
      'orde houden',
      'Lokaal',
      'Vragen stellen',
      pair.coach.name,
      'Mijn kind',
      'wachten',
      'Rekenen',
    ])
      expect(sent.replaceAll(pair.coach.email, '')).not.toContain(secret);
  });

  test('client, supervisor and who did it themselves are told nothing', async () => {
    const { id } = await offered(world, pair);
    await cancel(pair.coach, id);
    await mails.round();
    for (const one of [pair.client, pair.supervisor, pair.coach]) expect(await mails.to(one)).toEqual([]);
  });

  test('nor who left the school, nor anybody in a trajectory that is over or of a time that is past', async () => {
    const due = async (after: () => Promise<unknown>) => {
      await offered(world, pair, { times: ['2030-10-25T12:00'] });
      await after();
      await mails.round();
      return (await mails.to(pair.teacher)).length;
    };
    expect(await due(() => setTrajectory({ standing: 'stopped' }))).toBe(0);
    await setTrajectory({ standing: 'running' });
    expect(await due(async () => at('2030-10-25T12:00:00Z'))).toBe(0);
    at('2030-10-25T08:30:00Z');
    const leave = () => world.services.db.deleteFrom('membership').where('personId', '=', pair.teacher.id).execute();
    expect(await due(leave)).toBe(0);
  });

  test('of a lesson that was withdrawn, or opened meanwhile, nothing is mailed', async () => {
    const withdrawn = await share();
    await world.call(pair.teacher, grantRoutes.withdraw, { params: { grantId: withdrawn.id } });
    const { recordingId } = await share();
    await world.services.db
      .updateTable('recordingGrant')
      .set({ openedAt: new Date() })
      .where('recordingId', '=', recordingId)
      .execute();
    await mails.round();
    expect(await mails.to(pair.coach)).toEqual([]);
  });

  test('what was read on the site is not mailed', async () => {
    await choose(pair.teacher, { mail: { goal_proposed: 'hourly' } });
    await propose();
    const { items } = (await world.call(pair.teacher, notificationRoutes.list, { query: {} })).body;
    await world.call(pair.teacher, notificationRoutes.read, { body: { ids: items[0]?.ids ?? [] } });
    clock.advance(HOUR);
    await mails.round();
    expect(await mails.to(pair.teacher)).toEqual([]);
  });
});

describe('talks', () => {
  test('times that are offered are mailed once to who picks, and other times again', async () => {
    const { id: talkId } = await offered(world, pair, { times: ['2030-10-29T15:30', '2030-10-30T15:30'] });
    await mails.round();
    await mails.round();
    const [mail, ...more] = await mails.to(pair.teacher);
    expect(more).toEqual([]);
    expect(mail).toMatchObject({
      subject: 'Kies een tijd voor een gesprek',
      text: expect.stringContaining(`https://lesblik.example.org/gesprek/${talkId}\n`),
    });
    await world.call(pair.teacher, talkRoutes.offerAgain, {
      params: { talkId },
      body: { timeZone: AMSTERDAM, times: ['2030-10-31T15:30'] },
    });
    await mails.round();
    expect(await subjects(pair.teacher)).toHaveLength(1);
    expect(await subjects(pair.coach)).toEqual(['Kies een tijd voor een gesprek']);
  });

  test('a time that is picked and a talk that is cancelled, with the hour that it was planned in', async () => {
    await world.call(pair.coach, identityRoutes.updateMe, { body: { language: 'en' } });
    const { id } = await planned(world, pair, { times: ['2030-10-29T15:30'] });
    await mails.round();
    expect(await subjects(pair.coach)).toEqual([expect.stringMatching(/^The talk is on Tuesday,? 29 October.*15:30/)]);
    await cancel(pair.coach, id);
    await mails.round();
    const [mail] = await mails.to(pair.teacher);
    expect(mail?.subject).toMatch(/^Het gesprek op dinsdag 29 oktober.*15:30.* gaat niet door$/);
  });
});

describe('reminders', () => {
  test('a day and an hour before, each once to each of the two, also over the night that the clock changes', async () => {
    await planned(world, pair, { times: ['2030-10-27T15:30'] });
    await mails.round();
    const before = (await subjects(pair.teacher)).length;
    const reminders = async () => (await subjects(pair.teacher)).slice(before);
    at('2030-10-26T14:29:00Z');
    await mails.round();
    expect(await reminders()).toEqual([]);
    at('2030-10-26T14:30:00Z');
    await mails.round();
    await mails.round();
    expect(await reminders()).toEqual([expect.stringMatching(/^Gesprek op zondag 27 oktober.*15:30/)]);
    at('2030-10-27T13:30:00Z');
    await mails.round();
    await mails.round();
    expect(await reminders()).toHaveLength(2);
  });

  test('none of a talk that was planned as late as that: the news says the same', async () => {
    await planned(world, pair, { times: [inDays(world, 0.8)] });
    await mails.round();
    for (const one of [pair.teacher, pair.coach])
      expect((await subjects(one)).filter((subject) => /^(Gesprek op|Talk on)/.test(subject))).toEqual([]);
  });

  test('each in a mail of its own, with its time in the subject, whatever else is told', async () => {
    await planned(world, pair, { times: ['2030-10-25T12:00'] });
    await mails.round();
    at('2030-10-25T09:30:00Z');
    await propose();
    await offered(world, pair);
    await mails.round();
    expect(await subjects(pair.teacher)).toEqual([
      expect.stringMatching(/^Gesprek op vrijdag 25 oktober/),
      '2 berichten van Lesblik',
    ]);
  });

  test('the one an hour before comes in quiet hours too, the one a day before after them', async () => {
    const quiet = { quiet: { from: '12:00', to: '18:00' } };
    await choose(pair.teacher, quiet);
    await planned(world, pair, { times: ['2030-10-26T15:00'] });
    at('2030-10-25T14:00:00Z');
    await mails.round();
    expect(await subjects(pair.teacher)).toEqual([]);
    at('2030-10-25T16:00:00Z');
    await mails.round();
    expect(await subjects(pair.teacher)).toHaveLength(1);
    at('2030-10-26T12:30:00Z');
    await mails.round();
    expect(await subjects(pair.teacher)).toHaveLength(2);
  });

  test('not of a talk that is not planned, cancelled or moved or whose trajectory is over', async () => {
    await offered(world, pair, { times: ['2030-10-25T12:00'] });
    const gone = await planned(world, pair, { times: ['2030-10-25T12:00'] });
    await cancel(pair.coach, gone.id);
    const moved = await planned(world, pair, { times: ['2030-10-25T12:00'] });
    at('2030-10-25T09:30:00Z');
    await setTrajectory({ phase: 'closed' });
    await mails.round();
    await setTrajectory({ phase: 'goals' });
    await world.call(pair.coach, talkRoutes.offerAgain, {
      params: { talkId: moved.id },
      body: { timeZone: AMSTERDAM, times: ['2030-10-29T12:00'] },
    });
    await mails.round();
    for (const subject of [...(await subjects(pair.teacher)), ...(await subjects(pair.coach))])
      expect(subject).not.toMatch(/^Gesprek op/);
  });

  test('one that was told and then moved is not mailed', async () => {
    const { id: talkId } = await planned(world, pair, { times: ['2030-10-26T12:00'] });
    await mails.round();
    await choose(pair.teacher, { quiet: { from: '11:00', to: '13:00' } });
    at('2030-10-25T10:30:00Z');
    await mails.round();
    const body = { timeZone: AMSTERDAM, times: ['2030-10-29T12:00'] };
    await world.call(pair.teacher, talkRoutes.offerAgain, { params: { talkId }, body });
    at('2030-10-25T12:00:00Z');
    await mails.round();
    expect(await subjects(pair.teacher)).toEqual([]);
  });
});

describe('when', () => {
  test('what gathered is one mail, said once for each kind and place', async () => {
    await offered(world, pair);
    await offered(world, pair);
    await propose();
    await propose('Iedereen aan de beurt');
    await mails.round();
    const [mail, ...more] = await mails.to(pair.teacher);
    expect(more).toEqual([]);
    expect(mail?.subject).toBe('3 berichten van Lesblik');
    expect(mail?.text.match(/gesprek\//g)).toHaveLength(2);
    expect(mail?.text.match(new RegExp(`trajectories/${pair.trajectoryId}\n`, 'g'))).toHaveLength(1);
  });

  test('by kind and person: one at once, one at the whole hour, one at the hour of the day, one never', async () => {
    await choose(pair.teacher, {
      mail: { goal_proposed: 'hourly', agreement_proposed: 'never', talk_offered: 'daily' },
      dailyAt: '16:00',
    });
    at('2030-10-25T08:10:00Z');
    await propose();
    await offered(world, pair);
    await offered(world, { ...pair, coach: pair.teacher });
    await mails.round();
    expect(await subjects(pair.teacher)).toEqual([]);
    expect(await subjects(pair.coach)).toHaveLength(1);
    at('2030-10-25T09:00:00Z');
    await mails.round();
    expect(await subjects(pair.teacher)).toEqual(['Je coach stelt een leerdoel voor']);
    at('2030-10-25T13:59:00Z');
    await mails.round();
    expect(await subjects(pair.teacher)).toHaveLength(1);
    at('2030-10-25T14:00:00Z');
    await mails.round();
    expect((await subjects(pair.teacher)).slice(1)).toEqual(['Kies een tijd voor een gesprek']);
  });

  test('what is set changes what waits already', async () => {
    await choose(pair.teacher, { mail: { goal_proposed: 'daily' } });
    await propose();
    await mails.round();
    expect(await subjects(pair.teacher)).toEqual([]);
    await choose(pair.teacher, { mail: { goal_proposed: 'at_once' } });
    await mails.round();
    expect(await subjects(pair.teacher)).toHaveLength(1);
  });

  test('who set nothing has quiet hours at night', async () => {
    const { teacher } = await (async () => (pair = await pairOf(world)))();
    at('2030-10-25T18:30:00Z');
    await propose();
    await mails.round();
    expect(await subjects(teacher)).toEqual([]);
    at('2030-10-26T05:00:00Z');
    await mails.round();
    expect(await subjects(teacher)).toHaveLength(1);
  });
});

test('what was told is forgotten after three months', async () => {
  await propose();
  await mails.round();
  const count = async () => (await world.call(pair.teacher, notificationRoutes.list, { query: {} })).body.items.length;
  clock.advance(89 * 24 * HOUR);
  await mails.letters.forgetOld();
  expect(await count()).toBe(1);
  clock.advance(2 * 24 * HOUR);
  await mails.letters.forgetOld();
  expect(await count()).toBe(0);
});
