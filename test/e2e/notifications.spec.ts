import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contextOf } from './support/demo.ts';
import { looksRight } from './support/look.ts';
import { expect, test } from './support/product.ts';

interface Kept {
  to: string;
  subject: string;
  text: string;
  unsubscribe?: string;
}

/** Mails to this address that say how they are stopped, the newest last. */
async function mailsTo(folder: string, address: string): Promise<Kept[]> {
  const outbox = join(folder, 'outbox');
  const names = (await readdir(outbox)).filter((name) => name.endsWith('.json')).toSorted();
  const mails = await Promise.all(
    names.map(async (name) => JSON.parse(await readFile(join(outbox, name), 'utf8')) as Kept),
  );
  return mails.filter(({ to, unsubscribe }) => to === address && unsubscribe !== undefined);
}

test('what another did comes to the bell, to its page and by mail; the mail stops without signing in', async ({
  browser,
  demo,
}) => {
  const client = await contextOf(browser, demo, 'opdrachtgever');
  const idOf = async (who: 'collega' | 'opdrachtgever') => {
    const context = await contextOf(browser, demo, who);
    const me = (await (await context.request.get('/api/me')).json()) as {
      id: string;
      memberships: { organisationId: string }[];
    };
    await context.close();
    return { id: me.id, organisationId: me.memberships[0]?.organisationId ?? '' };
  };
  const { id: coacheeId, organisationId } = await idOf('collega');
  const { id: clientId } = await idOf('opdrachtgever');
  const context = await contextOf(browser, demo, 'collega');
  await context.request.patch('/api/me/notifications', { data: { quiet: null } });
  await context.request.post('/api/notifications/read-all', { data: { until: new Date().toISOString() } });
  const before = (await mailsTo(demo.folder, 'collega@example.org')).length;

  const page = await context.newPage();
  await page.goto('/');
  const bell = page.getByRole('link', { name: /^Berichten/ });
  await expect(bell).toHaveAccessibleName('Berichten');

  const file = (title: string) =>
    client.request.post('/api/trajectory-requests', {
      data: {
        ...{ organisationId, title, reason: 'Onrust bij de start', coacheeId, clientId },
        ...{ startsOn: '2026-11-01', endsOn: '2027-05-01', coachIds: [], openToCoaches: true },
      },
    });
  expect((await file('Rust bij de start van de les')).status()).toBe(201);
  // Nobody loads a page again: what is new comes to it.
  await expect(bell).toHaveAccessibleName('Berichten: 1 ongelezen');
  expect((await file('Vragen die aan het denken zetten')).status()).toBe(201);
  await expect(bell).toHaveAccessibleName('Berichten: 2 ongelezen');

  await bell.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Berichten' })).toBeFocused();
  const asked = page.getByRole('link', { name: /Hans \(opdrachtgever\) vraagt een traject aan: ‘Rust bij de start/ });
  await expect(asked).toContainText('Nieuw:');
  await looksRight(page, 'notifications-nl-light');
  await asked.click();
  await expect(page.getByRole('heading', { name: 'Rust bij de start van de les' })).toBeVisible();
  await expect(bell).toHaveAccessibleName('Berichten: 1 ongelezen');
  await bell.click();
  await page.getByRole('button', { name: 'Zet alles op gelezen' }).click();
  await expect(bell).toHaveAccessibleName('Berichten');
  await expect(asked).not.toContainText('Nieuw:');

  expect((await file('Nog een aanvraag')).status()).toBe(201);
  await expect
    .poll(async () => (await mailsTo(demo.folder, 'collega@example.org')).length, { timeout: 90_000 })
    .toBeGreaterThan(before);
  const mail = (await mailsTo(demo.folder, 'collega@example.org')).at(-1);
  expect(JSON.stringify(mail)).not.toMatch(/Nog een aanvraag|Onrust|Hans/);
  const link = /https?:\/\/\S+\/afmelden\/\S+/.exec(mail?.text ?? '')?.[0] ?? '';

  const nobody = await contextOf(browser, demo, undefined, { language: 'en' });
  const reader = await nobody.newPage();
  await reader.goto(link);
  // In the language of whom it was sent to.
  await expect(reader.getByRole('heading', { name: 'Geen mail meer' })).toBeVisible();
  await expect(reader.getByRole('listitem')).toHaveText('Aanvragen');
  await looksRight(reader, 'unsubscribe-nl-light');
  await reader.getByRole('button', { name: 'Stop deze mails' }).click();
  await expect(reader.getByText('Je krijgt geen mail meer over:')).toBeVisible();

  await page.goto('/account');
  await page.getByRole('link', { name: 'Mail kiezen' }).click();
  const pace = page.getByLabel('Aanvragen', { exact: true });
  await expect(pace).toHaveValue('never');
  await pace.selectOption({ label: 'Eens per dag' });
  await expect(page.getByText('Aanvragen: Eens per dag')).toBeVisible();
  await page.getByLabel('Stille uren').check();
  await page.getByLabel('Van', { exact: true }).fill('18');
  await page.getByLabel('Tot', { exact: true }).fill('half acht');
  await page.getByRole('button', { name: 'Opslaan' }).click();
  await expect(page.getByLabel('Tot', { exact: true })).toBeFocused();
  await page.getByLabel('Tot', { exact: true }).fill('7.30');
  await page.getByRole('button', { name: 'Opslaan' }).click();
  await expect(page.getByText('Opgeslagen')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Van', { exact: true })).toHaveValue('18:00');
  await expect(page.getByLabel('Tot', { exact: true })).toHaveValue('07:30');
  await expect(pace).toHaveValue('daily');
  for (const one of [client, context, nobody]) await one.close();
});
