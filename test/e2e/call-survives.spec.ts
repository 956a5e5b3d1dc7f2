import type { Page } from '@playwright/test';
import { comeIn, expect, lessonOf, pictures } from './support/call.ts';
import { test } from './support/product.ts';
import { withSchoolCall } from './support/school-side.ts';

/** As the issue has it: from the API's return until everybody is in the room again. */
const BACK_WITHIN_MS = 5_000;

const lost = (page: Page) => page.getByText('Geen verbinding met de server.');

test('an API killed in mid-call is back, and within seconds everybody is in the room again', async ({ browser }) => {
  test.setTimeout(420_000);
  await withSchoolCall(browser, { seconds: 60 }, async ({ school, address, coach, teacher }) => {
    await comeIn(coach, teacher, address);
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
  });
});
