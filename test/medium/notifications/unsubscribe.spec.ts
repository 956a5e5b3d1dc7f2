import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { notificationRoutes } from '@lesblik/shared/notifications';
import { mailsOf, noQuietHours } from '../../support/letters.ts';
import { offered, type Pair, pairOf } from '../../support/talks.ts';
import { type Somebody, World } from '../../support/world.ts';

let world: World;
let pair: Pair;
/** Of the address in the mail's headers. */
let token: string;

beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());
beforeEach(async () => {
  pair = await pairOf(world);
  await noQuietHours(world, pair.teacher);
  await offered(world, pair);
  const mails = mailsOf(world);
  await mails.letters.sendNext(pair.teacher.id);
  const [mail] = await mails.to(pair.teacher);
  token = mail?.unsubscribe?.split('/').at(-1) ?? '';
});

const paces = async (of: Somebody) => (await world.call(of, notificationRoutes.settings, {})).body.mail;
/** As a mail program does it (RFC 8058, section 3.2). */
const oneClick = (which = token, headers: Record<string, string> = {}) =>
  fetch(`${world.url}/api/unsubscribe/${which}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: 'List-Unsubscribe=One-Click',
  });

test('a link that is forged, cut or another’s stops nothing', async () => {
  const { coach, teacher } = pair;
  for (const wrong of [
    token.slice(0, -2),
    token.replace(teacher.id, coach.id),
    token.replace('talk_offered', 'mentioned'),
  ])
    expect((await oneClick(wrong)).status).toBe(410);
  expect(await paces(teacher)).toMatchObject({ talk_offered: 'at_once', mentioned: 'hourly' });
  expect(await paces(coach)).toMatchObject({ talk_offered: 'at_once' });
});

test('opening the link changes nothing and leads to its page', async () => {
  const { status, headers } = await world.call(undefined, notificationRoutes.unsubscribePage, { params: { token } });
  expect([status, headers.get('location')]).toEqual([303, `/afmelden/${encodeURIComponent(token)}`]);
  const { body } = await world.call(undefined, notificationRoutes.unsubscribeKinds, { params: { token } });
  expect(body).toEqual({ language: 'nl', kinds: [{ kind: 'talk_offered', mail: 'at_once' }] });
  expect(await paces(pair.teacher)).toMatchObject({ talk_offered: 'at_once' });
});

test('one request of a mail program stops it without a sign-in; the site goes on telling', async () => {
  expect((await oneClick()).status).toBe(204);
  expect((await oneClick()).status).toBe(204);
  expect(await paces(pair.teacher)).toMatchObject({ talk_offered: 'never', talk_cancelled: 'at_once' });
  await offered(world, pair);
  const mails = mailsOf(world);
  await mails.round();
  expect(await mails.to(pair.teacher)).toHaveLength(1);
  expect((await world.call(pair.teacher, notificationRoutes.count, {})).body.unread).toBe(2);
});

test('whoever is signed in where it is opened, it stops the mails of the one it was sent to', async () => {
  expect((await oneClick(token, { cookie: pair.colleague.cookie })).status).toBe(204);
  expect(await paces(pair.teacher)).toMatchObject({ talk_offered: 'never' });
  expect(await paces(pair.colleague)).toMatchObject({ talk_offered: 'at_once' });
});

test('it is taken back with the same link', async () => {
  await oneClick();
  await world.call(undefined, notificationRoutes.subscribeAgain, { params: { token } });
  expect(await paces(pair.teacher)).toMatchObject({ talk_offered: 'at_once' });
});
