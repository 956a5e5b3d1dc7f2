import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { identityRoutes } from '@lesblik/shared/identity';
import { INNER } from '../../support/fuzz/judged.ts';
import { type Somebody, World } from '../../support/world.ts';

let world: World;
let teacher: Somebody;

beforeAll(async () => {
  world = await World.open();
  const school = await world.school();
  teacher = await world.member(school.id, 'Docent');
});
afterAll(() => world.close());

const NUL = 'a\u0000b';
const odd: readonly unknown[] = [NUL, 1, null, ['a'], { toString: 'x' }, 'a'.repeat(5_000), '\ud800'];
const deep = `${'[1,'.repeat(40_000)}1${']'.repeat(40_000)}`;
/** What each reads of its body. */
const ways: readonly (readonly [path: string, fields: readonly string[]])[] = [
  ['sign-in/email', ['email', 'password', 'callbackURL']],
  ['request-password-reset', ['email', 'redirectTo']],
  ['reset-password', ['token', 'newPassword']],
  ['change-password', ['currentPassword', 'newPassword']],
  ['two-factor/verify-totp', ['code']],
];

test('a link for a new password with a character in it that no text has, is no link', async () => {
  const { body } = await world.call(undefined, identityRoutes.resetLink, { params: { token: NUL } });
  expect(body.code).toBe('link_not_valid');
});

test('nor is an address with it', async () => {
  const address = `${world.url}/api/auth/reset-password/a%00b?callbackURL=/`;
  expect((await fetch(address, { redirect: 'manual' })).status).toBe(400);
});

test.each(ways)('what nobody means is refused by %s', async (path, fields) => {
  const bodies = [
    ...fields.flatMap((field) => odd.map((value) => JSON.stringify({ ...meant(), [field]: value }))),
    ...['null', '1', '"a"', '[]', deep, `{"a":${deep}}`, '{"__proto__":{"a":1}}'],
  ];
  const failed = [];
  for (const body of bodies) {
    const headers = { 'content-type': 'application/json', cookie: teacher.cookie };
    const response = await fetch(`${world.url}/api/auth/${path}`, { method: 'POST', headers, body });
    const text = await response.text();
    if (response.status >= 429 || INNER.test(text)) failed.push([body.slice(0, 200), response.status, text]);
  }
  expect(failed).toEqual([]);
});

/** Of another account each time: the attempts at one are counted. */
const meant = () => ({
  ...{ email: `${randomUUID()}@example.org`, password: 'x', currentPassword: 'x', newPassword: 'een lang wachtwoord' },
  ...{ token: 'x', code: '123456' },
});
