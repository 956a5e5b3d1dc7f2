import { Client } from 'pg';
import type { Product } from '../support/product.ts';
import { comeIn, endForAll, expect, lessonOf, more, openCall, pictures, type Side, sideOf } from './support/call.ts';
import { test } from './support/product.ts';

const ASK = 'Vraag of het gesprek opgenomen mag worden';
const GOAL = 'Wachten na een vraag';
/** Composing is encoding, on the cores on which the browsers run. */
const COMPOSED_WITHIN_MS = 180_000;

const answer = ({ page }: Side, words: string) => page.getByRole('dialog').getByRole('button', { name: words }).click();
const take = ({ page }: Side) => page.getByTestId('take');

/** Whose tracks are there of the newest recording of a call. */
async function stored(demo: Product): Promise<{ name: string; source: string }[]> {
  const client = new Client({ connectionString: demo.env['DATABASE_URL'] });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string; source: string }>(
      `select p.name, t.source from room_track t join person p on p.id = t.person_id
       where t.deleted_at is null and t.take_id = (select id from room_take order by asked_at desc limit 1) order by p.name, t.source`,
    );
    return rows;
  } finally {
    await client.end();
  }
}

test('a call in which both agree is recorded, and looked back at on the review page', async ({ browser, demo }) => {
  test.setTimeout(480_000);
  const coach = await sideOf(browser, demo, 'coach');
  const teacher = await sideOf(browser, demo, 'docent');
  await comeIn(coach, teacher, await openCall(coach, teacher));
  for (const { page } of [coach, teacher]) await expect.poll(() => pictures(page)).toBe(2);

  await test.step('both say yes, and both see that it runs', async () => {
    await more(coach.page, ASK);
    await expect(teacher.page.getByRole('dialog')).toContainText('De opname is van jou.');
    await answer(coach, 'Ja, neem mij op');
    expect(await stored(demo)).toEqual([]);
    await answer(teacher, 'Ja, neem mij op');
    for (const side of [coach, teacher]) await expect(take(side)).toContainText('Dit gesprek wordt opgenomen');
  });

  await test.step('they look at the lesson and comment on it with a goal while it runs', async () => {
    await coach.page.keyboard.press('k');
    await expect.poll(async () => (await lessonOf(teacher.page)).atMs).toBeGreaterThan(3_000);
    await coach.page.keyboard.press('k');
    await teacher.page.keyboard.press('c');
    const words = `Hier wacht ik (${crypto.randomUUID()}).`;
    await teacher.page.getByLabel('Wat zie je?').fill(words);
    await teacher.page.getByRole('group', { name: 'Bij welk leerdoel?' }).getByText(GOAL).click();
    await teacher.page.keyboard.press('Control+Enter');
    const theirs = coach.page.getByRole('feed').getByRole('article').filter({ hasText: words });
    await theirs.click();
    await expect(theirs).toContainText(GOAL);
  });

  await test.step('the call ends, and the teacher finds its recording, made of both', async () => {
    await endForAll(coach.page, 'De opname stopt dan ook.');
    await expect(coach.page.getByRole('heading', { name: 'Het gesprek is afgelopen' })).toBeVisible();
    const ofBoth = ['Eva (coach)', 'Noor (docent)'].flatMap((name) =>
      ['camera', 'microphone'].map((source) => ({ name, source })),
    );
    expect(await stored(demo)).toEqual(ofBoth);
    await teacher.page.getByRole('link', { name: 'Bekijk de opname van dit gesprek' }).click();
  });

  await test.step('it plays, and a comment is made on it; the coach sees nothing of it until it is shared', async () => {
    const { page } = teacher;
    await expect(page.getByRole('button', { name: 'afspelen' })).toBeVisible({ timeout: COMPOSED_WITHIN_MS });
    await expect
      .poll(() => page.evaluate(() => document.querySelector('video')?.readyState ?? 0), { timeout: 60_000 })
      .toBeGreaterThan(1);
    const video = await page.evaluate(() => {
      const { duration, videoWidth } = document.querySelector('video') ?? { duration: 0, videoWidth: 0 };
      return { duration, videoWidth };
    });
    expect(video.duration).toBeGreaterThan(3);
    expect(video.videoWidth).toBeGreaterThan(600);
    await page.keyboard.press('k');
    await expect.poll(() => page.evaluate(() => document.querySelector('video')?.currentTime ?? 0)).toBeGreaterThan(1);
    await page.keyboard.press('k');
    await page.keyboard.press('c');
    await page.getByLabel('Wat zie je?').fill('Dit spraken we af.');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('feed').getByText('Dit spraken we af.')).toBeVisible();
    await page.getByRole('tab', { name: 'Gegevens' }).click();
    await page.getByRole('button', { name: 'Wijzig', exact: true }).click();
    await page.getByLabel('Titel van de les').fill('Wat we afspraken');
    await page.getByRole('button', { name: 'Opslaan' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Wat we afspraken');
    expect((await coach.context.request.get(`/api${new URL(page.url()).pathname}`)).status()).toBe(404);
  });

  expect([...coach.errors, ...teacher.errors]).toEqual([]);
  await coach.context.close();
  await teacher.context.close();
});

test('whoever says no is not recorded while the other is; a yes taken back ends it and leaves nothing', async ({
  browser,
  demo,
}) => {
  test.setTimeout(300_000);
  const coach = await sideOf(browser, demo, 'coach');
  const teacher = await sideOf(browser, demo, 'docent');
  await comeIn(coach, teacher, await openCall(coach, teacher), []);
  const ofTeacher = { name: 'Noor (docent)', source: 'microphone' };

  await more(teacher.page, ASK);
  await answer(coach, 'Nee, neem mij niet op');
  await answer(teacher, 'Ja, neem mij op');
  for (const side of [coach, teacher]) {
    await expect(take(side)).toContainText('Dit gesprek wordt opgenomen');
    await expect(take(side)).toContainText(side === coach ? 'Nee: jij' : 'Nee: Eva (coach)');
  }
  await expect.poll(() => stored(demo)).toEqual([ofTeacher]);
  // The talk goes on for who refused, with a camera that nobody stores.
  await coach.page.getByRole('button', { name: 'Camera aan (v)' }).click();
  await expect.poll(() => pictures(teacher.page)).toBe(1);
  expect(await stored(demo)).toEqual([ofTeacher]);

  await teacher.page.getByRole('button', { name: 'Neem mijn ja terug' }).click();
  await answer(teacher, 'Verwijder het');
  for (const side of [coach, teacher])
    await expect(take(side)).toContainText('Er wordt niet opgenomen: niemand heeft ja gezegd.');
  await expect.poll(() => stored(demo)).toEqual([]);
  await endForAll(coach.page);
  await expect(teacher.page.getByRole('heading', { name: 'Het gesprek is afgelopen' })).toBeVisible();
  await expect(teacher.page.getByRole('link', { name: 'Bekijk de opname van dit gesprek' })).toBeHidden();
  expect([...coach.errors, ...teacher.errors]).toEqual([]);
  await coach.context.close();
  await teacher.context.close();
});
