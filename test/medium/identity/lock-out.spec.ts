import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readOutbox } from '../../../libs/server/src/mail/outbox-mailer.ts';
import { until } from '../../support/until.ts';
import { PASSWORD, type Somebody, World } from '../../support/world.ts';

let world: World;
let school: { id: string };

beforeAll(async () => {
  world = await World.open({ TRUSTED_PROXIES: '127.0.0.1' });
  school = await world.school();
});
afterAll(() => world.close());

const post = (path: string, body: unknown, from: string, cookie = '') =>
  fetch(`${world.url}/api/auth${path}`, {
    method: 'POST',
    headers: {
      ...{ 'content-type': 'application/json', cookie, 'x-forwarded-for': from },
      origin: world.services.config.http.publicUrl,
    },
    body: JSON.stringify(body),
  });

const signIn = ({ email }: Pick<Somebody, 'email'>, password: string, from: string, cookie = '') =>
  post('/sign-in/email', { email, password }, from, cookie);

/** An attempt counts, whatever is in it: one without a password is answered faster. */
const guess = ({ email }: Pick<Somebody, 'email'>, from: string, cookie = '') =>
  post('/sign-in/email', { email }, from, cookie);

/** What a browser keeps of an answer. */
const kept = (answer: Response): string[] => answer.headers.getSetCookie().map((one) => one.split(';')[0] ?? '');
const deviceIn = (answer: Response): string => kept(answer).find((one) => one.includes('lesblik.device')) ?? '';

async function statuses(times: number, ask: (time: number) => Promise<Response>): Promise<number[]> {
  const all: number[] = [];
  for (let time = 0; time < times; time += 1) all.push((await ask(time)).status);
  return all;
}

test('who tries the passwords of somebody else locks out themselves, and nobody else', async () => {
  const teacher = await world.member(school.id, 'Docent');
  const tried = await statuses(22, () => guess(teacher, '198.51.100.1'));
  expect(tried.slice(-3)).toEqual([400, 429, 429]);
  expect((await signIn(teacher, PASSWORD, '198.51.100.1')).status).toBe(429);
  // From anywhere else, on a device that was never here.
  expect((await signIn(teacher, PASSWORD, '198.51.100.2')).status).toBe(200);
});

test('all addresses of one IPv6 network are one source', async () => {
  const teacher = await world.member(school.id, 'Docent');
  const tried = await statuses(22, (time) => guess(teacher, `2001:db8:1:2::${time + 1}`));
  expect(tried.slice(-3)).toEqual([400, 429, 429]);
  expect((await signIn(teacher, PASSWORD, '2001:db8:1:3::1')).status).toBe(200);
});

test('a device on which the owner signed in before goes on, however many others are at it', async () => {
  const teacher = await world.member(school.id, 'Docent');
  const home = '192.0.2.50';
  const device = deviceIn(await signIn(teacher, PASSWORD, home));
  expect(device).not.toBe('');
  const tried = await statuses(105, (time) => guess(teacher, `203.0.113.${time}`));
  expect(tried.filter((status) => status === 429).length).toBeGreaterThan(3);
  // Somebody new has to wait as well: that is what guesses by thousands of machines cost.
  expect((await signIn(teacher, PASSWORD, '192.0.2.51')).status).toBe(429);
  expect((await signIn(teacher, PASSWORD, home, device)).status).toBe(200);
  // Not even from the guesser's own address does it wait.
  expect((await signIn(teacher, PASSWORD, '203.0.113.1', device)).status).toBe(200);
});

test('nor does it wait for whoever shares its address, which is the whole school', async () => {
  const teacher = await world.member(school.id, 'Docent');
  const here = '192.0.2.80';
  const device = deviceIn(await signIn(teacher, PASSWORD, here));
  await statuses(300, (time) => guess({ email: `iemand${time}@example.org` }, here));
  expect((await signIn(teacher, PASSWORD, here)).status).toBe(429);
  expect((await signIn(teacher, PASSWORD, here, device)).status).toBe(200);
});

test('a device is known for its own account alone, by a cookie that nobody can make', async () => {
  const [teacher, other] = [await world.member(school.id, 'Docent'), await world.member(school.id, 'Ander')];
  const answer = await signIn(teacher, PASSWORD, '192.0.2.60');
  const device = deviceIn(answer);
  const [name = '', value = ''] = device.split('=');
  const set = answer.headers.getSetCookie().find((one) => one.startsWith(name));
  expect(set).toMatch(/; HttpOnly; SameSite=Lax$/);
  expect(value).not.toContain(teacher.email);
  const theirs = deviceIn(await signIn(other, PASSWORD, '192.0.2.61')).split('=')[0];
  await statuses(21, () => guess(other, '192.0.2.62'));
  for (const forged of [`${theirs}=${value}`, `${theirs}=zelfgemaakt.zegel`, device]) {
    expect((await signIn(other, PASSWORD, '192.0.2.62', forged)).status).toBe(429);
  }
  // And it opens nothing.
  expect((await fetch(`${world.url}/api/me`, { headers: { cookie: device } })).status).toBe(401);
});

test('a known device may not try for ever either', async () => {
  const teacher = await world.member(school.id, 'Docent');
  const device = deviceIn(await signIn(teacher, PASSWORD, '192.0.2.70'));
  const tried = await statuses(22, (time) => guess(teacher, `192.0.2.${100 + time}`, device));
  expect(tried.slice(-3)).toEqual([400, 429, 429]);
});

test('nor all known devices of an account together', async () => {
  const teacher = await world.member(school.id, 'Docent');
  const devices: string[] = [];
  for (let n = 0; n < 6; n += 1) devices.push(deviceIn(await signIn(teacher, PASSWORD, `192.0.2.${140 + n}`)));
  const tried = await statuses(114, (time) => guess(teacher, '192.0.2.150', devices[time % 6]));
  expect(tried.slice(0, 100).filter((status) => status === 429)).toEqual([]);
  expect(tried.slice(-14).every((status) => status === 429)).toBe(true);
});

test('who holds a session cannot guess its password by asking for another one', async () => {
  const teacher = await world.member(school.id, 'Docent');
  const change = { newPassword: 'een ander wachtwoord' };
  const tried = await statuses(22, (time) => post('/change-password', change, `198.51.100.${time}`, teacher.cookie));
  expect(tried.slice(-3)).toEqual([400, 429, 429]);
});

test('nobody fills somebody’s mail box with links, and the last one sent works', async () => {
  const teacher = await world.member(school.id, 'Docent');
  const ask = (time: number) => post('/request-password-reset', { email: teacher.email }, `198.51.100.${time}`);
  expect(await statuses(8, ask)).toEqual([200, 200, 200, 200, 200, 429, 429, 429]);
  const mails = async () =>
    (await readOutbox(world.services.config.mail.outboxDir)).filter(({ to }) => to === teacher.email);
  await until(async () => (await mails()).length === 5);
});
