import { contextOf } from './support/demo.ts';
import { looksRight } from './support/look.ts';
import { expect, test } from './support/product.ts';

test('an agenda is edited one kind of talk at a time: its parts are titles to order, each opened to be changed', async ({
  browser,
  demo,
}) => {
  const context = await contextOf(browser, demo, 'beheerder');
  const page = await context.newPage();
  await page.goto('/agendas');
  await page.getByRole('tab', { name: 'Evaluatiegesprek' }).click();
  const panel = page.getByRole('tabpanel', { name: 'Evaluatiegesprek' });
  const titles = () => panel.getByRole('listitem').locator('strong').allTextContents();
  const before = await titles();
  expect(before.length).toBeGreaterThan(2);
  await expect(panel.getByRole('textbox')).toHaveCount(0);

  await panel.getByRole('button', { name: `Zet omlaag: ${before[0]}` }).click();
  const [first, second, ...rest] = before;
  expect(await titles()).toEqual([second, first, ...rest]);
  await expect(panel.getByRole('status')).toHaveText(`‘${first}’ staat nu op plaats 2 van ${before.length}.`);

  await panel.getByRole('button', { name: `Wijzig: ${first}` }).click();
  await panel.getByLabel('Naam van het onderdeel').fill('Terugblik');
  // What is not saved yet stays while another kind is looked at.
  await page.getByRole('tab', { name: 'Kennismaking' }).click();
  await expect(panel).toBeHidden();
  await page.getByRole('tab', { name: 'Evaluatiegesprek' }).click();
  await looksRight(page, 'agendas-edit-nl-light');
  await panel.getByRole('button', { name: 'Nog een onderdeel' }).click();
  await panel.getByRole('button', { name: 'Opslaan voor nieuwe gesprekken' }).click();
  await expect(panel.getByText('Vul dit in.')).toBeVisible();
  await panel.getByRole('button', { name: 'Haal weg: Nieuw onderdeel' }).click();
  await panel.getByRole('button', { name: 'Opslaan voor nieuwe gesprekken' }).click();
  await expect(page.getByText('Nieuwe gesprekken krijgen deze agenda.')).toBeVisible();
  await page.reload();
  await page.getByRole('tab', { name: 'Evaluatiegesprek' }).click();
  await expect.poll(titles).toEqual([second, 'Terugblik', ...rest]);
  await context.close();
});
