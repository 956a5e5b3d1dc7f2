import { reportRoutes } from '@lesblik/shared/reports';
import type { Page } from '@playwright/test';
import { openPdf } from '../../../support/pdf.ts';
import { expect } from '../product.ts';
import { GOALS, TITLE } from './beginning.ts';
import type { People } from './people.ts';

const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

const SHARED = {
  goal: 'Ik tel nu in mezelf tot vijf.',
  learned: 'Meer leerlingen denken mee, ook de stille.',
  future: 'Elke maand een les terugkijken met een collega.',
} as const;
/** As the school's wall calendar has it, wherever the test runs. */
const schoolDay = new Intl.DateTimeFormat('nl-NL', { dateStyle: 'long', timeZone: 'Europe/Amsterdam' });
const SECRET = /Geheim|waar leerlingen over doorpraten/;

/** The coachee writes and chooses what is shared; the coach suggests other words, which the coachee takes. */
export async function evaluate({ coach, coachee }: People, path: string): Promise<void> {
  const [mine, theirs] = [coachee.page, coach.page];
  await mine.goto(path);
  await mine.getByRole('button', { name: 'Ga naar de evaluatie' }).click();
  await mine.getByRole('link', { name: 'Naar de slotevaluatie' }).click();
  const own = part(mine, GOALS.own);
  await expect(own.getByText('eerst minder dan gehoopt, nu meer dan gehoopt')).toBeVisible();
  await own.getByRole('textbox').fill(SHARED.goal);
  await own.getByRole('switch', { name: /^Deel dit/ }).check();
  await own.getByRole('switch', { name: /^Deel ook het getal/ }).check();
  await expect(own.getByText(/^Dit wil je delen met Hans Bestuur en Mirjam Leiding, met het getal/)).toBeVisible();
  await part(mine, GOALS.edited).getByRole('textbox').fill('Geheim: dit lukt me nog niet.');
  await part(mine, 'Wat is er veranderd?').getByRole('textbox').fill('Er denken meer leerlingen mee.');
  await part(mine, 'Wat is er veranderd?').getByRole('switch').check();
  await part(mine, 'Hoe houd je het vast?').getByRole('textbox').fill('Geheim: ik twijfel nog.');
  await part(mine, 'Wat ga je nog doen?').getByRole('textbox').fill(SHARED.future);
  await part(mine, 'Wat ga je nog doen?').getByRole('switch').check();
  for (const fact of await part(mine, 'Hoe het traject liep').getByRole('switch').all()) await fact.check();
  await expect(mine.getByText('Bewaren…')).toHaveCount(0);

  await theirs.goto(path);
  await theirs.getByRole('link', { name: 'Naar de slotevaluatie' }).click();
  const learned = part(theirs, 'Wat is er veranderd?');
  await learned.getByRole('button', { name: /^Stel andere woorden voor/ }).click();
  await learned.getByLabel('Hoe zou jij het schrijven?').fill(SHARED.learned);
  await learned.getByRole('button', { name: 'Stel voor', exact: true }).click();
  await part(mine, 'Wat is er veranderd?').getByRole('button', { name: 'Neem over' }).click();
  await expect(part(mine, 'Wat is er veranderd?').getByRole('textbox')).toHaveValue(SHARED.learned);

  await mine.getByRole('link', { name: 'Open het vertelblad' }).click();
  await expect(mine.getByText('Noor Docent vertelt het.')).toBeVisible();
  await expect(mine.getByText(SHARED.learned)).toBeVisible();
  await expect(mine.getByText(SECRET)).toHaveCount(0);
  await mine.goBack();
}

/** Until it is signed nobody else reads a word; then client and supervisor do, on the pages they had open. */
export async function sign({ client, supervisor, coachee }: People, path: string): Promise<void> {
  for (const { page } of [client, supervisor]) {
    await page.goto(path);
    await expect(page.getByText('1 gesprek gehad')).toBeVisible();
    await expect(page.getByRole('region', { name: 'Verslag' })).toHaveCount(0);
  }
  const report = part(coachee.page, 'Geschreven verslag');
  await report.getByRole('button', { name: 'Bekijk het verslag zoals het nu is' }).click();
  await expect(report.getByText(SHARED.goal)).toBeVisible();
  await expect(report.getByText(SECRET)).toHaveCount(0);
  await expect(report.getByLabel('Onderteken met je naam')).toHaveValue(coachee.name);
  await report.getByRole('button', { name: 'Onderteken en deel' }).click();
  await expect(report.getByText(/^Te lezen voor Hans Bestuur en Mirjam Leiding/)).toBeVisible();
}

/** As somebody keeps it: downloaded from the page, and read by a parser. */
export async function readReport({ client, supervisor }: People, path: string): Promise<void> {
  for (const { page, context } of [client, supervisor]) {
    await page.getByRole('link', { name: 'Lees het verslag' }).click();
    for (const words of Object.values(SHARED)) await expect(page.getByText(words)).toBeVisible();
    await expect(page.getByText(/^Ondertekend door Noor Docent, /)).toBeVisible();
    await expect(page.getByText(SECRET)).toHaveCount(0);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download als PDF' }).click(),
    ]);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    const pdf = await openPdf(new Uint8Array(Buffer.concat(chunks)));
    expect(pdf).toMatchObject({
      marked: true,
      info: { Title: 'Verslag van het coachingstraject: Noor Docent', Author: 'Noor Docent', Language: 'nl-NL' },
    });
    expect(pdf.tags.map(({ role }) => role)).toEqual(expect.arrayContaining(['H1', 'H2', 'H3', 'P', 'L', 'LI']));
    const text = pdf.text.replaceAll(/\s+/g, ' ');
    for (const words of [...Object.values(SHARED), GOALS.own, TITLE, 'De Regenboog', 'Leerlingen vullen elkaar aan.'])
      expect(text).toContain(words);
    const { report } = reportRoutes.released.returns.parse(
      await (await context.request.get(`/api${path}/report`)).json(),
    );
    expect(text).toContain(`Noor Docent, ${schoolDay.format(new Date(report?.signedAt ?? Number.NaN))}`);
    expect(text).not.toMatch(SECRET);
  }
}

/** The trajectory is closed; the coachee takes the report back, and it is gone from what the others have open. */
export async function end({ client, supervisor, coach, coachee }: People, path: string): Promise<void> {
  await coach.page.goto(path);
  await coach.page.getByRole('button', { name: 'Rond het traject af' }).click();
  await expect(coach.page.getByText('Dit traject is afgerond.')).toBeVisible();
  for (const { page } of [client, supervisor])
    for (const words of Object.values(SHARED)) await expect(page.getByText(words)).toBeVisible();
  const report = part(coachee.page, 'Geschreven verslag');
  await report.getByRole('button', { name: 'Trek het verslag in' }).click();
  await report.getByRole('button', { name: 'Trek nu in' }).click();
  for (const { page, context } of [client, supervisor]) {
    await expect(page.getByText('Er is op dit moment geen verslag om te lezen.')).toBeVisible();
    for (const words of Object.values(SHARED)) await expect(page.getByText(words)).toHaveCount(0);
    expect((await context.request.get(`/api${path}/report.pdf`)).status()).toBe(404);
    await page.goto(path);
    await expect(page.getByText('afgerond').first()).toBeVisible();
    await expect(page.getByRole('link', { name: 'Lees het verslag' })).toHaveCount(0);
  }
}
