import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { Client } from 'pg';
import { contextOf, demoIds } from './support/demo.ts';
import { looksRight } from './support/look.ts';
import { expect, test } from './support/product.ts';

const WAITING = 'Wachten na een vraag';
const ASKING = 'Vragen die aan het denken zetten';

async function openGoal(page: Page, trajectoryId: string, title: string): Promise<string> {
  await page.goto(`/trajectories/${trajectoryId}`);
  await page.getByRole('link', { name: title, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(title);
  return page.url().split('/').at(-1) ?? '';
}

/** Where each film is, in seconds. */
const places = (page: Page) =>
  page.evaluate(() => [...document.querySelectorAll('video')].map(({ currentTime }) => currentTime));
const paused = (page: Page) => page.evaluate(() => [...document.querySelectorAll('video')].map((film) => film.paused));

test('the coachee describes the steps; both say where the goal stands, and from the second time on what shows it', async ({
  browser,
  demo,
}) => {
  const { trajectoryId } = await demoIds(browser, demo);
  const teacher = await contextOf(browser, demo, 'docent');
  const page = await teacher.newPage();
  const goalId = await openGoal(page, trajectoryId, ASKING);
  await expect(page.getByText(/^Beschrijf in je eigen woorden/)).toBeVisible();

  await page.getByRole('button', { name: 'Wijzig: Het leerdoel' }).click();
  await page.getByLabel('Hoe zien we het?').fill('Leerlingen geven antwoorden van meer dan één zin.');
  await page.getByRole('button', { name: 'Bewaar het leerdoel' }).click();
  await expect(page.getByText('Leerlingen geven antwoorden van meer dan één zin.')).toBeVisible();

  await page.getByRole('button', { name: 'Beschrijf de stappen' }).click();
  await page.getByLabel('0 · Zoals gehoopt', { exact: true }).fill('Drie vragen met hoe of waarom.');
  await page.getByLabel('−1 · Minder dan gehoopt', { exact: true }).fill('Ik vraag vooral naar het antwoord.');
  await page.getByRole('button', { name: 'Bewaar de stappen' }).click();
  await expect(page.getByText('Drie vragen met hoe of waarom.')).toBeVisible();

  await page.getByRole('button', { name: 'Geef aan hoe ver het is' }).click();
  await page.getByRole('button', { name: 'Bewaar', exact: true }).click();
  await expect(page.getByText('Kies een stap.')).toBeVisible();
  await page.getByLabel('−1 · Ik vraag vooral naar het antwoord.').check();
  await page.getByRole('button', { name: 'Bewaar', exact: true }).click();
  await expect(page.getByRole('row', { name: /−1 Minder dan gehoopt/ })).toBeVisible();

  // The second time something shows it.
  await page.getByRole('button', { name: 'Geef opnieuw aan hoe ver het is' }).click();
  await page.getByLabel('0 · Drie vragen met hoe of waarom.').check();
  await page.getByRole('button', { name: 'Bewaar', exact: true }).click();
  await expect(page.getByText('Kies een moment of schrijf wat je zag.')).toBeVisible();
  const lesson = page.getByRole('option', { name: /^Rekenen/ });
  await page.getByLabel('Welke les?').selectOption((await lesson.getAttribute('value')) ?? '');
  await page.getByRole('radio', { name: /^00:36/ }).check();
  await looksRight(page, 'goal-rate-nl-light');
  await page.getByRole('button', { name: 'Bewaar', exact: true }).click();
  const second = page.getByRole('row', { name: /0 Zoals gehoopt/ });
  await expect(second.getByText('Wat wilde je met deze vraag bereiken?')).toBeVisible();
  await second.getByRole('button', { name: /^Bekijk 00:36/ }).click();
  await expect.poll(async () => (await places(page))[0], { timeout: 30_000 }).toBeGreaterThan(36);
  await second.getByRole('button', { name: 'Sluit het beeld' }).click();

  // The coach, apart: a first rating asks for nothing.
  const coach = await contextOf(browser, demo, 'coach', { language: 'en', theme: 'dark' });
  const other = await coach.newPage();
  await openGoal(other, trajectoryId, ASKING);
  await expect(other.getByRole('button', { name: 'Describe the steps' })).toBeHidden();
  await other.getByRole('button', { name: 'Rate it now' }).click();
  await other.getByLabel('+1 · More than hoped for').check();
  await other.getByLabel('What shows this?').fill('Two pupils asked each other why.');
  await other.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(
    other.getByRole('img', { name: /Noor \(docent\): from −1 to 0\. Eva \(coach\): from \+1 to \+1\./ }),
  ).toBeVisible();
  await looksRight(other, 'goal-en-dark');
  await other.goto(`/trajectories/${trajectoryId}`);
  await expect(
    other
      .getByRole('listitem')
      .filter({ hasText: ASKING })
      .getByText('Noor (docent): less than hoped for at first, as hoped for now'),
  ).toBeVisible();
  await looksRight(other, 'goal-list-en-dark');

  // Nobody else.
  for (const who of ['opdrachtgever', 'leidinggevende', 'beheerder'] as const) {
    const outside = await contextOf(browser, demo, who);
    for (const path of [`/api/goals/${goalId}`, `/api/goals/${goalId}/moments`])
      expect([403, 404]).toContain((await outside.request.get(path)).status());
    const theirs = await outside.newPage();
    await theirs.goto(`/goals/${goalId}`);
    await expect(theirs.getByText(ASKING)).toBeHidden();
    await expect(theirs.getByRole('main')).toBeVisible();
    await outside.close();
  }
  await Promise.all([teacher.close(), coach.close()]);
});

test('the goal thread is played one after another, and first and latest side by side; what was withdrawn is gone', async ({
  browser,
  demo,
}) => {
  test.setTimeout(120_000);
  const { trajectoryId } = await demoIds(browser, demo);
  const teacher = await contextOf(browser, demo, 'docent');
  const page = await teacher.newPage();
  await openGoal(page, trajectoryId, WAITING);
  await expect(page.getByRole('heading', { level: 3 })).toHaveText([/^Kringgesprek/, /^Rekenen/]);
  await looksRight(page, 'goal-nl-light');

  // A range of nine seconds, then by itself the next moment, in another lesson.
  await page.getByRole('button', { name: 'Speel alles na elkaar' }).click();
  const place = (number: number, lesson: RegExp) =>
    page.getByRole('status').filter({ hasText: new RegExp(`^Moment ${number} van \\d+: ${lesson.source}`) });
  await expect(place(1, /00:29 in ‘Kringgesprek/)).toBeVisible();
  await expect.poll(async () => (await places(page))[0], { timeout: 30_000 }).toBeGreaterThan(29);
  await expect(place(2, /\d\d:\d\d in ‘Rekenen/)).toBeVisible({ timeout: 30_000 });
  await expect.poll(() => paused(page)).toEqual([false]);
  // Others may have added moments to this goal of the demo.
  const next = page.getByRole('button', { name: 'Volgende' });
  const count = await page.getByRole('link', { name: 'Open de les' }).count();
  for (let number = 3; number <= count; number += 1) {
    await next.click();
    await expect(place(number, /\d\d:\d\d in ‘Rekenen/)).toBeVisible();
  }
  await expect(next).toBeDisabled();
  // The last is a point: ten seconds of it, then it stops.
  await expect(page.getByText('Dat waren alle momenten.')).toBeVisible({ timeout: 30_000 });
  expect(await paused(page)).toEqual([true]);
  expect((await places(page))[0]).toBeLessThan(75);

  await page.getByRole('button', { name: 'Eerste en laatste naast elkaar' }).click();
  const apartBy = async () => {
    const [first = 0, latest = 0] = await places(page);
    return Math.abs(first - 29 - (latest - 62));
  };
  await expect.poll(async () => (await places(page)).map(Math.floor), { timeout: 30_000 }).toEqual([29, 62]);
  await page.getByRole('button', { name: 'Speel beide' }).click();
  await expect.poll(async () => (await places(page))[0], { timeout: 30_000 }).toBeGreaterThan(32);
  await expect.poll(apartBy).toBeLessThan(0.4);
  await page.getByRole('button', { name: 'Pauzeer beide' }).click();
  await expect.poll(() => paused(page)).toEqual([true, true]);
  await looksRight(page, 'goal-side-by-side-nl-light');
  await page.getByRole('slider', { name: 'Plaats in de momenten' }).fill('6000');
  await expect.poll(async () => (await places(page)).map(Math.round)).toEqual([35, 68]);
  await page.getByText('Apart', { exact: true }).click();
  await page.evaluate(() => document.querySelector('video')?.play());
  await expect.poll(async () => (await places(page))[0]).toBeGreaterThan(36);
  expect(await paused(page)).toEqual([false, true]);
  await page.getByRole('button', { name: 'Sluit', exact: true }).click();

  // Shared with the coach, seen, and withdrawn.
  const { items } = (await (await teacher.request.get('/api/recordings')).json()) as {
    items: { id: string; title: string }[];
  };
  const circle = items.find(({ title }) => title.startsWith('Kringgesprek'))?.id ?? '';
  const coach = await contextOf(browser, demo, 'coach');
  const { id: granteeId } = (await (await coach.request.get('/api/me')).json()) as { id: string };
  const until = new Date(Date.now() + 86_400_000).toISOString();
  const given = await teacher.request.post(`/api/recordings/${circle}/grants`, {
    data: { granteeId, mayComment: true, until },
  });
  const { id: grantId } = (await given.json()) as { id: string };
  const other = await coach.newPage();
  await openGoal(other, trajectoryId, WAITING);
  await other.getByRole('button', { name: 'Bekijk 00:29, Kringgesprek over ons leesboek' }).click();
  await expect.poll(async () => (await places(other))[0], { timeout: 30_000 }).toBeGreaterThan(29);
  expect((await teacher.request.delete(`/api/grants/${grantId}`)).ok()).toBe(true);
  await other.reload();
  await expect(other.getByText('De les van het moment op 00:29–00:38 is niet meer met je gedeeld.')).toBeVisible();
  await expect(other.getByRole('heading', { level: 3 })).toHaveText(['Les die je niet ziet', /^Rekenen/]);
  await Promise.all([teacher.close(), coach.close()]);
});

test('a long goal thread comes by pages and is played over their borders', async ({ browser, demo }) => {
  test.setTimeout(120_000);
  const { trajectoryId } = await demoIds(browser, demo);
  const teacher = await contextOf(browser, demo, 'docent');
  const page = await teacher.newPage();
  // Each moment is a page of its own.
  await page.route(/\/moments\?/, (route) =>
    route.continue({ url: route.request().url().replace('limit=50', 'limit=1') }),
  );
  await openGoal(page, trajectoryId, WAITING);
  const shown = page.getByRole('link', { name: /^Open de les/ });
  const more = page.getByRole('button', { name: 'Meer laten zien' });
  await expect(shown).toHaveCount(1);
  await more.click();
  await expect(shown).toHaveCount(2);
  await page.reload();
  await expect(shown).toHaveCount(1);

  // First and latest are known before all are there.
  await page.getByRole('button', { name: 'Eerste en laatste naast elkaar' }).click();
  await expect(page.getByText(/^Laatste: Rekenen/)).toBeVisible();
  await expect(shown).toHaveCount(1);
  await page.getByRole('button', { name: 'Sluit', exact: true }).click();

  await page.getByRole('button', { name: 'Speel alles na elkaar' }).click();
  const status = page.getByRole('status').filter({ hasText: /^Moment \d+ van \d+: / });
  await expect(status).toHaveText(/^Moment 1 van \d+: 00:29 in ‘Kringgesprek/);
  const count = Number(/van (\d+)/.exec(await status.innerText())?.[1]);
  expect(count).toBeGreaterThan(2);
  await expect(status).toHaveText(/^Moment 2 van/, { timeout: 40_000 });
  await expect.poll(() => paused(page), { timeout: 30_000 }).toEqual([false]);
  const next = page.getByRole('button', { name: 'Volgende' });
  for (let number = 3; number <= count; number += 1) {
    await next.click();
    await expect(status).toHaveText(new RegExp(`^Moment ${number} van ${count}: `));
  }
  await expect(next).toBeDisabled();
  await expect(shown).toHaveCount(count);
  await teacher.close();
});

/** What a deleted lesson left with a goal: of each, who wrote it and what. */
async function stayed(databaseUrl: string | undefined, goalId: string, said: Record<'docent' | 'coach', string>) {
  const db = new Client({ connectionString: databaseUrl });
  await db.connect();
  const id = `(select id from person where email = $2 || '@example.org')`;
  const readers = `array(select id from person where email in ('docent@example.org', 'coach@example.org'))`;
  for (const [who, text] of Object.entries(said))
    await db.query(
      `insert into kept_comment (id, goal_ids, author_id, reader_ids, private, kind, start_ms, end_ms, text, recording_id,
        recorded_on, recording_made_at)
      values ($1, array[$3::uuid], ${id}, ${readers}, false, 'suggestion', 83000, null, $4, $1, '2026-09-01', now())`,
      [randomUUID(), who, goalId, text],
    );
  await db.end();
}

test('what stayed of a deleted lesson is deleted by who wrote it, and by the coachee', async ({ browser, demo }) => {
  const { trajectoryId } = await demoIds(browser, demo);
  const teacher = await contextOf(browser, demo, 'docent');
  const page = await teacher.newPage();
  const goalId = await openGoal(page, trajectoryId, ASKING);
  const said = { docent: 'Ik vroeg door, en toen kwam er meer.', coach: 'Wacht hier eens vijf tellen langer.' };
  await stayed(demo.env['DATABASE_URL'], goalId, said);

  const coach = await contextOf(browser, demo, 'coach', { language: 'en', theme: 'dark' });
  const other = await coach.newPage();
  await openGoal(other, trajectoryId, ASKING);
  const item = (on: Page, text: string) => on.getByRole('listitem').filter({ hasText: text });
  await expect(item(other, said.docent)).toBeVisible();
  await expect(item(other, said.docent).getByRole('button')).toHaveCount(0);
  await expect(item(other, said.coach).getByRole('button', { name: 'Delete this comment, 01:23' })).toBeVisible();
  await looksRight(other, 'goal-kept-en-dark');

  await page.reload();
  await item(page, said.coach).getByRole('button', { name: 'Verwijder deze opmerking, 01:23' }).click();
  const dialog = page.getByRole('dialog', { name: 'Deze opmerking verwijderen?' });
  await looksRight(page, 'goal-kept-nl-light');
  await dialog.getByRole('button', { name: 'Annuleren' }).click();
  await expect(item(page, said.coach)).toBeVisible();
  await item(page, said.docent)
    .getByRole('button', { name: /^Verwijder deze opmerking/ })
    .click();
  await dialog.getByRole('button', { name: 'Verwijder', exact: true }).click();
  await expect(page.getByText('De opmerking is verwijderd.')).toBeVisible();
  await expect(item(page, said.docent)).toHaveCount(0);

  // The other page hears of it; the coach takes their own away.
  await expect(item(other, said.docent)).toHaveCount(0);
  await item(other, said.coach)
    .getByRole('button', { name: /^Delete this comment/ })
    .click();
  await other.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(item(other, said.coach)).toHaveCount(0);
  await expect(item(page, said.coach)).toHaveCount(0);
  await Promise.all([teacher.close(), coach.close()]);
});
