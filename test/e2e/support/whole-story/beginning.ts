import type { Locator, Page } from '@playwright/test';
import { expect } from '../product.ts';
import type { People } from './people.ts';

export const TITLE = 'Meer denktijd in de les';

/** The client asks; the coach finds it at home and takes it. @returns the trajectory's address */
export async function request({ client, supervisor, coach, coachee }: People): Promise<string> {
  const { page } = client;
  await page.getByRole('link', { name: 'Trajecten' }).first().click();
  await page.getByRole('button', { name: 'Nieuw traject' }).click();
  await page.getByRole('menuitem', { name: 'Vraag een traject aan' }).click();
  await page.getByLabel('Voor wie?').selectOption(coachee.name);
  await page.getByLabel('Waar gaat het over?').fill(TITLE);
  await page.getByLabel('Waarom vraag je dit traject aan?').fill('Noor wil dat meer leerlingen meedenken.');
  await page.getByLabel('Wie is de leidinggevende?').selectOption(supervisor.name);
  await page.getByLabel('Welke coach vraag je?').selectOption(coach.name);
  await page.getByRole('button', { name: 'Verstuur de aanvraag' }).click();
  await expect(page.getByText('Deze aanvraag wacht op een coach.')).toBeVisible();

  await coach.page.goto('/');
  await coach.page.getByRole('link', { name: new RegExp(`vraagt om een coach voor ‘${TITLE}’`) }).click();
  await coach.page.getByRole('button', { name: 'Ik neem deze aanvraag aan' }).click();
  await expect(coach.page.getByText('Jij bent aan zet: praat met opdrachtgever')).toBeVisible();
  return new URL(coach.page.url()).pathname;
}

/** The coach spoke to client and supervisor, wrote down what became clear, and estimates the size. */
export async function contact({ client, supervisor, coach, coachee }: People, path: string): Promise<void> {
  const { page } = coach;
  await page.getByRole('button', { name: 'Schrijf een contact op' }).click();
  await page.getByLabel('Wat werd duidelijk?').fill('Hans en Mirjam horen te weinig stemmen in de les.');
  await page.getByRole('button', { name: 'Bewaar', exact: true }).click();
  await page.getByRole('button', { name: 'Maak een schatting' }).click();
  await page.getByLabel('Begin met een sjabloon').selectOption('Drie gesprekken');
  await page.getByRole('button', { name: 'Bewaar de schatting' }).click();
  await page.getByRole('button', { name: 'Begin de kennismaking' }).click();
  await expect(page.getByText('Maak nog 4 werkafspraken.')).toBeVisible();

  await coachee.page.goto('/');
  await coachee.page
    .getByRole('link', { name: new RegExp(TITLE) })
    .first()
    .click();
  await expect(coachee.page.getByText('te weinig stemmen')).toBeVisible();
  for (const outside of [client.page, supervisor.page]) {
    await outside.goto(path);
    await expect(outside.getByText('ongeveer 3 gesprekken')).toBeVisible();
    await expect(outside.getByText('te weinig stemmen')).toHaveCount(0);
  }
}

async function propose(page: Page, kind: string, fill: (form: Locator) => Promise<void>): Promise<void> {
  await page.getByRole('button', { name: `Stel een afspraak voor: ${kind}` }).click();
  const form = page.getByRole('form', { name: `Stel een afspraak voor: ${kind}` });
  await fill(form);
  await form.getByRole('button', { name: 'Stel voor' }).click();
  await expect(form).toBeHidden();
}

const inWords = (words: string) => (form: Locator) => form.getByLabel('Wat spreken jullie af?').fill(words);

/** Two agreements of each, accepted by the other, on pages that stay open. */
export async function agree({ coach, coachee }: People): Promise<void> {
  await propose(coach.page, 'Komt er een verslag?', async (form) => {
    await form.getByLabel('Wel een geschreven verslag').check();
    await form.getByLabel(/Wie van de opdrachtgever/).fill('Hans, vandaag');
  });
  await propose(coach.page, 'Wie vertelt het de opdrachtgever aan het eind?', (form) =>
    form.getByLabel('De coachee vertelt het').check(),
  );
  await propose(coachee.page, 'Wie mag wat zien?', inWords('Alleen wij twee zien de lessen.'));
  await propose(
    coachee.page,
    'Hoe lang blijven de lessen bewaard?',
    inWords('Tot dertig dagen na het laatste gesprek.'),
  );
  for (const [{ page }, held] of [
    [coachee, 2],
    [coach, 4],
  ] as const) {
    await expect(page.getByRole('button', { name: 'Aanvaard' })).toHaveCount(2);
    await page.getByRole('button', { name: 'Aanvaard' }).first().click();
    await expect(page.getByRole('button', { name: 'Aanvaard' })).toHaveCount(1);
    await page.getByRole('button', { name: 'Aanvaard' }).click();
    await expect(page.getByText('geldt', { exact: true })).toHaveCount(held);
  }
  await expect(coachee.page.getByText('De werkafspraken staan.')).toBeVisible();
}

export const GOALS = {
  own: 'Ik wacht langer na een vraag',
  proposed: 'Ik stel vragen die aan het denken zetten',
  edited: 'Ik stel vragen waar leerlingen over doorpraten',
} as const;

/** The coachee writes a goal, the coach proposes one, and the coachee takes it in other words. */
export async function setGoals({ coach, coachee }: People): Promise<void> {
  const [mine, theirs] = [coachee.page, coach.page];
  await mine.getByRole('button', { name: 'Ga naar de doelen' }).click();
  await mine.getByRole('button', { name: 'Schrijf je eerste leerdoel' }).click();
  await mine.getByLabel('Wat wil je veranderen?').fill(GOALS.own);
  await mine.getByLabel('Hoe zien we het?').fill('Na een vraag is het vijf tellen stil.');
  await mine.getByRole('button', { name: 'Bewaar het leerdoel' }).click();
  await expect(theirs.getByRole('heading', { name: GOALS.own })).toBeVisible();
  await theirs.getByRole('button', { name: 'Stel een leerdoel voor' }).click();
  await theirs.getByLabel('Wat wil je veranderen?').fill(GOALS.proposed);
  await theirs.getByRole('button', { name: 'Stel voor', exact: true }).click();
  await expect(mine.getByText('Eva Coach stelt voor:')).toBeVisible();
  await mine.getByRole('button', { name: 'Pas aan en neem over' }).click();
  await mine.getByLabel('Wat wil je veranderen?').fill(GOALS.edited);
  await mine.getByRole('button', { name: 'Pas aan en neem over' }).click();
  await expect(theirs.getByRole('heading', { name: GOALS.edited })).toBeVisible();
  await mine.getByRole('button', { name: 'Begin met coachen' }).click();
  await expect(mine.getByText('Jij bent aan zet: voeg een les toe en deel hem met Eva Coach.')).toBeVisible();
}
