import type { Page } from '@playwright/test';
import { openBrowser, signedIn } from '../support/browser.ts';
import { films } from '../support/films.ts';
import { type Figure, milliseconds, percentile, type Row } from '../support/row.ts';
import { School } from '../support/school.ts';

const TIMES = 20;
const PATIENCE_MS = 30_000;

declare global {
  interface Window {
    /** On the clock of `Date.now()`: the player stood still and held nothing. */
    stoppedAt?: number;
  }
}

/** Opens the lesson and plays it; from then on the page says when its player stopped and was emptied. */
async function play(page: Page, recordingId: string): Promise<void> {
  await page.goto(`/recordings/${recordingId}`);
  await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) > 2, null, {
    timeout: PATIENCE_MS,
  });
  await page.evaluate(() => {
    const video = document.querySelector('video');
    const look = (): void => {
      if (video?.paused && video.buffered.length === 0 && document.querySelector('video') === null)
        window.stoppedAt = Date.now();
      else setTimeout(look, 5);
    };
    look();
    return video?.play();
  });
  await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0.5, null, {
    timeout: PATIENCE_MS,
  });
}

export const withdrawal: Row = {
  name: 'withdrawal',
  async run(): Promise<Figure[]> {
    const school = await School.open();
    const browser = await openBrowser();
    try {
      const { recordingId, lastByte } = await school.film(await films.short());
      await school.reached(recordingId, 'ready', lastByte, 120_000);
      const page = await (await signedIn(browser, school, school.coach)).newPage();
      const took: number[] = [];
      for (let time = 0; time < TIMES; time += 1) {
        const { id } = (await school.share(recordingId)) as { id: string };
        await play(page, recordingId);
        const since = Date.now();
        await school.send('DELETE', `/grants/${id}`);
        const stopped = await page.waitForFunction(() => window.stoppedAt, null, { timeout: PATIENCE_MS });
        took.push(((await stopped.jsonValue()) ?? Number.NaN) - since);
      }
      const p95 = percentile(took, 0.95);
      return [
        {
          what: 'withdrawal → a player that plays is stopped and emptied, in another browser',
          against: '–',
          measured: `p95 ${milliseconds(p95)}, at most ${milliseconds(Math.max(...took))}`,
          reach: 'p95 ≤ 2 s',
          reached: p95 <= 2_000,
          numbers: { p50: percentile(took, 0.5), p95, most: Math.max(...took), count: TIMES },
        },
      ];
    } finally {
      await browser.close();
      await school.close();
    }
  },
};
