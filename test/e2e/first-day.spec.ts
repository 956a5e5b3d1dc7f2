import { mkdir, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { shortFilm } from './support/film.ts';
import { looksRight } from './support/look.ts';
import { expect, test } from './support/product.ts';
import { totp } from '../support/totp.ts';
import { arrived, begin, choose, rowOf } from './support/upload.ts';

const PASSWORD = 'een lang wachtwoord';
const MB = 1_000_000;

/** Looks at what is on the page in each language and each theme once, without leaving it. */
async function looksRightInBoth(page: Page, name: string): Promise<void> {
  const speak = (language: string) => page.locator('header').getByText(language, { exact: true }).click();
  await looksRight(page, `${name}-nl-light`);
  await page.emulateMedia({ colorScheme: 'dark' });
  await speak('English');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await looksRight(page, `${name}-en-dark`);
  await page.emulateMedia({ colorScheme: 'light' });
  await speak('Nederlands');
  await expect(page.locator('html')).toHaveAttribute('lang', 'nl');
}

test('the first administrator sets up, guards the account with a second step, and uploads to a disk that is full', async ({
  browser,
  product,
}) => {
  test.setTimeout(240_000);
  const context = await browser.newContext({ baseURL: product.url, reducedMotion: 'reduce' });
  const page = await context.newPage();

  await test.step('the set-up page says what is wrong, and lets in whoever has the link', async () => {
    await page.goto(await product.firstAdministratorLink());
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Richt je school in');
    await looksRightInBoth(page, 'setup');
    await page.getByRole('button', { name: 'Richt de school in' }).click();
    await expect(page.getByLabel('Naam van de school')).toBeFocused();
    await looksRight(page, 'setup-wrong-nl-light');
    await page.getByLabel('Naam van de school').fill('De Regenboog');
    await page.getByLabel('Je naam').fill('Ada');
    await page.getByLabel('E-mailadres').fill('ada@example.org');
    await page.getByRole('textbox', { name: 'Wachtwoord', exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Richt de school in' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Dag Ada');
    await looksRight(page, 'home-first-day-nl-light');
  });

  const backupCode = await test.step('a second step is turned on with an app', async () => {
    await page.goto('/account');
    await page.getByRole('button', { name: 'Zet de tweede stap aan' }).click();
    await page.getByRole('textbox', { name: 'Wachtwoord', exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Verder' }).click();
    await expect(page.getByRole('img', { name: 'QR-code voor de app' })).toBeVisible();
    await looksRight(page, 'second-step-scan-nl-light');
    const key = (await page.locator('code').first().textContent()) ?? '';
    const code = page.getByLabel('Vul de code in die de app nu laat zien');
    await code.fill('000000');
    await page.getByRole('button', { name: 'Zet aan' }).click();
    await expect(page.getByRole('alert')).toContainText('Deze code klopt niet');
    await code.fill(totp(key));
    await page.getByRole('button', { name: 'Zet aan' }).click();
    await expect(page.getByRole('heading', { name: 'Bewaar je reservecodes' })).toBeVisible();
    await looksRight(page, 'second-step-codes-nl-light');
    const backup = (await page.locator('li code').first().textContent()) ?? '';
    await page.getByRole('button', { name: 'Ik heb ze bewaard' }).click();
    await expect(page.getByText('De tweede stap staat aan. Bij het inloggen')).toBeVisible();
    return backup;
  });

  await test.step('signing in asks for it', async () => {
    await page.getByRole('button', { name: /^Menu van/ }).click();
    await page.getByRole('menuitem', { name: 'Uitloggen' }).click();
    // The account page, which is there until then, has a part of the name of the field.
    await expect(page.getByRole('heading', { name: 'Inloggen', level: 1 })).toBeVisible();
    await page.getByLabel('E-mailadres').fill('ada@example.org');
    await page.getByRole('textbox', { name: 'Wachtwoord', exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Inloggen' }).click();
    await expect(page.getByLabel('Code van 6 cijfers')).toBeFocused();
    await looksRightInBoth(page, 'second-step');
    await page.getByRole('button', { name: 'Ik heb mijn telefoon niet bij me' }).click();
    await page.getByLabel('Reservecode').fill(backupCode);
    await looksRight(page, 'second-step-backup-nl-light');
    await page.getByRole('button', { name: 'Ga verder' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Dag Ada');
  });

  await test.step('on a full disk the upload waits, says so, and goes on when there is room', async () => {
    const objects = join(product.folder, 'objects');
    await mkdir(objects, { recursive: true });
    // A disk of its own for the films, in a mount namespace that needs no privilege.
    const mount = `mount -t tmpfs -o size=12m tmpfs '${objects}' && exec "$@"`;
    // The media worker does not see that disk: the film waits for one that does.
    await product.kill('worker');
    await product.kill('api');
    await product.startApi(['unshare', '-Urm', 'sh', '-c', mount, 'sh']);
    const inside = join(`/proc/${product.pid('api')}/root`, objects);
    const { bavail, bsize } = await statfs(inside);
    const ballast = join(inside, 'ballast');
    await writeFile(ballast, Buffer.alloc(bavail * bsize - 2 * MB));

    await choose(page, [shortFilm('volle-schijf.mp4', 4 * MB)]);
    await begin(page);
    const row = rowOf(page, 'Volle schijf');
    await expect(row).toContainText(/Staat even stil op \d\d?%/);
    await expect(row.getByRole('status')).toContainText('De server is vol. Er is niets verloren.');
    await looksRight(page, 'upload-disk-full-nl-light');
    await rm(ballast);
    await arrived(page, 'Volle schijf');
  });
  await context.close();
});
