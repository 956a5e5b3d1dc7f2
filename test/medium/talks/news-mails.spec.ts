import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { TestClock } from '@lesblik/server/clock';
import { OutboxMailer, readOutbox } from '@lesblik/server/mail/outbox-mailer';
import { identityRoutes } from '@lesblik/shared/identity';
import { talkRoutes } from '@lesblik/shared/talks';
import { NewsRepository } from '../../../apps/worker/src/talks/news.repository.ts';
import { TalkNewsMails } from '../../../apps/worker/src/talks/talk-news.ts';
import { AMSTERDAM, offered, type Pair, pairOf, planned } from '../../support/talks.ts';
import { type Somebody, World } from '../../support/world.ts';

const START = Date.parse('2030-10-25T08:00:00Z');
const clock = new TestClock(START);
let world: World;
let pair: Pair;
let repository: NewsRepository;
let mailer: OutboxMailer;

beforeAll(async () => {
  world = await World.open({ PUBLIC_URL: 'https://lesblik.example.org' }, clock);
  mailer = new OutboxMailer(world.services.config.mail.outboxDir, 'Lesblik <no-reply@localhost>');
  repository = new NewsRepository(world.services.db, clock);
});
afterAll(() => world.close());
beforeEach(async () => {
  clock.advance(START - clock.now());
  pair = await pairOf(world);
});

/** Tells what is due now, as the media worker's rounds do. */
async function round(through: Pick<OutboxMailer, 'send' | 'close'> = mailer): Promise<void> {
  const mails = new TalkNewsMails(repository, world.services.jobs, through, world.services.config);
  for (const personId of await repository.due()) await mails.send(personId);
}
const mails = async ({ email }: Somebody) =>
  (await readOutbox(world.services.config.mail.outboxDir)).filter(({ to }) => to === email);
const cancel = (as: Somebody, talkId: string) =>
  world.call(as, talkRoutes.cancel, { params: { talkId }, body: { message: 'Mijn kind is ziek' } });

describe('refused', () => {
  test('no mail holds what a talk is about, where, with whom, or what somebody wrote', async () => {
    await offered(world, pair, { times: ['2030-10-29T15:30'], title: 'Over orde houden', place: 'Lokaal 12' });
    const { id } = await planned(world, pair, { times: ['2030-10-30T15:30'], title: 'Over orde houden' });
    await cancel(pair.coach, id);
    await round();
    const [mail] = await mails(pair.teacher);
    for (const secret of ['orde', 'Lokaal', 'Vragen stellen', pair.coach.name, 'Mijn kind', 'Coachgesprek'])
      expect(JSON.stringify(mail)).not.toContain(secret);
  });

  test('client, supervisor and who did it themselves are told nothing', async () => {
    const { id } = await offered(world, pair);
    await cancel(pair.coach, id);
    await round();
    for (const one of [pair.client, pair.supervisor, pair.coach]) expect(await mails(one)).toEqual([]);
  });

  test('nor who left the school, nor anybody in a trajectory that is over or of a time that is past', async () => {
    await offered(world, pair, { times: ['2030-10-25T12:00'] });
    const over = (standing: string) =>
      world.services.db.updateTable('trajectory').set({ standing }).where('id', '=', pair.trajectoryId).execute();
    await over('stopped');
    await round();
    await over('running');
    await world.services.db.deleteFrom('membership').where('personId', '=', pair.teacher.id).execute();
    await round();
    const { organisationId, teacher } = pair;
    await world.services.db
      .insertInto('membership')
      .values({ organisationId, personId: teacher.id, role: 'member' })
      .execute();
    clock.advance(24 * 3_600_000);
    await round();
    expect(await mails(pair.teacher)).toEqual([]);
  });
});

test('times that are offered are mailed once to who picks, and other times again', async () => {
  const { id: talkId } = await offered(world, pair, { times: ['2030-10-29T15:30', '2030-10-30T15:30'] });
  await round();
  await round();
  const [mail, ...more] = await mails(pair.teacher);
  expect(more).toEqual([]);
  expect(mail).toMatchObject({
    subject: 'Kies een tijd voor een gesprek',
    text: expect.stringContaining(`https://lesblik.example.org/gesprek/${talkId}`),
  });
  await world.call(pair.teacher, talkRoutes.offerAgain, {
    params: { talkId },
    body: { timeZone: AMSTERDAM, times: ['2030-10-31T15:30'] },
  });
  await round();
  expect(await mails(pair.teacher)).toHaveLength(1);
  expect(await mails(pair.coach)).toHaveLength(1);
});

test('what gathered is one mail', async () => {
  const { id } = await planned(world, pair, { times: ['2030-10-29T15:30'] });
  await round();
  await offered(world, pair);
  await offered(world, pair);
  await cancel(pair.coach, id);
  await round();
  const [mail, ...more] = await mails(pair.teacher);
  expect(more).toEqual([]);
  expect(mail?.subject).toBe('Nieuws over 3 gesprekken');
  expect(mail?.text.match(/https:/g)).toHaveLength(3);
  expect(mail?.text).toMatch(/dinsdag 29 oktober.*15:30.* gaat niet door/);
});

test('in the reader’s language, with the hour that the talk was planned in', async () => {
  await world.call(pair.teacher, identityRoutes.updateMe, { body: { language: 'en' } });
  const { id } = await planned(world, pair, { times: ['2030-10-29T15:30'] });
  await cancel(pair.coach, id);
  await round();
  expect((await mails(pair.teacher))[0]?.subject).toMatch(
    /^The talk on Tuesday,? 29 October.*15:30.* has been cancelled$/,
  );
});

test('a mail that was not taken is sent with the next round', async () => {
  await offered(world, pair);
  const broken = { send: async () => Promise.reject(new Error('no mail today')), close: async () => undefined };
  await expect(round(broken)).rejects.toThrow('no mail today');
  await round();
  expect(await mails(pair.teacher)).toHaveLength(1);
});
