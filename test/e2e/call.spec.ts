import type { Browser, BrowserContext, Page } from '@playwright/test';
import type { Product } from '../support/product.ts';
import { contextOf, demoIds } from './support/demo.ts';
import { expect, test } from './support/product.ts';

interface Side {
  context: BrowserContext;
  page: Page;
  errors: string[];
}

async function sideOf(browser: Browser, demo: Product, who: 'docent' | 'coach'): Promise<Side> {
  const context = await contextOf(browser, demo, who, { theme: 'dark' });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  return { context, page, errors };
}

/** A picture of somebody else that really moves. */
const picturesFrom = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const faces = [...document.querySelectorAll<HTMLVideoElement>('[data-testid^="face-"] video')];
    return faces.filter((video) => video.videoWidth > 0 && video.getVideoPlaybackQuality().totalVideoFrames > 3).length;
  });

const lesson = (page: Page): Promise<{ atMs: number; paused: boolean; rate: number }> =>
  page.evaluate(() => {
    const video = document.querySelector<HTMLVideoElement>('#lesson-stage video');
    return {
      atMs: (video?.currentTime ?? -1) * 1000,
      paused: video?.paused ?? true,
      rate: video?.playbackRate ?? 0,
    };
  });

/** How far apart two pages are, both read within the same few milliseconds. */
async function apart(one: Page, other: Page): Promise<number> {
  const [a, b] = await Promise.all([lesson(one), lesson(other)]);
  return Math.abs(a.atMs - b.atMs);
}

test('two people look at one lesson in a call, from the invitation to the goodbye', async ({ browser, demo }) => {
  test.setTimeout(300_000);
  const coach = await sideOf(browser, demo, 'coach');
  const teacher = await sideOf(browser, demo, 'docent');
  const { recordingId } = await demoIds(browser, demo);

  await test.step('the coach opens a call from the lesson and goes in', async () => {
    await coach.page.goto(`/recordings/${recordingId}`);
    await coach.page.getByRole('link', { name: 'Kijkgesprek' }).click();
    await coach.page.getByLabel('Hoe heet het gesprek?').fill('Samen terugkijken');
    await expect(coach.page.getByLabel('Noor (docent)')).toBeChecked();
    for (const name of await coach.page.getByRole('checkbox', { checked: true }).all())
      if (!(await name.locator('..').locator('..').textContent())?.includes('Noor')) await name.uncheck();
    await coach.page.getByRole('button', { name: 'Begin het gesprek' }).click();
    await expect(coach.page.getByText('De verbinding is goed.')).toBeVisible();
    await coach.page.getByRole('button', { name: 'Doe mee' }).click();
    await expect(coach.page.getByRole('button', { name: 'Verlaat het gesprek' })).toBeVisible();
  });

  await test.step('the teacher finds it at home, knocks, and is let in', async () => {
    await teacher.page.goto('/');
    await teacher.page.getByRole('link', { name: 'Naar het gesprek' }).first().click();
    await teacher.page.getByRole('button', { name: 'Klop aan' }).click();
    await expect(teacher.page.getByRole('heading', { name: 'Je hebt aangeklopt' })).toBeVisible();
    await coach.page.getByRole('button', { name: 'Laat binnen' }).click();
    await expect(teacher.page.getByRole('button', { name: 'Verlaat het gesprek' })).toBeVisible();
    for (const { page } of [coach, teacher]) await expect.poll(() => picturesFrom(page)).toBe(2);
  });

  await test.step('both are in the lesson, and its playhead is one', async () => {
    await expect(coach.page.getByTestId('steering')).toContainText('Jij stuurt');
    await expect(teacher.page.getByTestId('steering')).toContainText('Eva (coach) stuurt');
    await coach.page.keyboard.press('k');
    await expect.poll(async () => (await lesson(teacher.page)).paused).toBe(false);
    await expect.poll(async () => (await lesson(teacher.page)).atMs).toBeGreaterThan(1500);
    await expect.poll(() => apart(coach.page, teacher.page)).toBeLessThan(100);
  });

  expect(coach.errors).toEqual([]);
  expect(teacher.errors).toEqual([]);
  await coach.context.close();
  await teacher.context.close();
});
