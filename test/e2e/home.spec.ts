import type { Page } from '@playwright/test';
import { expect, openCall, sideOf } from './support/call.ts';
import { contextOf } from './support/demo.ts';
import { test } from './support/product.ts';

const opened = async (page: Page, path: string) => {
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
};

test('a first visit is no error: nothing is refused, and the console stays empty', async ({ browser, demo }) => {
  const context = await contextOf(browser, demo, undefined);
  const page = await context.newPage();
  const said: string[] = [];
  page.on('console', (message) => said.push(`${message.type()} ${message.text()}`));
  page.on('response', (response) => {
    if (response.status() >= 400) said.push(`${response.status()} ${response.url()}`);
  });
  await opened(page, '/trajectories');
  await expect(page).toHaveURL(/\/sign-in\?back=/);
  await page.waitForLoadState('networkidle');
  expect(said).toEqual([]);
  await context.close();
});

test('home says whose turn it is as the trajectory does, and leads to where it is done', async ({ browser, demo }) => {
  const context = await contextOf(browser, demo, 'coach');
  const page = await context.newPage();
  await opened(page, '/');
  const more = page.getByRole('button', { name: /^Nog \d+ laten zien/ });
  if (await more.isVisible()) await more.click();
  await page
    .getByRole('link', { name: 'Praat met opdrachtgever en leidinggevende over ‘Leerlingen eigenaar maken' })
    .click();
  await expect(page.getByText('Jij bent aan zet: praat met opdrachtgever en leidinggevende')).toBeVisible();
  await expect(page).toHaveURL(/#contact$/);
  await expect(page.locator('#contact').getByRole('heading', { level: 2 })).toBeInViewport();
  await context.close();

  const colleague = await contextOf(browser, demo, 'collega');
  const other = await colleague.newPage();
  await opened(other, '/');
  await other.getByRole('link', { name: 'Maak nog 1 werkafspraak voor ‘Samenwerken in groepjes’' }).click();
  await expect(other.getByText('Maak nog 1 werkafspraak.')).toBeVisible();
  await expect(other.locator('#agreements').getByRole('heading', { level: 2 })).toBeInViewport();
  await colleague.close();
});

test('a call that goes on comes first at home, with who is there, and one press goes in', async ({ browser, demo }) => {
  const [coach, teacher] = [await sideOf(browser, demo, 'coach'), await sideOf(browser, demo, 'docent')];
  const address = await openCall(coach, teacher);
  await coach.page.goto(address);
  await coach.page.getByRole('button', { name: 'Zet de camera uit' }).click();
  await coach.page.getByRole('button', { name: 'Doe mee' }).click();
  await expect(coach.page.getByRole('button', { name: 'Verlaat het gesprek' })).toBeVisible();

  await opened(teacher.page, '/');
  const now = teacher.page.getByRole('list', { name: 'Kijkgesprekken die nu bezig zijn' });
  await expect(now).toContainText('Nu bezig: ‘Samen terugkijken’');
  await expect(now).toContainText('Eva (coach) is er al.');
  const first = teacher.page.getByRole('main').getByRole('list').first();
  await expect(first).toHaveAttribute('aria-label', 'Kijkgesprekken die nu bezig zijn');
  await now.getByRole('link', { name: 'Doe mee' }).click();
  await expect(teacher.page).toHaveURL(new RegExp(`${address}$`));
  for (const side of [teacher, coach]) {
    expect(side.errors).toEqual([]);
    await side.context.close();
  }
});

test('an administrator finds on Begin what they look after, and can invite somebody at once', async ({
  browser,
  demo,
}) => {
  const context = await contextOf(browser, demo, 'beheerder');
  const page = await context.newPage();
  await opened(page, '/');
  const school = page.getByRole('region', { name: 'Jouw school' });
  await expect(school.getByRole('link', { name: /^\d+ mensen doen mee$/ })).toBeVisible();
  await school.getByRole('link', { name: / opslag in gebruik$/ }).click();
  await expect(page.getByRole('region', { name: 'Opslag' })).toBeInViewport();
  for (const name of ['Sjablonen voor trajecten', 'Agenda’s voor gesprekken']) {
    await opened(page, '/');
    await school.getByRole('link', { name }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
    await opened(page, '/people');
    await expect(page.getByRole('link', { name })).toBeInViewport();
  }
  await opened(page, '/');
  await school.getByRole('button', { name: 'Nodig iemand uit' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Naam').fill('Nora');
  await dialog.getByLabel('E-mailadres').fill('nora@example.org');
  await dialog.getByRole('button', { name: 'Stuur de uitnodiging' }).click();
  await school.getByRole('link', { name: '1 uitnodiging wacht op antwoord' }).click();
  const invited = page.getByRole('region', { name: 'Uitgenodigd, doet nog niet mee' });
  await expect(invited).toBeInViewport();
  await invited.getByRole('button', { name: 'Trek in: de uitnodiging van Nora' }).click();
  await expect(page.getByText('De uitnodiging is ingetrokken.')).toBeVisible();
  await context.close();
});
