import { createHash, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { Command } from '../support/command.ts';
import { freePort } from '../support/postgres.ts';
import { comeIn, endForAll, expect, pictures, type Side } from './support/call.ts';
import { watchMedia, ways } from './support/media-watch.ts';
import { test } from './support/product.ts';

const KNOWN = 'lesblik-demo';

/** The status with which somebody is let in, trusting nobody but the demo's own authority. */
function signIn(origin: string, password: string, ca: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
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

/** A device of its own on the network: somebody signs in there by hand. */
async function deviceOf(browser: Browser, origin: string, who: 'coach' | 'docent', password: string): Promise<Side> {
  const context = await browser.newContext({ baseURL: origin, locale: 'nl-NL' });
  await context.addInitScript(watchMedia);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto('/');
  await page.getByLabel('E-mailadres').fill(`${who}@example.org`);
  await page.getByRole('textbox', { name: 'Wachtwoord', exact: true }).fill(password);
  await page.getByRole('button', { name: 'Inloggen' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Dag');
  return { context, page, errors, ids: { recordingId: '', trajectoryId: '' } };
}

/** Asked by the page itself: nothing outside the browser trusts this machine. */
const ask = <T>({ page }: Side, path: string, data?: object): Promise<T> =>
  page.evaluate(
    async ([address, body]) => {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(address, body === '' ? {} : { method: 'POST', headers, body });
      return (await answer.json()) as T;
    },
    [path, data === undefined ? '' : JSON.stringify(data)] as const,
  );

test('other devices get the demo over TLS with a password made anew, and two of them see each other in a call; afterwards the known password is for this machine again', async ({
  launchOptions,
}) => {
  test.setTimeout(420_000);
  const data = mkdtempSync(join(tmpdir(), 'lesblik-lan-'));
  const env = { DATA_DIR: data, MEDIASOUP_PORT: '0' };
  const port = await freePort();
  let browser: Browser | undefined;
  try {
    const open = new Command(['start', '--lan', '--port', String(port)], env);
    await open.says('Fingerprint of the certificate');
    const origin = /ready on (https:\S+)/.exec(open.output)?.[1] ?? '';
    const password = /with the password (\S+):/.exec(open.output)?.[1] ?? '';
    const page = /open first: (http:\S+)/.exec(open.output)?.[1] ?? '';

    await test.step('its certificate is good for the network address, its page explains it, and only the new password counts', async () => {
      const authority = readFileSync(join(data, 'tls/authority.pem'), 'utf8');
      expect(password).toMatch(/^\w{4}-\w{4}-\w{4}$/);
      expect(await signIn(origin, KNOWN, authority)).toBe(401);
      expect(await signIn(origin, password, authority)).toBe(200);
      const explained = await fetch(`${page}/en`).then((response) => response.text());
      expect(explained).toContain(origin);
      expect(await fetch(`${page}/lesblik.crt`).then((response) => response.text())).toBe(authority);
      expect((await fetch(`${page}/authority.key`)).status).toBe(404);
    });

    await test.step('teacher and coach, each on a device at that address, see each other', async () => {
      const host = new URL(origin).hostname;
      expect(host).not.toMatch(/^(127\.|localhost$)/);
      const { publicKey } = new X509Certificate(readFileSync(join(data, 'tls/server.pem')));
      const key = createHash('sha256').update(publicKey.export({ type: 'spki', format: 'der' }));
      const trusted = `--ignore-certificate-errors-spki-list=${key.digest('base64')}`;
      browser = await chromium.launch({ ...launchOptions, args: [...(launchOptions.args ?? []), trusted] });
      const coach = await deviceOf(browser, origin, 'coach', password);
      const teacher = await deviceOf(browser, origin, 'docent', password);
      expect(await coach.page.evaluate(() => isSecureContext)).toBe(true);
      const { id: teacherId } = await ask<{ id: string }>(teacher, '/api/me');
      const { items } = await ask<{ items: { id: string }[] }>(teacher, '/api/trajectories');
      const { id } = await ask<{ id: string }>(coach, '/api/rooms', {
        title: 'Samen terugkijken',
        trajectoryId: items[0]?.id,
        personIds: [teacherId],
      });
      await comeIn(coach, teacher, `/kijkgesprek/${id}`);
      for (const side of [coach, teacher]) {
        await expect.poll(() => pictures(side.page)).toBe(2);
        expect(new Set((await ways(side.page)).map(({ address }) => address))).toEqual(new Set([host]));
      }
      await endForAll(coach.page);
      expect([...coach.errors, ...teacher.errors]).toEqual([]);
      await browser.close();
    });

    open.send('SIGTERM');
    expect(await open.ended).toBe(0);

    const alone = new Command(['start', '--port', String(port)], env);
    await alone.says('Lesblik is ready on http://localhost');
    expect(await signInHere(`http://localhost:${port}`, password)).toBe(401);
    expect(await signInHere(`http://localhost:${port}`, KNOWN)).toBe(200);
    alone.send('SIGTERM');
    expect(await alone.ended).toBe(0);
  } finally {
    await browser?.close();
    Command.endAll();
    rmSync(data, { recursive: true, force: true });
  }
});
