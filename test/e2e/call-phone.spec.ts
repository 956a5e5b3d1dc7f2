import type { Locator, Page } from '@playwright/test';
import { comeIn, expect, more, openCall, sideOf } from './support/call.ts';
import { test } from './support/product.ts';

/** A finger at the middle of each of these touches it, and nothing that lies over it. */
async function canBeTouched(page: Page, parts: readonly Locator[]): Promise<void> {
  for (const part of parts) {
    await part.scrollIntoViewIfNeeded();
    const touched = () =>
      part.evaluate((element) => {
        const { left, top, width, height } = element.getBoundingClientRect();
        const found = document.elementFromPoint(left + width / 2, top + height / 2);
        return element.contains(found) ? 'itself' : (found?.outerHTML.slice(0, 120) ?? 'nothing');
      });
    const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
    await expect.poll(touched, { message: `${String(part)} at ${width} × ${height}`, timeout: 8000 }).toBe('itself');
  }
}

test('while a call is recorded a phone keeps the player in reach, upright and lying down', async ({
  browser,
  demo,
}) => {
  test.setTimeout(300_000);
  const coach = await sideOf(browser, demo, 'coach');
  const teacher = await sideOf(browser, demo, 'docent');
  const { page } = teacher;
  await comeIn(coach, teacher, await openCall(coach, teacher), []);
  await expect(page.getByRole('feed')).toBeVisible();
  const take = page.getByTestId('take');
  const mark = take.locator('strong, :scope > span').first();
  const player = ['media-play-button', 'media-mute-button', 'media-fullscreen-button'].map((name) =>
    page.locator(`#lesson-stage ${name}`),
  );
  const fits = async (): Promise<void> => {
    for (const [width, height] of [
      [390, 844],
      [390, 667],
      [844, 390],
      [667, 375],
    ] as const) {
      await page.setViewportSize({ width, height });
      await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(width);
      await canBeTouched(page, [mark, ...player, page.getByRole('tab').first()]);
    }
  };
  await more(coach.page, 'Vraag of het gesprek opgenomen mag worden');
  for (const side of [teacher, coach])
    await side.page.getByRole('dialog').getByRole('button', { name: 'Ja, neem mij op' }).click();
  await expect(take).toContainText('Dit gesprek wordt opgenomen');
  await fits();

  // What somebody else's steering keeps one from doing is said beside the mark, never over it.
  for (const [width, height] of [
    [1440, 900],
    [390, 844],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.locator('#lesson-stage media-play-button').click();
    await expect(page.getByText('Iemand anders stuurt').first()).toBeVisible();
    await canBeTouched(page, [mark, take.getByRole('button').first(), take.getByRole('button').last()]);
  }
  // A message stays while it is pointed at, and may lie over a tab.
  await page.mouse.move(0, 0);
  await expect(page.getByRole('region', { name: 'Meldingen' }).getByRole('button')).toHaveCount(0, { timeout: 30_000 });
  await take.getByRole('button').last().click();
  await expect(take).not.toContainText('Dit gesprek wordt opgenomen');
  await fits();
  expect([...coach.errors, ...teacher.errors]).toEqual([]);
  await coach.context.close();
  await teacher.context.close();
});
