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

/** So high the lesson is drawn, in CSS pixels: its picture keeps its shape within the place it has. */
async function pictureOf(page: Page): Promise<number> {
  const { width, height } = (await page.locator('#lesson-stage video').boundingBox()) ?? { width: 0, height: 0 };
  return Math.min(height, (width * 9) / 16);
}

test('while a call is recorded a phone keeps the player in reach, upright and lying down', async ({
  browser,
  demo,
}) => {
  test.setTimeout(300_000);
  const coach = await sideOf(browser, demo, 'coach');
  const teacher = await sideOf(browser, demo, 'docent');
  const { page } = teacher;
  // The teacher is the host: the coach asks to steer, and does not take it.
  await comeIn(teacher, coach, await openCall(teacher, coach), []);
  await expect(page.getByRole('feed')).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  await expect.poll(async () => (await page.getByRole('feed').boundingBox())?.height).toBeGreaterThan(150);
  expect(await pictureOf(page)).toBeGreaterThan(210);
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
  await page.setViewportSize({ width: 1440, height: 900 });
  await more(coach.page, 'Vraag of het gesprek opgenomen mag worden');
  for (const side of [teacher, coach])
    await side.page.getByRole('dialog').getByRole('button', { name: 'Ja, neem mij op' }).click();
  await expect(take).toContainText('Dit gesprek wordt opgenomen');
  await fits();

  // Lying down with a request to steer beside the mark the lesson is still what one looks at.
  await coach.page.locator('h1').click();
  await coach.page.keyboard.press('o');
  const request = page.getByTestId('steer-request');
  await expect(request).toBeVisible();
  for (const [width, height, least] of [
    [844, 390, 180],
    [667, 375, 170],
    [390, 844, 210],
  ] as const) {
    await page.setViewportSize({ width, height });
    await expect.poll(() => pictureOf(page), { message: `${width} × ${height}` }).toBeGreaterThan(least);
    await canBeTouched(page, [mark, request.getByRole('button').first(), ...player]);
  }
  await request.getByRole('button', { name: 'Geef Eva (coach) de besturing' }).click();

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
