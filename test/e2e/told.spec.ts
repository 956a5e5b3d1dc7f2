import type { Page } from '@playwright/test';
import { contextOf, demoIds } from './support/demo.ts';
import { expect, test } from './support/product.ts';

const PHONE = { width: 390, height: 844 };

test('a colleague who sees one lesson is not asked for, nor told about, goals that are not theirs to read', async ({
  browser,
  demo,
}) => {
  const context = await contextOf(browser, demo, 'collega');
  const page = await context.newPage();
  const refused: string[] = [];
  page.on('response', (response) => response.status() >= 400 && refused.push(response.url()));
  const { items } = (await (await context.request.get('/api/recordings')).json()) as {
    items: { id: string; title: string }[];
  };
  await page.goto(`/recordings/${items.find(({ title }) => title.startsWith('Kringgesprek'))?.id}`);
  await expect(page.getByRole('feed').getByRole('article').first()).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Gegevens' })).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Doelen' })).toHaveCount(0);
  await page.waitForLoadState('networkidle');
  expect(refused).toEqual([]);
  await context.close();
});

/** The box of what is seen of it now. */
async function box(page: Page, selector: string) {
  const found = await page.locator(selector).boundingBox();
  if (found === null) throw new Error(`${selector} is not on the page`);
  return found;
}

test('on a phone who sees a lesson stands in words; a message lies over no part of the dialog', async ({
  browser,
  demo,
}) => {
  const { recordingId } = await demoIds(browser, demo);
  const context = await contextOf(browser, demo, 'docent');
  const page = await context.newPage();
  await page.setViewportSize(PHONE);
  await page.goto(`/recordings/${recordingId}`);
  const share = page.getByRole('button', { name: /^Gedeeld met \d+ (persoon|mensen) Delen$/ });
  for (const words of [share.getByText(/^Gedeeld met/), share.getByText('Delen', { exact: true })]) {
    await expect(words).toBeInViewport({ ratio: 1 });
    expect((await words.boundingBox())?.width).toBeGreaterThan(30);
  }
  await share.click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Met wie?').selectOption({ label: 'Joris (collega)' });
  await dialog.getByRole('button', { name: 'Deel de les' }).click();
  await expect(page.getByText(/^Joris \(collega\) kan deze les nu zien/)).toBeVisible();
  for (const size of [PHONE, { width: 844, height: 390 }, { width: 1440, height: 900 }]) {
    await page.setViewportSize(size);
    const [content, message] = [await box(page, '.mantine-Modal-content'), await box(page, '[data-tone]')];
    expect({
      size,
      clear: message.y >= content.y + content.height && message.y + message.height <= size.height,
    }).toEqual({
      size,
      clear: true,
    });
  }
  await dialog.getByRole('button', { name: 'Trek in: de toegang van Joris (collega)' }).click();
  await expect(page.getByText('Joris (collega) kan deze les niet meer zien.')).toBeVisible();
  await context.close();
});

test('a typed password is shown by a button that has its name in the page’s language, by the keyboard too', async ({
  browser,
  demo,
}) => {
  for (const [language, name] of [
    ['nl', 'Laat zien wat ik typ'],
    ['en', 'Show what I type'],
  ] as const) {
    const context = await contextOf(browser, demo, undefined, { language });
    const page = await context.newPage();
    await page.goto('/sign-in');
    const field = page.locator('input[name=password]');
    await field.fill('lesblik-demo');
    await expect(field).toHaveAttribute('type', 'password');
    await page.getByRole('button', { name }).focus();
    await page.keyboard.press('Enter');
    await expect(field).toHaveAttribute('type', 'text');
    await context.close();
  }
});

test('what the icons of a goal do is told to whoever points at them', async ({ browser, demo }) => {
  const { trajectoryId } = await demoIds(browser, demo);
  const context = await contextOf(browser, demo, 'docent');
  const page = await context.newPage();
  await page.goto(`/trajectories/${trajectoryId}`);
  for (const name of ['Leerdoel 1 omlaag', /^Wijzig leerdoel 1:/, /^Berg leerdoel 1 op:/, /^Versleep leerdoel 1:/]) {
    const words = page.getByRole('button', { name }).locator('+ span');
    await expect(words).toBeHidden();
    await page.getByRole('button', { name }).hover();
    await expect(words).toBeVisible();
    await expect(words).toHaveText(name);
  }
  await context.close();
});
