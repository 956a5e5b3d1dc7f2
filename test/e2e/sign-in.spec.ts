import type { Page } from '@playwright/test';
import { contextOf } from './support/demo.ts';
import { expect, test } from './support/product.ts';

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
