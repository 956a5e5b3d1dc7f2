import type { Browser, BrowserContext, Page } from '@playwright/test';
import type { Product } from '../../support/product.ts';
import { contextOf, demoIds, type Who, type Wishes } from './demo.ts';
import { watchMedia } from './media-watch.ts';
import { expect as base } from './product.ts';

/** Browsers that encode and decode each other's pictures leave little of two cores: what is waited for may take long. */
const PATIENCE_MS = 60_000;
export const expect = base.configure({ timeout: PATIENCE_MS });

/** One person's browser in a call. */
export interface Side {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What went wrong in the page itself. */
  readonly errors: string[];
  readonly ids: { readonly recordingId: string; readonly trajectoryId: string };
}

export async function sideOf(browser: Browser, demo: Product, who: Who, wishes: Wishes = {}): Promise<Side> {
  const context = await contextOf(browser, demo, who, { theme: 'dark', ...wishes });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  return { context, page, errors, ids: await demoIds(browser, demo) };
}

const idOf = async ({ context }: Side): Promise<string> =>
  ((await (await context.request.get('/api/me')).json()) as { id: string }).id;

/** A call about the demo's lesson, or its trajectory alone, with the coach as its host. @returns its address */
export async function openCall(coach: Side, teacher: Side, { aboutTrajectory = false } = {}): Promise<string> {
  const { recordingId, trajectoryId } = coach.ids;
  const subject = aboutTrajectory ? { trajectoryId } : { recordingId };
  const data = { title: 'Samen terugkijken', ...subject, personIds: [await idOf(teacher)] };
  const answer = await coach.context.request.post('/api/rooms', { data });
  expect(answer.status()).toBe(201);
  return `/kijkgesprek/${((await answer.json()) as { id: string }).id}`;
}

export const leave = (page: Page) => page.getByRole('button', { name: 'Verlaat het gesprek' });

/**
 * The coach, who is its host, goes in, and lets the teacher in.
 * @param filmed with their cameras on: each costs what a browser takes to draw and encode it
 */
export async function comeIn(
  coach: Side,
  teacher: Side,
  address: string,
  filmed: readonly Side[] = [coach, teacher],
): Promise<void> {
  for (const side of [coach, teacher]) {
    const { page } = side;
    await page.goto(address);
    if (!filmed.includes(side)) await page.getByRole('button', { name: 'Zet de camera uit' }).click();
    await page.getByRole('button', { name: page === coach.page ? 'Doe mee' : 'Klop aan' }).click();
    if (page === coach.page) await expect(leave(page)).toBeVisible();
  }
  await coach.page.getByRole('button', { name: 'Laat binnen' }).click();
  await expect(leave(teacher.page)).toBeVisible();
}

/** @param watched whose pages know what was captured and sent (media-watch.ts) */
export async function coachAndTeacher(
  browser: Browser,
  demo: Product,
  { watched = [] }: { watched?: readonly Who[] } = {},
): Promise<{ coach: Side; teacher: Side }> {
  const side = async (who: Who): Promise<Side> => {
    const one = await sideOf(browser, demo, who);
    if (watched.includes(who)) await one.page.addInitScript(watchMedia);
    return one;
  };
  return { coach: await side('coach'), teacher: await side('docent') };
}

/** Nothing went wrong in these pages, and they are closed. */
export async function partWays(...sides: Side[]): Promise<void> {
  expect(sides.flatMap(({ errors }) => errors)).toEqual([]);
  for (const { context } of sides) await context.close();
}

/** One of the host's acts under the button for more. */
export async function more(page: Page, act: string, word = 'Meer'): Promise<void> {
  await page.getByRole('button', { name: word, exact: true }).click();
  await page.getByRole('menuitem', { name: act }).click();
}

/** It is asked once. @param said what the question says besides */
export async function endForAll(page: Page, ...said: string[]): Promise<void> {
  await more(page, 'Beëindig het gesprek voor iedereen');
  const dialog = page.getByRole('dialog', { name: 'Het gesprek voor iedereen beëindigen?' });
  for (const words of said) await expect(dialog).toContainText(words);
  await dialog.getByRole('button', { name: 'Beëindig het gesprek' }).click();
}

/** How many moving pictures of people there are, one's own included. */
export const pictures = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const faces = [...document.querySelectorAll<HTMLVideoElement>('[data-testid^="face-"] video')];
    return faces.filter((video) => video.videoWidth > 0 && video.getVideoPlaybackQuality().totalVideoFrames > 2).length;
  });

const face = (page: Page, name: string) => page.locator('[data-testid^="face-"]').filter({ hasText: name });

/** New frames of somebody's picture are drawn from now on. */
export async function picturesGoOn(page: Page, name: string): Promise<void> {
  const drawn = () =>
    face(page, name)
      .locator('video')
      .evaluateAll(
        ([video]) => (video as HTMLVideoElement | undefined)?.getVideoPlaybackQuality().totalVideoFrames ?? 0,
      );
  let from = await drawn();
  await expect
    .poll(async () => {
      const now = await drawn();
      // A new element counts anew.
      from = Math.min(from, now);
      return now - from;
    })
    .toBeGreaterThan(5);
}

export interface LessonNow {
  atMs: number;
  paused: boolean;
  rate: number;
}

export const lessonOf = (page: Page): Promise<LessonNow> =>
  page.evaluate(() => {
    const video = document.querySelector<HTMLVideoElement>('#lesson-stage video');
    return { atMs: (video?.currentTime ?? -1) * 1000, paused: video?.paused ?? true, rate: video?.playbackRate ?? 0 };
  });

declare global {
  interface Window {
    /** Of the lesson's element, the frame that was drawn last, in seconds of the film. */
    drawnAt?: number;
  }
}

/** To be told of the lesson's frames as the browser draws them; before the page is opened. */
export const watchFrames = (page: Page) =>
  page.addInitScript(() => {
    const { requestVideoFrameCallback } = HTMLVideoElement.prototype;
    HTMLVideoElement.prototype.requestVideoFrameCallback = function (told) {
      return requestVideoFrameCallback.call(this, (now, frame) => {
        if (this.closest('#lesson-stage')) window.drawnAt = frame.mediaTime;
        told(now, frame);
      });
    };
  });

export const drawnAt = (page: Page): Promise<number> => page.evaluate(() => window.drawnAt ?? -1);
