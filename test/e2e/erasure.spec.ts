import type { Page } from '@playwright/test';
import { signedIn } from '../bench/support/browser.ts';
import { School } from '../bench/support/school.ts';
import { looksRightDayAndNight } from './support/look.ts';
import { expect, test } from './support/product.ts';

let school: School;
test.beforeAll(async () => {
  test.setTimeout(240_000);
  school = await School.open();
});
test.afterAll(() => school.close());

const PASSWORD = 'een lang wachtwoord';

async function signIn(page: Page, email: string): Promise<void> {
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill(PASSWORD);
  await page.locator('button[type=submit]').click();
}

test('somebody ends their own account: what goes is said first, a password is asked, and nothing lets them in again', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const { cookies } = await school.member('Leerkracht');
  const context = await signedIn(browser, school, cookies);
  const [page, open] = [await context.newPage(), await context.newPage()];
  await open.goto('/recordings');
  await expect(open.getByRole('heading', { level: 1 })).toBeVisible();
  await page.goto('/account');
  await page.getByRole('button', { name: 'Account beëindigen en alles wissen' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('listitem')).toHaveCount(3);
  await looksRightDayAndNight(page, 'account-end-nl');
  await expect(dialog.getByRole('link', { name: 'Eerst een kopie van mijn gegevens' })).toBeVisible();
  await dialog.getByLabel('Je wachtwoord').fill('niet dit wachtwoord');
  await dialog.getByRole('button', { name: 'Alles wissen' }).click();
  await expect(dialog.getByRole('alert')).toHaveText('Het wachtwoord klopt niet.');
  await dialog.getByLabel('Je wachtwoord').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/sign-in');
  // A page that was open elsewhere shows nothing any more.
  await expect(open).toHaveURL(/\/sign-in/);
  await signIn(page, 'leerkracht@example.org');
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page).toHaveURL('/sign-in');
  await context.close();
});

test('an administrator erases somebody of the school, who is then nowhere in its list', async ({ browser }) => {
  test.setTimeout(180_000);
  await school.member('Stagiair');
  const context = await signedIn(browser, school, school.teacher);
  const page = await context.newPage();
  await page.goto('/people');
  await page.getByRole('button', { name: 'Wijzig de rol van Stagiair' }).click();
  await page.getByRole('button', { name: 'Alles wissen' }).click();
  const dialog = page.getByRole('dialog', { name: 'Alles van Stagiair wissen?' });
  await expect(dialog).toBeVisible();
  await looksRightDayAndNight(page, 'people-erase-nl');
  // What is chosen first destroys nothing.
  await expect(dialog.getByRole('button', { name: 'Annuleren' })).toBeFocused();
  await dialog.getByRole('button', { name: 'Alles wissen' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Het account is beëindigd')).toBeVisible();
  await expect(page.getByText('Stagiair', { exact: true })).toHaveCount(0);
  await expect(page.getByText('Coach', { exact: true })).toBeVisible();
  await context.close();
});
