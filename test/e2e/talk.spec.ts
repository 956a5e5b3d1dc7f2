import type { Browser, BrowserContext, Page } from '@playwright/test';
import type { Product } from '../support/product.ts';
import { contextOf, demoIds, type Who, type Wishes } from './support/demo.ts';
import { looksRight } from './support/look.ts';
import { expect, test } from './support/product.ts';

interface Side {
  context: BrowserContext;
  page: Page;
  errors: string[];
}

async function sideOf(browser: Browser, demo: Product, who: Who, wishes: Wishes = {}): Promise<Side> {
  const context = await contextOf(browser, demo, who, wishes);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  return { context, page, errors };
}

/** What one can do as well with this talk. */
const more = (page: Page, word: string) => page.getByRole('group', { name: word }).getByRole('button').last().click();

const pad = (value: number): string => String(value).padStart(2, '0');
/** A day from now, as a contract's time on the wall and as somebody types it. */
function dayIn(days: number): { wall: string; typed: string } {
  const date = new Date(Date.now() + days * 86_400_000);
  const [year, month, day] = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  return { wall: `${year}-${pad(month)}-${pad(day)}T15:30`, typed: `${day}-${month}-${year}` };
}

test('two plan a talk, prepare apart, fill it in together, agree on the summary and on an action that falls due', async ({
  browser,
  demo,
}) => {
  const { trajectoryId, recordingId } = await demoIds(browser, demo);
  const coach = await sideOf(browser, demo, 'coach');
  const teacher = await sideOf(browser, demo, 'docent');

  // Offered by the one.
  await coach.page.goto(`/trajectories/${trajectoryId}`);
  await coach.page.getByRole('link', { name: 'Plan een gesprek' }).click();
  await coach.page.getByLabel('Hoe heet het gesprek?').fill('Samen kijken naar wachttijd');
  await coach.page.getByRole('textbox', { name: 'Dag 1' }).fill(dayIn(-3).typed);
  await coach.page.getByRole('button', { name: 'Stel voor' }).click();
  await expect(coach.page.getByRole('alert')).toBeVisible();
  await coach.page.getByRole('textbox', { name: 'Dag 1' }).fill(dayIn(3).typed);
  await coach.page.getByRole('textbox', { name: 'Dag 2' }).fill(dayIn(4).typed);
  await coach.page.getByRole('textbox', { name: 'Tijd 2' }).fill('09:00');
  await coach.page.getByLabel('Welke ruimte?').fill('Lokaal 12');
  await coach.page.getByRole('button', { name: 'Stel voor' }).click();
  await expect(coach.page.getByText(/is aan zet: een tijd kiezen/)).toBeVisible();

  // Picked by the other, who finds it at home.
  await teacher.page.goto('/');
  await teacher.page.getByRole('link', { name: /Kies een tijd voor ‘Samen kijken naar wachttijd’/ }).click();
  await teacher.page.getByRole('button', { name: /^Kies .* 09:00$/ }).click();
  await expect(coach.page.getByText(/Lokaal 12/)).toBeVisible();
  for (const { page } of [teacher, coach]) {
    // One of them is for now; the rest is behind a button.
    await expect(page.getByRole('group', { name: 'Dit gesprek' }).getByRole('button')).toHaveCount(2);
    await more(page, 'Dit gesprek');
    await expect(page.getByRole('menuitem', { name: 'Zet in agenda' })).toHaveAttribute('href', /\/api\//);
    await page.keyboard.press('Escape');
  }

  // Prepared apart.
  const situation = 'Hoe het nu is, en hoe je het wilt';
  await teacher.page.getByText('Voorbereiden', { exact: true }).click();
  await teacher.page.getByLabel(`Jouw voorbereiding: ${situation}`).fill('Ik ben zelf te snel.');
  await expect(teacher.page.getByText('Alles is opgeslagen.')).toBeVisible();
  await coach.page.reload();
  await expect(coach.page.getByLabel(`Jullie tekst: ${situation}`)).toBeEditable();
  await expect(coach.page.getByText('Ik ben zelf te snel.')).toBeHidden();
  await teacher.page.getByRole('button', { name: /^Laat zien aan/ }).click();
  await expect(coach.page.getByText('Ik ben zelf te snel.')).toBeVisible();
  await teacher.page.getByText('Samen', { exact: true }).click();

  // Filled in together, the line of one of them away for a while.
  const [theirs, mine] = [coach.page, teacher.page].map((page) => page.getByLabel(`Jullie tekst: ${situation}`));
  await mine?.click();
  await expect(coach.page.getByText(/schrijft hier/)).toBeVisible();
  await teacher.context.setOffline(true);
  await teacher.page.evaluate(() => dispatchEvent(new Event('offline')));
  await Promise.all([theirs?.pressSequentially('Nu twee tellen. '), mine?.pressSequentially('Straks vijf. ')]);
  await teacher.context.setOffline(false);
  for (const field of [theirs, mine]) {
    await expect(field ?? coach.page.locator('none')).toHaveValue(/Nu twee tellen\. /, { timeout: 30_000 });
    await expect(field ?? coach.page.locator('none')).toHaveValue(/Straks vijf\. /, { timeout: 30_000 });
  }
  expect(await theirs?.inputValue()).toBe(await mine?.inputValue());

  // A moment of a lesson, played here.
  await teacher.page.getByRole('button', { name: 'Zet een moment erbij' }).click();
  const shared = teacher.page.getByRole('option', { name: /^Rekenen/ });
  await teacher.page.getByLabel('Welke les?').selectOption((await shared.getAttribute('value')) ?? '');
  await teacher.page.getByRole('radio', { name: /^00:/ }).first().check();
  await teacher.page.getByRole('button', { name: 'Zet erbij' }).click();
  await coach.page.getByRole('button', { name: /^Bekijk / }).click();
  await expect
    .poll(() => coach.page.evaluate(() => document.querySelector('video')?.currentTime ?? 0), { timeout: 30_000 })
    .toBeGreaterThan(10);
  await looksRight(coach.page, 'talk-together-nl-light');
  await coach.page.getByRole('button', { name: 'Sluit het beeld' }).click();

  // Another, from the comment at which it stands.
  const lesson = await coach.context.newPage();
  await lesson.goto(`/recordings/${recordingId}`);
  await lesson
    .getByRole('button', { name: /^Meer bij de opmerking van/ })
    .first()
    .click();
  await lesson.getByRole('menuitem', { name: 'Samen kijken naar wachttijd' }).click();
  await expect(lesson.getByText('Het moment staat bij dit gesprek.')).toBeVisible();
  await expect(teacher.page.getByRole('button', { name: /^Bekijk / })).toHaveCount(2);
  await lesson.close();

  // An action, agreed on in the talk.
  await coach.page.getByRole('button', { name: 'Spreek een actie af' }).click();
  await coach.page.getByLabel('Wat ga je doen?').fill('In elke les drie keer wachten');
  await coach.page.getByRole('textbox', { name: 'Wanneer is het klaar?' }).fill(dayIn(1).typed);
  await coach.page.getByLabel('Voor welk leerdoel?').selectOption({ index: 1 });
  await coach.page.getByRole('button', { name: 'Spreek af', exact: true }).click();
  await expect(teacher.page.getByText('In elke les drie keer wachten')).toBeVisible();

  // The summary: a changed one asks again.
  const [summary, other] = [coach.page, teacher.page].map((page) => page.getByLabel('Jullie samenvatting'));
  const agree = 'Ik ben het eens met de samenvatting';
  await summary?.fill('We wachten vijf tellen.');
  await coach.page.getByRole('button', { name: agree }).click();
  await expect(teacher.page.getByText(/is het eens/).first()).toBeVisible();
  await other?.click();
  await other?.press('End');
  await other?.pressSequentially(' En we tellen hardop.');
  // Who agrees with what they do not have yet is asked to look again.
  await expect(coach.page.getByLabel('Jullie samenvatting')).toHaveValue(
    'We wachten vijf tellen. En we tellen hardop.',
  );
  await expect(coach.page.getByRole('button', { name: agree })).toBeVisible();
  await coach.page.getByRole('button', { name: agree }).click();
  await teacher.page.getByRole('button', { name: agree }).click();
  for (const { page } of [coach, teacher]) await expect(page.getByText(/Dit gesprek is afgerond op/)).toBeVisible();
  await expect(coach.page.getByLabel('Jullie samenvatting')).not.toBeEditable();
  await looksRight(teacher.page, 'talk-held-nl-light');

  // The action comes up at home, and is done with a sentence.
  await teacher.page.goto('/');
  await teacher.page.getByRole('link', { name: /Je actie, uiterlijk .*In elke les drie keer wachten/ }).click();
  await teacher.page.getByRole('button', { name: 'Klaar: In elke les drie keer wachten' }).click();
  await teacher.page.getByRole('button', { name: 'Het is klaar' }).click();
  await expect(teacher.page.getByText('Vertel in een zin hoe het ging, of kies een moment.')).toBeVisible();
  await teacher.page.getByLabel('Vertel het in een zin').fill('Twee keer lukte het.');
  await teacher.page.getByRole('button', { name: 'Het is klaar' }).click();
  await teacher.page.getByText('Klaar (1)').click();
  await expect(teacher.page.getByText('Twee keer lukte het.')).toBeVisible();

  // Its client sees when talks are, and nothing of them.
  const client = await sideOf(browser, demo, 'opdrachtgever');
  await client.page.goto(`/trajectories/${trajectoryId}`);
  // Two are the demo's own.
  await expect(client.page.getByText('3 gesprekken gehad')).toBeVisible();
  await expect(client.page.getByText(/wachttijd|drie keer wachten/)).toBeHidden();
  expect([...coach.errors, ...teacher.errors, ...client.errors]).toEqual([]);
  for (const { context } of [coach, teacher, client]) await context.close();
});

for (const language of ['nl', 'en'] as const) {
  for (const theme of ['light', 'dark'] as const) {
    test(`the pages of a talk are accessible and fit, in ${language}, ${theme}`, async ({ browser, demo }) => {
      const { trajectoryId } = await demoIds(browser, demo);
      const coach = await sideOf(browser, demo, 'coach', { language, theme });
      const teacher = await sideOf(browser, demo, 'docent', { language, theme });
      const made = await coach.context.request.post(`/api/trajectories/${trajectoryId}/talks`, {
        data: {
          ...{ kind: 'coaching', title: 'Gesprek', timeZone: 'America/Curacao', place: 'Lokaal 12' },
          times: [dayIn(2).wall, dayIn(3).wall],
        },
      });
      expect(made.status()).toBe(201);
      const { id } = (await made.json()) as { id: string };
      const name = (page: string): string => `talk-${page}-${language}-${theme}`;
      await teacher.page.goto(`/gesprek/${id}`);
      await expect(teacher.page.getByRole('textbox').first()).toBeEditable();
      await looksRight(teacher.page, name('pick'));
      await teacher.page.getByText(language === 'nl' ? 'Voorbereiden' : 'Prepare', { exact: true }).click();
      await looksRight(teacher.page, name('prepare'));
      await coach.page.goto(`/gesprek/${id}`);
      await expect(coach.page.getByRole('textbox').first()).toBeEditable();
      const [addAction, addMoment, otherTimes, cancel] =
        language === 'nl'
          ? ['Spreek een actie af', 'Zet een moment erbij', 'Andere tijden', 'Zeg af']
          : ['Agree on an action', 'Add a moment', 'Other times', 'Cancel'];
      await coach.page.getByRole('button', { name: addAction }).click();
      await coach.page.getByRole('button', { name: addMoment }).click();
      await coach.page.getByRole('combobox').last().selectOption({ index: 1 });
      await looksRight(coach.page, name('forms'));
      const group = language === 'nl' ? 'Dit gesprek' : 'This talk';
      await more(coach.page, group);
      await looksRight(coach.page, name('more'));
      await coach.page.getByRole('menuitem', { name: otherTimes }).click();
      await looksRight(coach.page, name('times'));
      await coach.page.keyboard.press('Escape');
      await more(coach.page, group);
      await coach.page.getByRole('menuitem', { name: cancel, exact: true }).click();
      await looksRight(coach.page, name('cancel'));
      await coach.context.request.post(`/api/talks/${id}/cancel`, { data: { message: 'Ik ben ziek.' } });
      expect([...coach.errors, ...teacher.errors]).toEqual([]);
      await coach.context.close();
      await teacher.context.close();
    });
  }
}
