import type { Page } from '@playwright/test';
import { School } from '../bench/support/school.ts';
import { lessonFilm } from '../support/lesson-film.ts';
import { scratchFolder } from '../support/scratch.ts';
import { comeIn, expect, lessonOf, pictures } from './support/call.ts';
import { test } from './support/product.ts';
import { schoolSideOf } from './support/school-side.ts';

/** As the issue has it: from the API's return until everybody is in the room again. */
const BACK_WITHIN_MS = 5_000;

const lost = (page: Page) => page.getByText('Geen verbinding met de server.');

test('an API killed in mid-call is back, and within seconds everybody is in the room again', async ({ browser }) => {
  test.setTimeout(420_000);
  const folder = await scratchFolder();
  const school = await School.open();
  try {
    const film = await lessonFilm(folder.path, { seconds: 60, codec: 'h264' });
    const { recordingId, lastByte } = await school.film(film);
    await school.share(recordingId);
    await school.reached(recordingId, 'playable', lastByte, 120_000);
    const teacherId = (await school.send<{ id: string }>('GET', '/me')).id;
    const subject = { title: 'Samen terugkijken', recordingId, personIds: [teacherId] };
    const { id } = await school.send<{ id: string }>('POST', '/rooms', subject, school.coach);
    const coach = await schoolSideOf(browser, school, school.coach, recordingId);
    const teacher = await schoolSideOf(browser, school, school.teacher, recordingId);
    await comeIn(coach, teacher, `/kijkgesprek/${id}`);
    for (const { page } of [coach, teacher]) await expect.poll(() => pictures(page)).toBe(2);
    await coach.page.keyboard.press('k');
    await expect.poll(async () => (await lessonOf(teacher.page)).atMs).toBeGreaterThan(3_000);

    const { atMs } = await lessonOf(coach.page);
    await school.product.kill('api');
    for (const { page } of [coach, teacher]) await expect(lost(page)).toBeVisible();
    await school.product.startApi();
    const since = performance.now();
    await Promise.all([coach, teacher].map(({ page }) => expect(lost(page)).toBeHidden({ timeout: BACK_WITHIN_MS })));
    // In the room, and told so: the other's tile no longer says that the line is lost.
    for (const { page } of [coach, teacher])
      await expect(page.getByText('Verbinding kwijt, komt zo terug')).toHaveCount(0);
    expect(performance.now() - since).toBeLessThan(BACK_WITHIN_MS);

    for (const { page } of [coach, teacher]) await expect.poll(() => pictures(page)).toBe(2);
    for (const { page } of [coach, teacher]) {
      await expect.poll(async () => (await lessonOf(page)).paused).toBe(true);
      // Kept once a second, and it played on until everybody noticed.
      expect(Math.abs((await lessonOf(page)).atMs - atMs)).toBeLessThan(3_000);
    }
    const both = await Promise.all([lessonOf(coach.page), lessonOf(teacher.page)]);
    expect(Math.abs(both[0].atMs - both[1].atMs)).toBeLessThan(1);
    await coach.page.keyboard.press('k');
    await expect.poll(async () => (await lessonOf(teacher.page)).paused).toBe(false);
    expect([...coach.errors, ...teacher.errors]).toEqual([]);
    await coach.context.close();
    await teacher.context.close();
  } finally {
    await school.close();
    await folder.remove();
  }
});
