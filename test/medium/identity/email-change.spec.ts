import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TestClock } from '@lesblik/server/clock';
import { readOutbox } from '@lesblik/server/mail/outbox-mailer';
import { erasureRoutes } from '@lesblik/shared/erasure';
import { identityRoutes as routes } from '@lesblik/shared/identity';
import { everywhere } from '../../support/everywhere.ts';
import { until } from '../../support/until.ts';
import { PASSWORD, type Somebody, World } from '../../support/world.ts';

const HOUR_MS = 60 * 60 * 1000;
const clock = new TestClock(Date.now());
let world: World;
let school: { id: string; administrator: Somebody };

beforeAll(async () => {
  world = await World.open({}, clock);
  school = await world.school();
});
afterAll(() => world.close());

let count = 0;
const newAddress = () => `nieuw${(count += 1)}@thuis.example`;
const ask = (as: Somebody, email: string, password: string = PASSWORD) =>
  world.call(as, routes.askEmailChange, { body: { email, password } });
const pending = async (as: Somebody) => (await world.call(as, routes.emailChange, {})).body.pending;
const link = async (token: string) => {
  const { status, body } = await world.call(undefined, routes.emailChangeLink, { params: { token } });
  return status === 200 ? body.email : status;
};
const confirm = (token: string, as?: Somebody) => world.call(as, routes.confirmEmailChange, { params: { token } });
const status = async (as: Somebody) => (await world.call(as, routes.me, {})).status;

const outbox = () => readOutbox(world.services.config.mail.outboxDir, 1000);
const mailTo = (email: string, about: RegExp = /./) =>
  until(async () => (await outbox()).find((mail) => mail.to === email && about.test(mail.subject)));
const tokenIn = (text: string) => /\/([\w-]{20,})\n/.exec(text)?.[1] ?? '';
/** Asks, and reads the link's token in the mail. */
async function asked(as: Somebody) {
  const email = newAddress();
  // Typed as people do.
  expect((await ask(as, ` ${email.toUpperCase()} `)).status).toBe(204);
  return { email, token: tokenIn((await mailTo(email)).text) };
}

