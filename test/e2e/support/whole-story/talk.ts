import { expect } from '../product.ts';
import { GOALS } from './beginning.ts';
import { LESSON } from './lesson.ts';
import type { People } from './people.ts';

const TALK = 'Samen kijken naar wachttijd';
const ACTION = 'In elke les drie keer vijf tellen wachten';

/** A day from now, as somebody types it. */
function dayIn(days: number): string {
  const date = new Date(Date.now() + days * 86_400_000);
  return `${date.getDate()}-${date.getMonth() + 1}-${date.getFullYear()}`;
}

/** The coach offers two times; the coachee finds them at home and picks one. */
export async function planTalk({ coach, coachee }: People, path: string): Promise<void> {
  await coach.page.goto(path);
  await coach.page.getByRole('link', { name: 'Plan een gesprek' }).click();
  await coach.page.getByLabel('Hoe heet het gesprek?').fill(TALK);
  await coach.page.getByRole('textbox', { name: 'Dag 1' }).fill(dayIn(3));
  await coach.page.getByRole('textbox', { name: 'Dag 2' }).fill(dayIn(4));
  await coach.page.getByRole('textbox', { name: 'Tijd 2' }).fill('09:00');
  await coach.page.getByLabel('Welke ruimte?').fill('Lokaal 12');
  await coach.page.getByRole('button', { name: 'Stel voor' }).click();
  await expect(coach.page.getByText('Noor Docent is aan zet: een tijd kiezen.')).toBeVisible();
  await coachee.page.goto('/');
  await coachee.page.getByRole('link', { name: new RegExp(`Kies een tijd voor ‘${TALK}’`) }).click();
  await coachee.page.getByRole('button', { name: /^Kies .* 09:00$/ }).click();
  for (const { page } of [coach, coachee]) {
    await page.getByRole('group', { name: 'Dit gesprek' }).getByRole('button', { name: 'Meer' }).click();
    await expect(page.getByRole('menuitem', { name: 'Zet in agenda' })).toBeVisible();
    await page.keyboard.press('Escape');
  }
}

const SITUATION = 'Hoe het nu is, en hoe je het wilt';

/** Each prepares for themselves; what is prepared is read by the other once it is released. */
export async function prepareApart({ coach, coachee }: People): Promise<void> {
  for (const [{ page }, text] of [
    [coachee, 'Ik vul stiltes zelf op.'],
    [coach, 'Vragen: wat gebeurt er als je wacht?'],
  ] as const) {
    await page.getByText('Voorbereiden', { exact: true }).click();
    await page.getByLabel(`Jouw voorbereiding: ${SITUATION}`).fill(text);
    await expect(page.getByText('Alles is opgeslagen.')).toBeVisible();
    await page.getByText('Samen', { exact: true }).click();
  }
  await coach.page.reload();
  await expect(coach.page.getByLabel(`Jullie tekst: ${SITUATION}`)).toBeEditable();
  await expect(coach.page.getByText('Ik vul stiltes zelf op.')).toHaveCount(0);
  for (const [{ page }, other] of [
    [coachee, coach],
    [coach, coachee],
  ] as const) {
    await page.getByText('Voorbereiden', { exact: true }).click();
    await page.getByRole('button', { name: `Laat zien aan ${other.name}` }).click();
    await page.getByText('Samen', { exact: true }).click();
  }
  await expect(coach.page.getByText('Ik vul stiltes zelf op.')).toBeVisible();
  await expect(coachee.page.getByText('wat gebeurt er als je wacht?')).toBeVisible();
}

