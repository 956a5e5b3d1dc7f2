import type { Browser, BrowserContext, Page } from '@playwright/test';
import type { Product } from '../../support/product.ts';
import { contextOf, demoIds, type Who, type Wishes } from './demo.ts';
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
  readonly ids: { readonly recordingId: string };
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

/** A call about the demo's lesson, with the coach as its host. @returns its address */
export async function openCall(coach: Side, teacher: Side): Promise<string> {
  const data = { title: 'Samen terugkijken', recordingId: coach.ids.recordingId, personIds: [await idOf(teacher)] };
  const answer = await coach.context.request.post('/api/rooms', { data });
  expect(answer.status()).toBe(201);
  return `/kijkgesprek/${((await answer.json()) as { id: string }).id}`;
}

/** How many moving pictures of people there are, one's own included. */
export const pictures = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const faces = [...document.querySelectorAll<HTMLVideoElement>('[data-testid^="face-"] video')];
    return faces.filter((video) => video.videoWidth > 0 && video.getVideoPlaybackQuality().totalVideoFrames > 2).length;
  });

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
