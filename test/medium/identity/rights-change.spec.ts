import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { io, type Socket } from 'socket.io-client';
import { identityRoutes } from '../../../libs/shared/src/identity.ts';
import { organisationRoutes } from '../../../libs/shared/src/organisations.ts';
import { PROTOCOL } from '../../../libs/shared/src/protocol.ts';
import { totp } from '../../support/totp.ts';
import { until } from '../../support/until.ts';
import { PASSWORD, type Somebody, World } from '../../support/world.ts';

let world: World;
let school: { id: string; administrator: Somebody };
const sockets: Socket[] = [];

beforeAll(async () => {
  world = await World.open();
  school = await world.school();
});
afterAll(async () => {
  for (const socket of sockets) socket.disconnect();
  await world.close();
});

const post = (path: string, body: unknown, cookie: string) =>
  fetch(`${world.url}/api/auth${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie, origin: world.services.config.http.publicUrl },
    body: JSON.stringify(body),
  });

const cookieOf = (answer: Response): string =>
  answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');

const status = async (person: Somebody, cookie: string) =>
  (await world.call({ ...person, cookie }, identityRoutes.me, {})).status;

async function socketOf(cookie: string): Promise<Socket> {
  const socket = io(world.url, {
    ...{ transports: ['websocket'], forceNew: true, reconnection: false, auth: { protocol: PROTOCOL } },
    extraHeaders: { cookie },
  });
  sockets.push(socket);
  await until(async () => socket.connected);
  return socket;
}

/** Somebody on two devices, each with a page open. */
async function onTwoDevices() {
  const person = await world.member(school.id, 'Docent');
  const other = await world.signIn(person.email);
  return { person, other, pages: [await socketOf(person.cookie), await socketOf(other)] };
}

const closed = (pages: Socket[]) => until(async () => pages.every(({ connected }) => !connected));

test('a new password ends every other sign-in with its open pages, and gives this one another name', async () => {
  const { person, other, pages } = await onTwoDevices();
  const answer = await post(
    '/change-password',
    // A page that asks for the others to stay is not heard.
    { currentPassword: PASSWORD, newPassword: 'een ander wachtwoord', revokeOtherSessions: false },
    person.cookie,
  );
  expect(answer.status).toBe(200);
  expect([await status(person, person.cookie), await status(person, other)]).toEqual([401, 401]);
  expect(await status(person, cookieOf(answer))).toBe(200);
  await closed(pages);
});

test('a second step that is set up, or taken away, does so too', async () => {
  const { person, other, pages } = await onTwoDevices();
  const enabled = await post('/two-factor/enable', { password: PASSWORD }, person.cookie);
  const { totpURI } = (await enabled.json()) as { totpURI: string };
  // Not set up until a code was right.
  expect(await status(person, other)).toBe(200);
  const secret = new URL(totpURI).searchParams.get('secret') ?? '';
  const verified = await post('/two-factor/verify-totp', { code: totp(secret) }, person.cookie);
  expect(verified.status).toBe(200);
  const now = cookieOf(verified);
  expect([await status(person, person.cookie), await status(person, other), await status(person, now)]).toEqual([
    ...[401, 401, 200],
  ]);
  await closed(pages);

  const disabled = await post('/two-factor/disable', { password: PASSWORD }, now);
  expect([await status(person, now), await status(person, cookieOf(disabled))]).toEqual([401, 200]);
});

test('another role in the school begins with signing in again; the same one, or a later end, does not', async () => {
  const { person, other, pages } = await onTwoDevices();
  const change = (body: { role?: 'administrator' | 'member'; endsAt?: string }) =>
    world.call(school.administrator, organisationRoutes.updateMember, {
      params: { organisationId: school.id, personId: person.id },
      body,
    });
  await change({ role: 'member', endsAt: new Date(Date.now() + 1e9).toISOString() });
  expect(await status(person, other)).toBe(200);
  await change({ role: 'administrator' });
  expect([await status(person, person.cookie), await status(person, other)]).toEqual([401, 401]);
  await closed(pages);
  expect(await status(person, await world.signIn(person.email))).toBe(200);
  expect(await status(school.administrator, school.administrator.cookie)).toBe(200);
});
