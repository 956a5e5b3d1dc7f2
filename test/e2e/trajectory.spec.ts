import { contextOf, demoIds } from './support/demo.ts';
import { looksRight } from './support/look.ts';
import { expect, test } from './support/product.ts';

test('coach and coachee change title, period, phase and who follows it; client and supervisor cannot', async ({
  browser,
  demo,
}) => {
  const context = await contextOf(browser, demo, 'coach');
  const page = await context.newPage();
  const { trajectoryId } = await demoIds(browser, demo);
  const read = async () =>
    (await (await context.request.get(`/api/trajectories/${trajectoryId}`)).json()) as Record<string, unknown>;
  const before = await read();
  await page.goto(`/trajectories/${trajectoryId}`);
  await page.getByRole('button', { name: 'Wijzig', exact: true }).click();
  await looksRight(page, 'trajectory-edit-nl-light');

  const ends = page.getByRole('textbox', { name: 'Loopt tot en met' });
  await page.getByLabel('Hoe heet het traject?').fill('Meer denktijd, en rust');
  await ends.fill('31-2-2027');
  await page.getByRole('button', { name: 'Opslaan' }).click();
  await expect(ends).toBeFocused();
  await expect(ends).toHaveAccessibleDescription(/Deze datum bestaat niet|Kies een datum/);
  await ends.fill('3-1-2020');
  await page.getByRole('button', { name: 'Opslaan' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await ends.fill('5/3/2027');
  await page.getByLabel('Waar staat het traject?').selectOption('evaluatie');
  await page.getByLabel('Wie is de leidinggevende?').selectOption('Niemand');
  await page.getByRole('button', { name: 'Opslaan' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Meer denktijd, en rust');
  expect(await read()).toMatchObject({
    title: 'Meer denktijd, en rust',
    startsOn: before['startsOn'],
    endsOn: '2027-03-05',
    phase: 'final_evaluation',
    client: before['client'],
    supervisor: null,
  });

  const client = await contextOf(browser, demo, 'opdrachtgever');
  const followed = await client.newPage();
  await followed.goto(`/trajectories/${trajectoryId}`);
  await expect(followed.getByRole('heading', { level: 1 })).toHaveText('Meer denktijd, en rust');
  await expect(followed.getByRole('button', { name: 'Wijzig', exact: true })).toBeHidden();
  await client.close();

  const { title, startsOn, endsOn, phase } = before;
  const supervisorId = (before['supervisor'] as { id: string }).id;
  const data = { title, startsOn, endsOn, phase, supervisorId };
  expect((await context.request.patch(`/api/trajectories/${trajectoryId}`, { data })).ok()).toBe(true);
  await context.close();
});

test('on a phone what matters now comes first, and the rest is shut until it is pressed or linked to', async ({
  browser,
  demo,
}) => {
  const { trajectoryId } = await demoIds(browser, demo);
  const context = await contextOf(browser, demo, 'coach');
  const page = await context.newPage();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/trajectories/${trajectoryId}`);
  await expect(page.getByRole('heading', { name: 'Leerdoelen', exact: true })).toBeVisible();
  const headings = await page.getByRole('heading', { level: 2 }).allTextContents();
  const places = ['Leerdoelen', 'Gesprekken', 'Werkafspraken', 'Wie doet mee?'].map((name) => headings.indexOf(name));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(places).not.toContain(-1);
  const agreements = page.getByText('Een werkafspraak geldt als jullie hem allebei hebben aanvaard.');
  await expect(agreements).toBeHidden();
  const summary = page.locator('summary').filter({ hasText: 'Werkafspraken' });
  await summary.press('Enter');
  await expect(agreements).toBeVisible();

  // It remembers nothing, and an address that names it opens it.
  await page.reload();
  await expect(summary).toBeVisible();
  await expect(agreements).toBeHidden();
  await page.goto('/trajectories');
  await page.goto(`/trajectories/${trajectoryId}#agreements`);
  await expect(agreements).toBeInViewport();
  await expect(summary).toBeFocused();
  await context.close();
});

test('the menu shows under what a page stands', async ({ browser, demo }) => {
  const { trajectoryId } = await demoIds(browser, demo);
  const context = await contextOf(browser, demo, 'docent');
  const page = await context.newPage();
  const menu = page.getByRole('navigation', { name: 'Hoofdmenu' });
  const current = () => menu.locator('[aria-current]').allTextContents();
  await page.goto(`/trajectories/${trajectoryId}`);
  await page.getByRole('list').getByRole('link', { name: 'Open: ' }).first().click();
  await expect(page).toHaveURL(/gesprek/);
  expect(await current()).toEqual(['Trajecten']);
  await page.goto(`/trajectories/${trajectoryId}`);
  await page
    .getByRole('region', { name: 'Leerdoelen', exact: true })
    .getByRole('heading', { level: 3 })
    .getByRole('link')
    .first()
    .click();
  await expect(page).toHaveURL(/goals/);
  expect(await current()).toEqual(['Trajecten']);
  await context.close();
});

test('a client reads of a planned talk what it is, when and how long; of lessons only how many the coach may see', async ({
  browser,
  demo,
}) => {
  const { trajectoryId } = await demoIds(browser, demo);
  const context = await contextOf(browser, demo, 'opdrachtgever');
  const page = await context.newPage();
  await page.goto(`/trajectories/${trajectoryId}`);
  const talks = page.getByRole('region', { name: 'Gesprekken' });
  await expect(talks.getByRole('listitem').first()).toHaveText(/^Coachgesprek.* \d\d:\d\d · 60 minuten$/);
  await expect(page.getByText(/\d les(sen)? met de coach gedeeld/)).toBeVisible();
  await context.close();
});
