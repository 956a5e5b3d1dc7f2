import type { Me } from '@lesblik/shared/identity';
import type { Browser, Page } from '@playwright/test';
import type { Product } from '../support/product.ts';
import { contextOf } from './support/demo.ts';
import { expect, test } from './support/product.ts';

const PASSWORD = 'een lang wachtwoord';

const enter = async (page: Page) => {
  await page.locator('input[name=email]').fill('leidinggevende@example.org');
  await page.locator('input[name=password]').fill('lesblik-demo');
  await page.locator('button[type=submit]').click();
  await expect(page).toHaveURL('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
};

test('the language chosen before signing in holds and is the account’s; what a device was set to is not', async ({
  browser,
  demo,
}) => {
  const account = await contextOf(browser, demo, 'leidinggevende', { language: 'nl' });
  const languageOf = async () =>
    ((await (await account.request.get('/api/me')).json()) as { language: string }).language;

  const chosen = await browser.newContext({ baseURL: demo.url });
  const page = await chosen.newPage();
  await page.goto('/sign-in');
  await page.getByText('English', { exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.reload();
  await enter(page);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Hello');
  await expect.poll(languageOf).toBe('en');

  // A device that nobody chose anything on is set to Dutch: the account stays English.
  const other = await browser.newContext({ baseURL: demo.url });
  const there = await other.newPage();
  await there.goto('/sign-in');
  await expect(there.locator('html')).toHaveAttribute('lang', 'nl');
  await enter(there);
  await expect(there.getByRole('heading', { level: 1 })).toContainText('Hello');
  expect(await languageOf()).toBe('en');

  await account.request.patch('/api/me', { data: { language: 'nl' } });
  for (const context of [account, chosen, other]) await context.close();
});

/** Somebody who comes in by an invitation, as everybody does. */
async function newcomer(browser: Browser, demo: Product, email: string): Promise<Page> {
  const admin = await contextOf(browser, demo, 'beheerder');
  const { memberships } = (await (await admin.request.get('/api/me')).json()) as Me;
  const invitation = { email, name: 'Noor Verhuis', role: 'member', endsAt: null, language: 'nl' };
  const path = `/api/organisations/${memberships[0]?.organisationId}/invitations`;
  expect((await admin.request.post(path, { data: invitation })).status()).toBe(201);
  await admin.close();
  const page = await (await browser.newContext({ baseURL: demo.url })).newPage();
  await page.goto(await linkTo(demo, email));
  await page.getByLabel('Wachtwoord', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Doe mee' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Dag');
  return page;
}

const linkTo = async (demo: Product, email: string) => /https?:\S+/.exec(await demo.lastMail(email))?.[0] ?? '';

test('somebody gets another address: asked with the password, confirmed by a press in the mail, told to the former one', async ({
  browser,
  demo,
}) => {
  const [former, email] = ['noor.verhuis@example.org', 'noor@nieuw.example.org'];
  const page = await newcomer(browser, demo, former);
  await page.goto('/account');
  const section = page.getByRole('region', { name: 'E-mailadres' });
  await expect(section).toContainText(former);
  const dialog = page.getByRole('dialog');
  const ask = async (password: string) => {
    await dialog.getByLabel('Je nieuwe e-mailadres').fill(email);
    await dialog.getByLabel('Je wachtwoord van nu').fill(password);
    await dialog.getByRole('button', { name: 'Stuur de link' }).click();
  };

  await test.step('not with another password; and it can be taken back', async () => {
    await section.getByRole('button', { name: 'Kies een ander e-mailadres' }).click();
    await ask('verkeerd wachtwoord');
    await expect(dialog.getByRole('alert')).toContainText('Het wachtwoord klopt niet.');
    await ask(PASSWORD);
    await expect(section.getByRole('status')).toContainText(`We stuurden een mail naar ${email}.`);
    await section.getByRole('button', { name: 'Toch niet veranderen' }).click();
    await expect(section.getByRole('status')).toBeHidden();
    await page.goto(await linkTo(demo, email));
    await expect(page.getByRole('heading', { name: 'Deze link werkt niet meer' })).toBeVisible();
    await page.getByRole('link', { name: 'Naar mijn account' }).click();
  });

  await section.getByRole('button', { name: 'Kies een ander e-mailadres' }).click();
  const mailed = await demo.lastMail(email);
  await ask(PASSWORD);
  await expect(section.getByRole('status')).toContainText(email);
  await expect.poll(() => demo.lastMail(email)).not.toBe(mailed);
  const link = await linkTo(demo, email);

  // A phone that is not signed in; what only opens the link changes nothing.
  const phone = await (await browser.newContext({ baseURL: demo.url })).newPage();
  await phone.goto(link);
  await expect(phone.getByRole('heading', { name: 'Bevestig je e-mailadres' })).toBeVisible();
  await page.reload();
  await expect(section).toContainText(`Je logt in met ${former}.`);
  await phone.getByRole('button', { name: 'Gebruik dit adres' }).click();
  await expect(phone.getByRole('heading', { name: 'Je e-mailadres is veranderd' })).toBeVisible();
  await phone.getByRole('link', { name: 'Naar mijn account' }).click();
  await phone.getByLabel('E-mailadres').fill(email);
  await phone.getByLabel('Wachtwoord', { exact: true }).fill(PASSWORD);
  await phone.getByRole('button', { name: 'Inloggen' }).click();
  await expect(phone.getByRole('region', { name: 'E-mailadres' })).toContainText(`Je logt in met ${email}.`);

  // Where they were signed in before they are no longer, and the link is dead.
  await page.reload();
  await expect(page).toHaveURL(/sign-in/);
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'Deze link werkt niet meer' })).toBeVisible();
  await expect.poll(() => demo.lastMail(former)).toContain('is veranderd');

  // And back, in the browser where they are signed in: there they stay so.
  await phone.getByRole('button', { name: 'Kies een ander e-mailadres' }).click();
  await phone.getByRole('dialog').getByLabel('Je nieuwe e-mailadres').fill(former);
  await phone.getByRole('dialog').getByLabel('Je wachtwoord van nu').fill(PASSWORD);
  await phone.getByRole('dialog').getByRole('button', { name: 'Stuur de link' }).click();
  await expect.poll(() => linkTo(demo, former)).toContain('/adres-bevestigen/');
  await phone.goto(await linkTo(demo, former));
  await phone.getByRole('button', { name: 'Gebruik dit adres' }).click();
  await phone.getByRole('link', { name: 'Naar mijn account' }).click();
  await expect(phone.getByRole('region', { name: 'E-mailadres' })).toContainText(`Je logt in met ${former}.`);

  for (const one of [page, phone]) await one.context().close();
});