const post = (path: string, body: unknown, cookie = '') =>
  fetch(`${world.url}/api/auth${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie, origin: world.services.config.http.publicUrl },
    body: JSON.stringify(body),
  });

describe('asking for another address', () => {
  test('takes the password, and as few guesses of it as signing in', async () => {
    const person = await world.member(school.id, 'Docent');
    const wrong = await ask(person, newAddress(), 'verkeerd wachtwoord');
    expect([wrong.status, wrong.body.code]).toEqual([403, 'password_wrong']);
    expect(await pending(person)).toBeNull();
    const statuses: number[] = [];
    for (let time = 0; time < 21; time += 1) statuses.push((await ask(person, newAddress(), 'verkeerd')).status);
    expect(statuses.slice(-2)).toEqual([429, 429]);
  });

  test('sends five mails an hour', async () => {
    const person = await world.member(school.id, 'Docent');
    const statuses: number[] = [];
    for (let time = 0; time < 6; time += 1) statuses.push((await ask(person, newAddress())).status);
    expect(statuses).toEqual([204, 204, 204, 204, 204, 429]);
  });

  test('changes nothing yet, shows what waits, and can be taken back', async () => {
    const person = await world.member(school.id, 'Docent');
    const { email, token } = await asked(person);
    expect(await pending(person)).toEqual({ email, expiresAt: new Date(clock.now() + HOUR_MS).toISOString() });
    expect(await link(token)).toBe(email);
    expect((await world.call(person, routes.me, {})).body.email).toBe(person.email);
    expect(await everywhere(world.services.pool, [token])).toEqual([]);
    expect((await world.call(person, routes.withdrawEmailChange, {})).status).toBe(204);
    expect([await pending(person), await link(token), (await confirm(token)).status]).toEqual([null, 410, 410]);
  });

  test('a later one takes the place of the former', async () => {
    const person = await world.member(school.id, 'Docent');
    const [first, second] = [await asked(person), await asked(person)];
    expect([await link(first.token), await link(second.token)]).toEqual([410, second.email]);
  });

  test('one’s own address is no other one, however it is written', async () => {
    const person = await world.member(school.id, 'Docent');
    const same = await ask(person, person.email.toUpperCase());
    expect([same.status, same.body.code]).toEqual([400, 'same_address']);
  });

  test('an address of somebody else gets the same answer; only its holder is told, and without a link', async () => {
    const [person, holder] = [await world.member(school.id, 'Docent'), await world.member(school.id, 'Ander')];
    const free = newAddress();
    const [taken, other] = [await ask(person, holder.email.toUpperCase()), await pending(person)];
    const [unknown, another] = [await ask(person, free), await pending(person)];
    expect([taken.status, taken.body]).toEqual([unknown.status, unknown.body]);
    expect(other).toEqual({ ...another, email: holder.email });
    const told = await mailTo(holder.email);
    expect(told.subject).toBe('Iemand wilde jouw e-mailadres gebruiken voor Lesblik');
    expect(told.text).not.toContain('http');
    expect(told.text).not.toContain(person.email);
    await mailTo(free);
    expect((await outbox()).filter(({ to }) => to === holder.email)).toHaveLength(1);
  });

  test('a new password ends what was asked with the former one', async () => {
    const person = await world.member(school.id, 'Docent');
    const { token } = await asked(person);
    const change = { currentPassword: PASSWORD, newPassword: 'een ander wachtwoord' };
    expect((await post('/change-password', change, person.cookie)).status).toBe(200);
    expect([await link(token), (await confirm(token)).status]).toEqual([410, 410]);
  });
});

describe('the link', () => {
  test('changes the address once, wherever it is pressed', async () => {
    const person = await world.member(school.id, 'Docent');
    const { email, token } = await asked(person);
    expect([await link(token), await link(token)]).toEqual([email, email]);
    expect((await confirm(token)).status).toBe(204);
    expect([await link(token), (await confirm(token)).status]).toEqual([410, 410]);
    expect(await status(person)).toBe(401);
    await expect(world.signIn(person.email)).rejects.toThrow('401');
    const cookie = await world.signIn(email);
    expect((await world.call({ ...person, cookie }, routes.me, {})).body).toMatchObject({ id: person.id, email });
  });

  test('works for an hour', async () => {
    const person = await world.member(school.id, 'Docent');
    const { email, token } = await asked(person);
    clock.advance(HOUR_MS - 1);
    expect(await link(token)).toBe(email);
    clock.advance(1);
    expect([await link(token), (await confirm(token)).status, await pending(person)]).toEqual([410, 410, null]);
    expect((await world.call(person, routes.me, {})).body.email).toBe(person.email);
  });

  test('tells the former address, without a link', async () => {
    const person = await world.member(school.id, 'Docent');
    const { email, token } = await asked(person);
    await confirm(token);
    const told = await mailTo(person.email);
    expect(told.subject).toBe('Je e-mailadres voor Lesblik is veranderd');
    expect(told.text).not.toContain('http');
    expect(told.text).not.toContain(email);
  });

  test('ends other sign-ins and gives the one where it is pressed another name', async () => {
    const person = await world.member(school.id, 'Docent');
    const other = { ...person, cookie: await world.signIn(person.email) };
    const { email, token } = await asked(person);
    const answer = await confirm(token, person);
    expect([await status(person), await status(other)]).toEqual([401, 401]);
    const cookie = answer.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    expect((await world.call({ ...person, cookie }, routes.me, {})).body.email).toBe(email);
    expect(answer.headers.getSetCookie().find((one) => one.includes('session_token'))).toMatch(
      /Max-Age=2592000;.*HttpOnly;.*SameSite=Lax/,
    );
  });

  test('signs nobody in, and leaves somebody else who is signed in there as they are', async () => {
    const [person, colleague] = [await world.member(school.id, 'Docent'), await world.member(school.id, 'Collega')];
    const { token } = await asked(person);
    const answer = await confirm(token, colleague);
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([204, []]);
    expect((await world.call(colleague, routes.me, {})).body.email).toBe(colleague.email);
  });

  test('ends what was mailed to the former address', async () => {
    const person = await world.member(school.id, 'Docent');
    await post('/request-password-reset', { email: person.email });
    const reset = tokenIn((await mailTo(person.email)).text);
    expect((await world.call(undefined, routes.resetLink, { params: { token: reset } })).status).toBe(204);
    await confirm((await asked(person)).token);
    expect((await world.call(undefined, routes.resetLink, { params: { token: reset } })).status).toBe(410);
    expect((await post('/reset-password', { token: reset, newPassword: 'een nieuw wachtwoord' })).status).toBe(400);
  });

  test('is dead where the address became somebody’s in the meantime', async () => {
    const [person, quicker] = [await world.member(school.id, 'Docent'), await world.member(school.id, 'Sneller')];
    const { email, token } = await asked(person);
    await world.services.db.updateTable('person').set({ email }).where('id', '=', quicker.id).execute();
    expect((await confirm(token)).status).toBe(410);
    expect(await status(person)).toBe(200);
  });

  test('pressed twice at once changes it once', async () => {
    const person = await world.member(school.id, 'Docent');
    const { token } = await asked(person);
    const both = await Promise.all([confirm(token), confirm(token)]);
    expect(both.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([204, 410]);
  });
});

test('an erasure takes what waits along, with the former address', async () => {
  const person = await world.member(school.id, 'Docent');
  await world.services.db
    .insertInto('invitation')
    .values({
      ...{ organisationId: school.id, email: person.email, name: 'Docent', role: 'member' },
      ...{ tokenHash: Buffer.from(person.id), expiresAt: new Date(clock.now() + HOUR_MS), acceptedAt: new Date() },
    })
    .execute();
  const { email, token } = await asked(person);
  await confirm(token);
  await mailTo(person.email);
  const now = { ...person, email, cookie: await world.signIn(email) };
  const next = await asked(now);
  expect((await world.call(now, erasureRoutes.own, { body: { password: PASSWORD } })).status).toBe(204);
  expect(await link(next.token)).toBe(410);
  expect(await everywhere(world.services.pool, [person.email, email, next.email])).toEqual([]);
  expect((await outbox()).filter(({ to }) => [email, next.email].includes(to))).toEqual([]);
});