/** Both write in it at once, moments of the lesson stand with it and play in it, and an action is agreed on. */
export async function holdTalk({ coach, coachee }: People): Promise<void> {
  const fields = [coach.page, coachee.page].map((page) => page.getByLabel(`Jullie tekst: ${SITUATION}`));
  await Promise.all(
    fields.map((field, index) => field.pressSequentially(index === 0 ? 'Nu twee tellen. ' : 'Straks vijf. ')),
  );
  for (const field of fields) {
    await expect(field).toHaveValue(/Nu twee tellen\. /);
    await expect(field).toHaveValue(/Straks vijf\. /);
  }

  for (const moment of [/^00:08/, /^00:34/]) {
    await coachee.page.getByRole('button', { name: 'Zet een moment erbij' }).click();
    const lesson = coachee.page.getByRole('option', { name: new RegExp(`^${LESSON}`) });
    await coachee.page.getByLabel('Welke les?').selectOption((await lesson.getAttribute('value')) ?? '');
    await coachee.page.getByRole('radio', { name: moment }).check();
    await coachee.page.getByRole('button', { name: 'Zet erbij' }).click();
  }
  await expect(coach.page.getByRole('button', { name: /^Bekijk / })).toHaveCount(2);
  await coach.page.getByRole('button', { name: /^Bekijk 00:34/ }).click();
  await expect
    .poll(() => coach.page.evaluate(() => document.querySelector('video')?.currentTime ?? 0), { timeout: 30_000 })
    .toBeGreaterThan(34);
  await coach.page.getByRole('button', { name: 'Sluit het beeld' }).click();

  await coach.page.getByRole('button', { name: 'Spreek een actie af' }).click();
  await coach.page.getByLabel('Wat ga je doen?').fill(ACTION);
  await coach.page.getByRole('radio', { name: 'Noor Docent' }).check();
  await coach.page.getByRole('textbox', { name: 'Wanneer is het klaar?' }).fill(dayIn(7));
  await coach.page.getByLabel('Voor welk leerdoel?').selectOption({ label: `1. ${GOALS.own}` });
  await coach.page.getByRole('button', { name: 'Spreek af', exact: true }).click();
  await expect(coachee.page.getByText(ACTION)).toBeVisible();

  await coachee.page.getByLabel('Jullie samenvatting').fill('We wachten vijf tellen, en kijken volgende maand weer.');
  await coachee.page.getByRole('button', { name: 'Ik ben het eens met de samenvatting' }).click();
  await expect(coach.page.getByText('Jij bent aan zet: lees de samenvatting.')).toBeVisible();
  await coach.page.getByRole('button', { name: 'Ik ben het eens met de samenvatting' }).click();
  for (const { page } of [coach, coachee]) await expect(page.getByText(/^Dit gesprek is afgerond op/)).toBeVisible();
}

/** Where the goal was and is: twice by the coachee, the second time with a moment that shows it, and once by the coach. */
export async function rate({ coach, coachee }: People, path: string): Promise<void> {
  const [mine, theirs] = [coachee.page, coach.page];
  for (const page of [mine, theirs]) {
    await page.goto(path);
    await page.getByRole('link', { name: GOALS.own, exact: true }).click();
  }
  await mine.getByRole('button', { name: 'Beschrijf de stappen' }).click();
  await mine.getByLabel('−1 · Minder dan gehoopt', { exact: true }).fill('Ik geef zelf antwoord.');
  await mine.getByLabel('+1 · Meer dan gehoopt', { exact: true }).fill('Leerlingen vullen elkaar aan.');
  await mine.getByRole('button', { name: 'Bewaar de stappen' }).click();
  await mine.getByRole('button', { name: 'Geef aan hoe ver het is' }).click();
  await mine.getByLabel('−1 · Ik geef zelf antwoord.').check();
  await mine.getByRole('button', { name: 'Bewaar', exact: true }).click();
  await mine.getByRole('button', { name: 'Geef opnieuw aan hoe ver het is' }).click();
  await mine.getByLabel('+1 · Leerlingen vullen elkaar aan.').check();
  await mine.getByRole('button', { name: 'Bewaar', exact: true }).click();
  await expect(mine.getByText('Kies een moment of schrijf wat je zag.')).toBeVisible();
  const lesson = mine.getByRole('option', { name: new RegExp(`^${LESSON}`) });
  await mine.getByLabel('Welke les?').selectOption((await lesson.getAttribute('value')) ?? '');
  await mine.getByRole('radio', { name: /^00:08/ }).check();
  await mine.getByRole('button', { name: 'Bewaar', exact: true }).click();
  await expect(mine.getByRole('row', { name: /\+1 Meer dan gehoopt/ })).toBeVisible();
  await theirs.getByRole('button', { name: 'Geef aan hoe ver het is' }).click();
  await theirs.getByLabel('0 · Zoals gehoopt').check();
  await theirs.getByLabel('Waaraan zie je dat?').fill('Het werd twee keer echt stil.');
  await theirs.getByRole('button', { name: 'Bewaar', exact: true }).click();
  await expect(theirs.getByRole('img', { name: /Noor Docent: van −1 naar \+1/ })).toBeVisible();
}
