import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { readMigrations } from '../../../libs/server/src/database/migrator.ts';
import { readOutbox } from '../../../libs/server/src/mail/outbox-mailer.ts';
import { identityRoutes } from '../../../libs/shared/src/identity.ts';
import { organisationRoutes } from '../../../libs/shared/src/organisations.ts';
import { IdentityService } from '../../../apps/api/src/identity/identity.service.ts';
import { PASSWORD, type Somebody, World } from '../../support/world.ts';
import { totp } from '../../support/totp.ts';
import { until } from '../../support/until.ts';

let world: World;
let school: { id: string; administrator: Somebody };

beforeAll(async () => {
  world = await World.open();
  school = await world.school();
});
afterAll(() => world.close());

const post = (path: string, body: unknown, cookie = '') =>
  fetch(`${world.url}/api/auth${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie, origin: world.services.config.http.publicUrl },
    body: JSON.stringify(body),
  });

const lastMailTo = (email: string) =>
  until(async () => (await readOutbox(world.services.config.mail.outboxDir)).find((mail) => mail.to === email));

const tokenIn = (text: string) => /\/([\w-]{20,})\n/.exec(text)?.[1] ?? '';

describe('signing in', () => {
  test('nobody is let in without a session', async () => {
    const reply = await world.call(undefined, identityRoutes.me, {});
    expect(reply.status).toBe(401);
    expect(reply.headers.get('content-type')).toContain('application/problem+json');
    expect(reply.body.code).toBe('not_signed_in');
  });

  test('who asks whether anybody is signed in gets nobody, without an error, or the person', async () => {
    const nobody = await world.call(undefined, identityRoutes.session, {});
    expect([nobody.status, nobody.body]).toEqual([200, { person: null }]);
    const person = await world.member(school.id, 'Docent');
    const { body: me } = await world.call(person, identityRoutes.me, {});
    expect((await world.call(person, identityRoutes.session, {})).body).toEqual({ person: me });
  });

  test('a wrong password and an unknown address get the same answer', async () => {
    const wrong = await post('/sign-in/email', { email: school.administrator.email, password: 'niet het wachtwoord' });
    const unknown = await post('/sign-in/email', { email: 'niemand@example.org', password: 'niet het wachtwoord' });
    expect(wrong.status).toBe(401);
    expect([unknown.status, await unknown.json()]).toEqual([wrong.status, await wrong.json()]);
  });

  test('nobody signs up by themselves', async () => {
    const response = await post('/sign-up/email', { name: 'X', email: 'x@example.org', password: PASSWORD });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(
      await world.services.db.selectFrom('person').where('email', '=', 'x@example.org').select('id').execute(),
    ).toEqual([]);
  });

  test('too many attempts on one account are refused with the time to wait', async () => {
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 22; attempt += 1) {
      statuses.push(
        (await post('/sign-in/email', { email: 'raden@example.org', password: 'verkeerd wachtwoord' })).status,
      );
    }
    expect(statuses.filter((status) => status === 429)).toHaveLength(2);
  });

  test('a page of another host changes nothing, though the browser sends the cookie along', async () => {
    const person = await world.member(school.id, 'Docent');
    const rename = async (headers: Record<string, string>) => {
      const response = await fetch(`${world.url}/api/me`, {
        method: 'PATCH',
        headers: { cookie: person.cookie, 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ name: 'Iemand anders' }),
      });
      const { code } = (await response.json()) as { code?: string };
      return [response.status, code];
    };
    const elsewhere = ['https://elders.example.org', 'null', 'geen adres'];
    for (const origin of elsewhere)
      expect([origin, ...(await rename({ origin }))]).toEqual([origin, 403, 'not_allowed']);
    for (const site of ['cross-site', 'same-site']) {
      expect(await rename({ 'sec-fetch-site': site })).toEqual([403, 'not_allowed']);
    }
    expect((await world.call(person, identityRoutes.me, {})).body.name).toBe('Docent');
    expect(await rename({ origin: world.url, 'sec-fetch-site': 'same-origin' })).toEqual([200, undefined]);
    expect(await rename({ origin: world.services.config.http.publicUrl })).toEqual([200, undefined]);
  });

  test('after signing out the cookie opens nothing, at once', async () => {
    const person = await world.member(school.id, 'Vertrekker');
    expect((await world.call(person, identityRoutes.me, {})).body.name).toBe('Vertrekker');
    expect((await post('/sign-out', {}, person.cookie)).status).toBe(200);
    expect((await world.call(person, identityRoutes.me, {})).status).toBe(401);
  });

  test("a cookie that a neighbouring host set never stands for somebody else's session", async () => {
    const person = await world.member(school.id, 'Buur');
    const planted = '__Secure-lesblik.session_token=gekozen';
    expect(
      (await world.call({ ...person, cookie: `${planted}; ${person.cookie}` }, identityRoutes.me, {})).status,
    ).toBe(200);
    expect((await world.call({ ...person, cookie: planted }, identityRoutes.me, {})).status).toBe(401);
  });

  test('own sessions are listed and can be ended', async () => {
    const person = await world.member(school.id, 'Tweetoestellen');
    const other = { ...person, cookie: await world.signIn(person.email) };
    const list = await fetch(`${world.url}/api/auth/list-sessions`, { headers: { cookie: person.cookie } });
    const sessions = (await list.json()) as { token: string }[];
    expect(sessions).toHaveLength(2);
    const theirs = sessions.find(({ token }) => other.cookie.includes(token));
    expect((await post('/revoke-session', { token: theirs?.token }, person.cookie)).status).toBe(200);
    expect((await world.call(other, identityRoutes.me, {})).status).toBe(401);
    expect((await world.call(person, identityRoutes.me, {})).status).toBe(200);
  });
});

describe('a forgotten password', () => {
  test('the answer does not tell whether an address has an account', async () => {
    const known = await post('/request-password-reset', { email: school.administrator.email });
    const unknown = await post('/request-password-reset', { email: 'niemand@example.org' });
    expect([unknown.status, await unknown.json()]).toEqual([known.status, await known.json()]);
  });

  test('a link of more than an hour ago is told to be dead before anybody types', async () => {
    const person = await world.member(school.id, 'Traag');
    await post('/request-password-reset', { email: person.email });
    const token = tokenIn((await lastMailTo(person.email)).text);
    const expiresAt = new Date(Date.now() - 1000);
    await world.services.db.updateTable('authVerification').set({ expiresAt }).where('value', '=', person.id).execute();
    expect((await world.call(undefined, identityRoutes.resetLink, { params: { token } })).body).toMatchObject({
      code: 'link_not_valid',
    });
  });

  test('the token that was mailed stands nowhere in the database, and its link works', async () => {
    const person = await world.member(school.id, 'Bewaard');
    await post('/request-password-reset', { email: person.email });
    const token = tokenIn((await lastMailTo(person.email)).text);
    const rows = await world.services.db.selectFrom('authVerification').selectAll().execute();
    expect(rows.filter(({ value }) => value === person.id)).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(token);
    expect((await world.call(undefined, identityRoutes.resetLink, { params: { token } })).status).toBe(204);
    expect((await post('/reset-password', { token, newPassword: 'een nieuw wachtwoord' })).status).toBe(200);
  });

  test('an upgrade from when it stood there leaves the link working, and the token nowhere', async () => {
    const { db } = world.services;
    const person = await world.member(school.id, 'Vroeger');
    await post('/request-password-reset', { email: person.email });
    const token = tokenIn((await lastMailTo(person.email)).text);
    const asItWas = { identifier: `reset-password:${token}` };
    await db.updateTable('authVerification').set(asItWas).where('value', '=', person.id).execute();
    const upgrade = (await readMigrations()).find(({ name }) => name === '0020_email_changes.sql');
    await sql.raw(upgrade?.sql.split(';\n')[0] ?? '').execute(db);
    const rows = await db.selectFrom('authVerification').select('identifier').execute();
    expect(JSON.stringify(rows)).not.toContain(token);
    expect((await world.call(undefined, identityRoutes.resetLink, { params: { token } })).status).toBe(204);
  });

  test('the mailed link sets a new password once and ends every session', async () => {
    const person = await world.member(school.id, 'Vergeetachtig');
    await post('/request-password-reset', { email: person.email });
    const token = tokenIn((await lastMailTo(person.email)).text);
    const link = async (given = token) =>
      (await world.call(undefined, identityRoutes.resetLink, { params: { token: given } })).status;
    expect([await link(), await link(`${token}x`)]).toEqual([204, 410]);
    const reset = await post('/reset-password', { token, newPassword: 'een nieuw wachtwoord' });
    expect(reset.status).toBe(200);
    expect((await world.call(person, identityRoutes.me, {})).status).toBe(401);
    await expect(world.signIn(person.email)).rejects.toThrow('401');
    await expect(world.signIn(person.email, 'een nieuw wachtwoord')).resolves.toContain('session_token');
    expect((await post('/reset-password', { token, newPassword: 'nog een wachtwoord' })).status).toBe(400);
    expect(await link()).toBe(410);
  });
});

describe('the first administrator', () => {
  test('gets no link once a school exists', async () => {
    expect(await world.app.get(IdentityService, { strict: false }).setupLink()).toBeUndefined();
  });

  test('sets up the school by a link that works once', async () => {
    const fresh = await World.open();
    try {
      const link = await fresh.app.get(IdentityService, { strict: false }).setupLink();
      const token = link?.split('/').at(-1) ?? '';
      const body = {
        organisationName: 'De Eik',
        name: 'Eerste',
        email: 'eerste@example.org',
        password: PASSWORD,
        language: 'nl' as const,
      };
      expect((await fresh.call(undefined, identityRoutes.setupLink, { params: { token: `${token}x` } })).status).toBe(
        410,
      );
      expect((await fresh.call(undefined, identityRoutes.setupLink, { params: { token } })).status).toBe(204);
      expect((await fresh.call(undefined, identityRoutes.setup, { params: { token }, body })).status).toBe(204);
      const again = { ...body, email: 'tweede@example.org' };
      expect((await fresh.call(undefined, identityRoutes.setup, { params: { token }, body: again })).status).toBe(410);
      const first = { id: '', name: '', email: '', cookie: await fresh.signIn('eerste@example.org') };
      const me = await fresh.call(first, identityRoutes.me, {});
      expect(me.body.memberships).toMatchObject([{ organisationName: 'De Eik', role: 'administrator' }]);
    } finally {
      await fresh.close();
    }
  });
});

describe('invitations', () => {
  test('only an administrator invites', async () => {
    const member = await world.member(school.id, 'Gewoon');
    const body = { email: 'nieuw@example.org', name: 'Nieuw', role: 'member' as const };
    const reply = await world.call(member, organisationRoutes.invite, { params: { organisationId: school.id }, body });
    expect(reply.status).toBe(403);
    const other = await world.school('De Beuk');
    const theirs = await world.call(other.administrator, organisationRoutes.invite, {
      params: { organisationId: school.id },
      body,
    });
    expect(theirs.status).toBe(404);
  });

  test('an invited person gets a mail, chooses a password and belongs to the school', async () => {
    const email = 'nieuwe.docent@example.org';
    const invited = await world.call(school.administrator, organisationRoutes.invite, {
      params: { organisationId: school.id },
      body: { email, name: 'Nieuwe docent', role: 'member' },
    });
    expect(invited.status).toBe(201);
    const token = tokenIn((await lastMailTo(email)).text);
    const preview = await world.call(undefined, organisationRoutes.invitation, { params: { token } });
    expect(preview.body).toEqual({ organisationName: 'De Regenboog', name: 'Nieuwe docent', email, hasAccount: false });
    const body = { name: 'Nieuwe docent', password: PASSWORD, language: 'en' as const };
    expect((await world.call(undefined, organisationRoutes.acceptInvitation, { params: { token }, body })).status).toBe(
      204,
    );
    expect((await world.call(undefined, organisationRoutes.acceptInvitation, { params: { token }, body })).status).toBe(
      410,
    );
    const me = await world.call({ id: '', name: '', email, cookie: await world.signIn(email) }, identityRoutes.me, {});
    expect(me.body).toMatchObject({ language: 'en', memberships: [{ organisationId: school.id, role: 'member' }] });
  });

  test('the link of an invitation is no way round the limit on guessing an account’s password', async () => {
    const { email } = await world.person('Gastcoach');
    await world.call(school.administrator, organisationRoutes.invite, {
      params: { organisationId: school.id },
      body: { email, name: 'Gastcoach', role: 'guest' },
    });
    const token = tokenIn((await lastMailTo(email)).text);
    const accept = (password: string) =>
      world.call(undefined, organisationRoutes.acceptInvitation, {
        params: { token },
        body: { name: 'Gastcoach', password, language: 'nl' },
      });
    const codes: (string | undefined)[] = [];
    for (let guess = 0; guess < 21; guess += 1) codes.push((await accept(`verkeerd wachtwoord ${guess}`)).body.code);
    expect(new Set(codes.slice(0, 19))).toEqual(new Set(['link_not_valid']));
    const refused = await accept(PASSWORD);
    expect([refused.status, codes.at(-1)]).toEqual([429, 'too_many_requests']);
    expect((await post('/sign-in/email', { email, password: PASSWORD })).status).toBe(429);
  });

  test('a withdrawn invitation opens nothing', async () => {
    const email = 'toch.niet@example.org';
    const invited = await world.call(school.administrator, organisationRoutes.invite, {
      params: { organisationId: school.id },
      body: { email, name: 'Toch niet', role: 'member' },
    });
    const token = tokenIn((await lastMailTo(email)).text);
    const params = { organisationId: school.id, invitationId: invited.body.id };
    expect((await world.call(school.administrator, organisationRoutes.withdrawInvitation, { params })).status).toBe(
      204,
    );
    expect((await world.call(undefined, organisationRoutes.invitation, { params: { token } })).status).toBe(410);
  });
});

describe('the people of a school', () => {
  test('a school keeps at least one administrator', async () => {
    const params = { organisationId: school.id, personId: school.administrator.id };
    const demoted = await world.call(school.administrator, organisationRoutes.updateMember, {
      params,
      body: { role: 'member' },
    });
    expect(demoted.body.code).toBe('last_administrator');
    const removed = await world.call(school.administrator, organisationRoutes.removeMember, { params });
    expect(removed.body.code).toBe('last_administrator');
  });

  test("a guest's access ends by itself", async () => {
    const guest = await world.member(school.id, 'Gast', 'guest', new Date(Date.now() - 1000));
    const reply = await world.call(guest, organisationRoutes.colleagues, { params: { organisationId: school.id } });
    expect(reply.status).toBe(404);
  });

  test('a guest sees only whom they work with', async () => {
    const guest = await world.member(school.id, 'Gast', 'guest', new Date(Date.now() + 60_000));
    const reply = await world.call(guest, organisationRoutes.colleagues, { params: { organisationId: school.id } });
    expect(reply.body.items.map(({ id }) => id)).toEqual([guest.id]);
  });
});

describe('a second factor', () => {
  test('is asked for once it is set up', async () => {
    const person = await world.member(school.id, 'Voorzichtig');
    const enabled = await post('/two-factor/enable', { password: PASSWORD }, person.cookie);
    expect(enabled.status).toBe(200);
    const { totpURI, backupCodes } = (await enabled.json()) as { totpURI: string; backupCodes: string[] };
    expect(totpURI).toContain('issuer=Lesblik');
    const secret = new URL(totpURI).searchParams.get('secret') ?? '';
    const verified = await post('/two-factor/verify-totp', { code: totp(secret) }, person.cookie);
    expect(verified.status).toBe(200);
    const signIn = await post('/sign-in/email', { email: person.email, password: PASSWORD });
    expect(await signIn.json()).toMatchObject({ twoFactorRedirect: true });
    const pending = signIn.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ');
    expect((await fetch(`${world.url}/api/me`, { headers: { cookie: pending } })).status).toBe(401);
    const done = await post('/two-factor/verify-backup-code', { code: backupCodes[0] }, pending);
    const cookie = done.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    expect((await world.call({ ...person, cookie }, identityRoutes.me, {})).body.twoFactorEnabled).toBe(true);
  });
});
