import { contextOf, demoIds } from './support/demo.ts';
import { expect, test } from './support/product.ts';

test('a lesson that one may not see keeps the menu and the device’s theme, and is no fault in the console', async ({
  browser,
  demo,
}) => {
  const { recordingId } = await demoIds(browser, demo);
  const context = await contextOf(browser, demo, 'leidinggevende', { theme: 'auto' });
  const page = await context.newPage();
  const told: string[] = [];
  page.on('console', (message) => message.type() === 'error' && told.push(message.text()));
  await page.goto(`/recordings/${recordingId}`);
  await expect(page.getByRole('heading', { name: 'Deze les kun je niet zien' })).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Hoofdmenu' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'light');
  // The browser's own line about the answer; nothing of ours.
  expect(told.filter((text) => !text.startsWith('Failed to load resource'))).toEqual([]);
  await page.getByRole('link', { name: 'Naar het begin' }).click();
  await expect(page).toHaveURL('/');
  await context.close();
});

test('a lesson that one may not see opens by itself once it is shared, without asking for it meanwhile', async ({
  browser,
  demo,
}) => {
  const { recordingId } = await demoIds(browser, demo);
  const owner = await contextOf(browser, demo, 'docent');
  const other = await contextOf(browser, demo, 'leidinggevende');
  const me = (await (await other.request.get('/api/me')).json()) as { id: string };
  const page = await other.newPage();
  let asked = 0;
  page.on('request', (request) => {
    if (new URL(request.url()).pathname === `/api/recordings/${recordingId}`) asked += 1;
  });
  const looked = () => page.waitForResponse((response) => response.url().endsWith('/api/home/waiting'));
  await page.goto(`/recordings/${recordingId}`);
  const refusal = page.getByRole('heading', { name: 'Deze les kun je niet zien' });
  await expect(refusal).toBeVisible();
  await looked();
  await looked();
  expect(asked).toBe(1);
  await page.getByRole('button', { name: 'Probeer opnieuw' }).click();
  await expect.poll(() => asked).toBe(2);
  await expect(refusal).toBeVisible();

  const until = new Date(Date.now() + 86_400_000).toISOString();
  const data = { granteeId: me.id, mayComment: false, until };
  const given = await owner.request.post(`/api/recordings/${recordingId}/grants`, { data });
  expect(given.status()).toBe(201);
  await expect(page.getByRole('feed')).toBeVisible({ timeout: 30_000 });
  await expect(refusal).toHaveCount(0);
  await owner.request.delete(`/api/grants/${((await given.json()) as { id: string }).id}`);
  for (const context of [owner, other]) await context.close();
});

test('a dead link from a mail is told as its page opens', async ({ browser, demo }) => {
  const context = await contextOf(browser, demo, undefined);
  const page = await context.newPage();
  await page.goto('/wachtwoord-herstellen/bestaat-niet');
  await expect(page.getByRole('heading', { name: 'Deze link werkt niet meer' })).toBeVisible();
  await expect(page.getByRole('textbox')).toHaveCount(0);
  await page.getByRole('link', { name: 'Vraag een nieuwe link' }).click();
  await expect(page).toHaveURL('/forgot-password');
  await context.close();
});
