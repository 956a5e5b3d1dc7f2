import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { Command } from '../support/command.ts';
import { freePort } from '../support/postgres.ts';

const data = mkdtempSync(join(tmpdir(), 'lesblik-lan-'));
const env = { DATA_DIR: data, MEDIASOUP_PORT: '0' };
const KNOWN = 'lesblik-demo';

afterAll(() => {
  Command.endAll();
  rmSync(data, { recursive: true, force: true });
});

/** The status with which somebody is let in, trusting nobody but the demo's own authority. */
function signIn(origin: string, password: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const ca = readFileSync(join(data, 'tls/authority.pem'));
    const headers = { 'content-type': 'application/json', origin };
    const sent = request(`${origin}/api/auth/sign-in/email`, { method: 'POST', ca, headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode));
      expect(response.headers['set-cookie']?.join() ?? 'Secure').toContain('Secure');
    });
    sent.on('error', reject).end(JSON.stringify({ email: 'docent@example.org', password }));
  });
}

const signInHere = (origin: string, password: string): Promise<number> =>
  fetch(`${origin}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ email: 'docent@example.org', password }),
  }).then(({ status }) => status);

test('another device gets the demo over TLS with a password made anew; afterwards the known one is for this machine again', async () => {
  const port = await freePort();
  const open = new Command(['start', '--lan', '--port', String(port)], env);
  await open.says('Fingerprint of the certificate');
  const origin = /ready on (https:\S+)/.exec(open.output)?.[1] ?? '';
  const password = /with the password (\S+):/.exec(open.output)?.[1] ?? '';
  const page = /open first: (http:\S+)/.exec(open.output)?.[1] ?? '';
  expect(password).toMatch(/^\w{4}-\w{4}-\w{4}$/);
  expect(await signIn(origin, KNOWN)).toBe(401);
  expect(await signIn(origin, password)).toBe(200);

  const explained = await fetch(`${page}/en`).then((response) => response.text());
  expect(explained).toContain(origin);
  expect(await fetch(`${page}/lesblik.crt`).then((response) => response.text())).toBe(
    readFileSync(join(data, 'tls/authority.pem'), 'utf8'),
  );
  expect((await fetch(`${page}/authority.key`)).status).toBe(404);
  open.send('SIGTERM');
  expect(await open.ended).toBe(0);

  const alone = new Command(['start', '--port', String(port)], env);
  await alone.says('Lesblik is ready on http://localhost');
  expect(await signInHere(`http://localhost:${port}`, password)).toBe(401);
  expect(await signInHere(`http://localhost:${port}`, KNOWN)).toBe(200);
  alone.send('SIGTERM');
  expect(await alone.ended).toBe(0);
}, 240_000);
