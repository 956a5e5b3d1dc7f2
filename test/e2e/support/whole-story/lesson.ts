import type { Page } from '@playwright/test';
import { quietLesson } from '../film.ts';
import { expect } from '../product.ts';
import { GOALS } from './beginning.ts';
import type { People } from './people.ts';

export const LESSON = 'Rekenen, breuken';

const feed = (page: Page) => page.getByRole('feed');

/** The coachee adds a lesson from the trajectory's page and shares it with the coach, who finds it there. */
export async function shareLesson({ coach, coachee }: People): Promise<void> {
  const { page } = coachee;
  await page.getByRole('link', { name: 'Voeg een les toe' }).click();
  await page.getByTestId('film').setInputFiles(quietLesson());
  await page.getByLabel('Titel van de les').fill(LESSON);
  await page.getByLabel('Welke groep of klas?').fill('Groep 6');
  await page.getByRole('button', { name: 'Begin met uploaden' }).click();
  await page.getByRole('link', { name: LESSON }).first().click({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Alleen jij Delen' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(/^Eva Coach kan deze les zien en opmerkingen maken tot en met/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Deel de les' }).click();
  await expect(dialog.getByRole('button', { name: 'Trek in: de toegang van Eva Coach' })).toBeVisible();
  await page.keyboard.press('Escape');
  await coach.page.getByRole('link', { name: new RegExp(LESSON) }).click();
  await expect(coach.page.getByRole('button', { name: /^Opmerking op/ })).toBeVisible();
}

interface Words {
  at: string;
  text: string;
  goal: string;
  kind?: string;
}

async function comment(page: Page, { at, text, goal, kind }: Words): Promise<void> {
  await page.keyboard.press('c');
  await page.getByLabel('Wat zie je?').fill(text);
  await page.getByLabel('Op', { exact: true }).fill(at);
  const choice = (words: string) => page.locator('form label').filter({ has: page.getByText(words, { exact: true }) });
  if (kind) await choice(kind).click();
  await page.locator('form label').filter({ hasText: goal }).click();
  await page.getByLabel('Wat zie je?').press('Control+Enter');
  await expect(feed(page).getByText(text)).toBeVisible();
}

const section = (page: Page, heading: string) =>
  page.locator('section', { has: page.getByRole('heading', { level: 2, name: heading, exact: true }) });

/** Each marks the lesson without the other's marks; both are done, and it is opened and compared. */
export async function lookApart({ coach, coachee }: People): Promise<void> {
  const [mine, theirs] = [coachee.page, coach.page];
  await mine.getByText('Eerst apart kijken').click();
  await mine.getByRole('button', { name: 'Kijk apart met Eva Coach' }).click();
  await expect(theirs.getByText('Jullie kijken apart: jij en Noor Docent zien')).toBeVisible();
  await comment(mine, { at: '0:05', text: 'Hier ben ik te snel.', goal: GOALS.own, kind: 'Vraag' });
  await comment(mine, { at: '0:20', text: 'Deze vraag was te makkelijk.', goal: GOALS.edited, kind: 'Suggestie' });
  await comment(theirs, { at: '0:08', text: 'Je liet het hier drie tellen stil.', goal: GOALS.own });
  await comment(theirs, { at: '0:34', text: 'Twee leerlingen praten door.', goal: GOALS.edited });
  await expect(feed(mine).getByRole('article')).toHaveCount(2);
  await expect(feed(theirs).getByRole('article')).toHaveCount(2);
  await expect(theirs.getByText('Hier ben ik te snel.')).toHaveCount(0);

  await theirs.getByRole('button', { name: 'Ik ben klaar' }).click();
  await expect(mine.getByText(/Eva Coach is klaar sinds/)).toBeVisible();
  await mine.getByRole('button', { name: 'Ik ben klaar' }).click();
  for (const page of [mine, theirs]) await expect(feed(page).getByRole('article')).toHaveCount(4);
  await mine.getByRole('button', { name: 'Vergelijk' }).click();
  await expect(section(mine, 'Allebei').getByRole('button')).toHaveText([/Hier ben ik te snel/, /drie tellen stil/]);
  await expect(section(mine, 'Alleen jij').getByRole('button')).toHaveText([/te makkelijk/]);
  await expect(section(mine, 'Alleen Eva Coach').getByRole('button')).toHaveText([/praten door/]);
}
