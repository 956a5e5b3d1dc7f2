import { expect, type Page } from '@playwright/test';

/** Where the playhead is, in seconds. */
export const playhead = (page: Page): Promise<number> =>
  page.evaluate(() => document.querySelector('video')?.currentTime ?? -1);

export const video = (page: Page) => page.locator('video');

/** Opens a lesson at a moment, paused, with the film loaded and its comments there. */
export async function openLesson(page: Page, recordingId: string, atMs: number): Promise<void> {
  await page.goto(`/recordings/${recordingId}?t=${atMs}`);
  await expect
    .poll(() => page.evaluate(() => document.querySelector('video')?.readyState ?? 0), { timeout: 30_000 })
    .toBeGreaterThan(1);
  await expect.poll(() => playhead(page)).toBeCloseTo(atMs / 1000, 0);
  await expect(page.getByRole('feed')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Opmerking op/ })).toBeVisible();
}

export const at = async (page: Page, seconds: number): Promise<void> =>
  expect.poll(() => playhead(page), `the playhead near ${seconds} s`).toBeCloseTo(seconds, 0);
