import { randomUUID } from 'node:crypto';
import type { BrowserContext, Page } from '@playwright/test';
import { contextOf, demoIds } from './support/demo.ts';
import { looksRight } from './support/look.ts';
import { expect, test } from './support/product.ts';
import { openLesson } from './support/review.ts';

const feed = (page: Page) => page.getByRole('feed');
const inSection = (page: Page, heading: string) =>
  page.locator('section', { has: page.getByRole('heading', { level: 2, name: heading, exact: true }) });

async function write(page: Page, text: string): Promise<void> {
  await page.keyboard.press('c');
  await page.getByLabel('Wat zie je?').fill(text);
  await page.keyboard.press('Control+Enter');
  await expect(feed(page).getByText(text)).toBeVisible();
}

/** How much of the timeline has this colour. */
const painted = (page: Page, colour: string): Promise<number> =>
  page.locator('section canvas').evaluate((element, wanted) => {
    const canvas = element as HTMLCanvasElement;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(wanted.slice(at, at + 2), 16));
    let count = 0;
    for (let i = 0; i < data.length; i += 4) if (data[i] === r && data[i + 1] === g && data[i + 2] === b) count += 1;
    return count;
  }, colour);

test('teacher and coach look at a lesson apart, are both done, and see live what both marked and what one did', async ({
  browser,
  demo,
}) => {
  const { trajectoryId } = await demoIds(browser, demo);
  const teacher = await contextOf(browser, demo, 'docent');
  const coach = await contextOf(browser, demo, 'coach', { theme: 'dark' });
  const get = async <T>(context: BrowserContext, path: string) => (await (await context.request.get(path)).json()) as T;
  const { items: lessons } = await get<{ items: { id: string; title: string }[] }>(teacher, '/api/recordings');
  const recordingId = lessons.find(({ title }) => title.startsWith('Kringgesprek'))?.id ?? '';
  const { id: coachId } = await get<{ id: string }>(coach, '/api/me');
  const goals = await get<{ items: { id: string }[] }>(teacher, `/api/trajectories/${trajectoryId}/goals`);
  const until = new Date(Date.now() + 3_600_000).toISOString();
  const shared = await teacher.request.post(`/api/recordings/${recordingId}/grants`, {
    data: { granteeId: coachId, mayComment: true, until },
  });
  const grant = (await shared.json()) as { id: string };

  const [mine, theirs] = [await teacher.newPage(), await coach.newPage()];
  await openLesson(theirs, recordingId, 33_000);
  await expect(feed(theirs).getByRole('article')).toHaveCount(2);
  await openLesson(mine, recordingId, 50_000);
  await mine.getByText('Eerst apart kijken').click();
  await looksRight(mine, 'apart-begin-nl-light');
  await mine.getByRole('button', { name: 'Kijk apart met Eva (coach)' }).click();

  // At once, on the page that was open: what the teacher wrote is gone for the coach.
  await expect(theirs.getByText(/Jullie kijken apart: jij en Noor \(docent\) zien/)).toBeVisible();
  await expect(feed(theirs)).toHaveCount(0);
  await expect(mine.getByText('Alleen jij leest dit, tot het opengaat')).toHaveCount(2);
  await write(mine, 'Hier had ik door moeten vragen.');
  await write(theirs, 'Mooi dat je wacht.');
  await coach.request.post(`/api/recordings/${recordingId}/comments`, {
    data: {
      ...{ clientKey: randomUUID(), kind: 'question', moment: { startMs: 5000 }, text: 'Wat gebeurt hier?' },
      goalIds: [goals.items[2]?.id],
    },
  });
  await expect(feed(theirs).getByRole('article')).toHaveCount(2);
  await expect(feed(mine).getByRole('article')).toHaveCount(3);
  await mine.reload();
  await expect(feed(mine).getByRole('article')).toHaveCount(3);
  await looksRight(mine, 'apart-closed-nl-light');

  await theirs.getByRole('button', { name: 'Ik ben klaar' }).click();
  await expect(mine.getByText(/Eva \(coach\) is klaar sinds/)).toBeVisible();
  await theirs.getByRole('button', { name: 'Toch nog niet klaar' }).click();
  await expect(mine.getByText('Eva (coach) is nog niet klaar.')).toBeVisible();
  await theirs.getByRole('button', { name: 'Ik ben klaar' }).click();
  await mine.getByRole('button', { name: 'Ik ben klaar' }).click();
  for (const page of [mine, theirs]) {
    await expect(page.getByText(/^Jullie keken apart\. Sinds/)).toBeVisible();
    await expect(feed(page).getByRole('article')).toHaveCount(5);
  }

  // In words.
  const [violet, ink] = ['#7b3fb0', '#2a2622'];
  expect(await painted(mine, violet)).toBe(0);
  const compare = mine.getByRole('button', { name: 'Vergelijk' });
  await compare.focus();
  await mine.keyboard.press('Enter');
  await expect(inSection(mine, 'Allebei').getByRole('button')).toHaveText([
    /29.*Jij.*Negen seconden/,
    /33.*Eva \(coach\).*Mooi dat je wacht/,
  ]);
  await expect(inSection(mine, 'Allebei')).toContainText('Leerdoel dat alleen jij noemde:');
  await expect(inSection(mine, 'Alleen jij').getByRole('button')).toHaveCount(2);
  await expect(inSection(mine, 'Alleen Eva (coach)').getByRole('button')).toHaveText([/00:05.*Wat gebeurt hier/]);
  await expect(inSection(mine, 'Leerdoelen')).toContainText('Leerdoel dat alleen Eva (coach) noemde:');
  // On the timeline.
  await expect.poll(() => painted(mine, violet)).toBeGreaterThan(10);
  expect(await painted(mine, ink)).toBeGreaterThan(10);
  await looksRight(mine, 'apart-compare-nl-light');
  // Wider, and what lay alone is one place.
  await mine.getByLabel('Dichtbij is:').selectOption({ label: 'binnen 30 seconden' });
  await expect(inSection(mine, 'Alleen jij')).toContainText('Niets.');
  await expect.poll(() => painted(mine, violet)).toBe(0);
  await inSection(mine, 'Allebei')
    .getByRole('button', { name: /Wat gebeurt hier/ })
    .click();
  await expect.poll(() => mine.evaluate(() => Math.round(document.querySelector('video')?.currentTime ?? 0))).toBe(5);
  await mine.getByRole('button', { name: 'Terug naar de opmerkingen' }).click();
  await expect(feed(mine)).toBeVisible();
  await theirs.evaluate(() => localStorage.setItem('lesblik-language', 'en'));
  await coach.request.patch('/api/me', { data: { language: 'en' } });
  await coach.addInitScript(() => localStorage.setItem('lesblik-language', 'en'));
  await theirs.reload();
  await theirs.getByRole('button', { name: 'Compare' }).click();
  await expect(inSection(theirs, 'Only Noor (docent)').getByRole('button')).toHaveCount(2);
  await looksRight(theirs, 'apart-compare-en-dark');

  // The demo as it was.
  await coach.request.patch('/api/me', { data: { language: 'nl' } });
  const left = await get<{ items: { id: string; createdAt: string }[] }>(
    teacher,
    `/api/recordings/${recordingId}/comments`,
  );
  for (const context of [teacher, coach])
    for (const { id } of left.items.toSorted((a, b) => a.createdAt.localeCompare(b.createdAt)).slice(2))
      await context.request.delete(`/api/comments/${id}`);
  await teacher.request.delete(`/api/grants/${grant.id}`);
  await Promise.all([teacher.close(), coach.close()]);
});
