import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { TestClock } from '@lesblik/server/clock';
import { OutboxMailer, readOutbox } from '@lesblik/server/mail/outbox-mailer';
import { identityRoutes } from '@lesblik/shared/identity';
import { talkRoutes } from '@lesblik/shared/talks';
import { Reminders } from '../../../apps/worker/src/talks/reminders.ts';
import { RemindersRepository } from '../../../apps/worker/src/talks/reminders.repository.ts';
import { AMSTERDAM, offered, type Pair, pairOf, planned } from '../../support/talks.ts';
import { World } from '../../support/world.ts';

const START = Date.parse('2030-10-25T08:00:00Z');
const HOUR = 3_600_000;
const clock = new TestClock(START);
let world: World;
let pair: Pair;
let repository: RemindersRepository;
let mailer: OutboxMailer;

beforeAll(async () => {
  world = await World.open({ PUBLIC_URL: 'https://lesblik.example.org' }, clock);
  mailer = new OutboxMailer(world.services.config.mail.outboxDir, 'Lesblik <no-reply@localhost>');
  repository = new RemindersRepository(world.services.db, clock);
});
afterAll(() => world.close());
beforeEach(async () => {
  clock.advance(START - clock.now());
  pair = await pairOf(world);
});

const at = (iso: string): void => clock.advance(Date.parse(iso) - clock.now());
/** Sends what is due now, as the media worker's rounds do; answers to whom. */
async function round(reminders = new Reminders(repository, world.services.jobs, mailer, world.services.config)) {
  const due = await repository.due();
  const ours = due.filter(({ personId }) => [pair.teacher.id, pair.coach.id].includes(personId));
  for (const one of ours) await reminders.send(one);
  return ours.map(({ before }) => before);
}
const mails = async (to: string) =>
  (await readOutbox(world.services.config.mail.outboxDir)).filter((mail) => mail.to === to);

describe('reminders', () => {
  test('a day and an hour before, each once to each of the two, also over the night that the clock changes', async () => {
    await planned(world, pair, { times: ['2030-10-27T15:30'], title: 'Over orde houden', place: 'Lokaal 12' });
    at('2030-10-26T14:29:00Z');
    expect(await round()).toEqual([]);
    at('2030-10-26T14:30:00Z');
    expect(await round()).toEqual(['day', 'day']);
    expect(await round()).toEqual([]);
    at('2030-10-27T13:30:00Z');
    expect(await round()).toEqual(['hour', 'hour']);
    expect(await round()).toEqual([]);
    const [mail, ...more] = await mails(pair.teacher.email);
    expect(more).toHaveLength(1);
    expect(mail?.subject).toMatch(/27 oktober.*15:30/);
    expect(mail?.text).toContain('https://lesblik.example.org/gesprek/');
    for (const secret of ['orde', 'Lokaal', 'Vragen stellen', pair.coach.name])
      expect(JSON.stringify(mail)).not.toContain(secret);
  });

  test('in the reader’s language', async () => {
    await world.call(pair.coach, identityRoutes.updateMe, { body: { language: 'en' } });
    await planned(world, pair, { times: ['2030-10-25T12:00'] });
    at('2030-10-25T09:30:00Z');
    await round();
    expect((await mails(pair.coach.email))[0]?.subject).toMatch(/^Talk on Friday,? 25 October/);
  });

  test('not of a talk that is not planned, cancelled or moved or whose trajectory is over, nor to who left the school', async () => {
    await offered(world, pair, { times: ['2030-10-25T12:00'] });
    const cancelled = await planned(world, pair, { times: ['2030-10-25T12:00'] });
    await world.call(pair.coach, talkRoutes.cancel, { params: { talkId: cancelled.id }, body: {} });
    const moved = await planned(world, pair, { times: ['2030-10-25T12:00'] });
    at('2030-10-25T09:30:00Z');
    const due = await repository.due();
    await world.call(pair.coach, talkRoutes.offerAgain, {
      params: { talkId: moved.id },
      body: { timeZone: AMSTERDAM, times: ['2030-10-29T12:00'] },
    });
    const reminders = new Reminders(repository, world.services.jobs, mailer, world.services.config);
    for (const one of due.filter(({ talkId }) => talkId === moved.id)) await reminders.send(one);
    expect(await mails(pair.teacher.email)).toEqual([]);
    expect(await round()).toEqual([]);
    await planned(world, pair, { times: ['2030-10-25T12:15'] });
    const over = (phase: string) =>
      world.services.db.updateTable('trajectory').set({ phase }).where('id', '=', pair.trajectoryId).execute();
    await over('closed');
    expect(await round()).toEqual([]);
    await over('goals');
    await world.services.db.deleteFrom('membership').where('personId', '=', pair.coach.id).execute();
    expect(await round()).toEqual(['hour']);
    expect(await mails(pair.coach.email)).toEqual([]);
  });

  test('a mail that was not taken is tried again', async () => {
    await planned(world, pair, { times: ['2030-10-25T12:00'] });
    at('2030-10-25T09:30:00Z');
    const broken = { send: async () => Promise.reject(new Error('no mail today')), close: async () => undefined };
    const trying = new Reminders(repository, world.services.jobs, broken, world.services.config);
    await expect(round(trying)).rejects.toThrow('no mail today');
    expect(await round()).toEqual(['hour', 'hour']);
    expect(await mails(pair.teacher.email)).toHaveLength(1);
  });

  test('a talk picked two hours ahead reminds once, an hour before', async () => {
    await planned(world, pair, { times: ['2030-10-25T12:00'] });
    expect(await round()).toEqual([]);
    clock.advance(HOUR + 60_000);
    expect(await round()).toEqual(['hour', 'hour']);
  });
});
