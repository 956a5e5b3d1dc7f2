import type { Page } from '@playwright/test';
import { films } from '../support/films.ts';
import { openBrowser, signedIn } from '../support/browser.ts';
import { type Figure, milliseconds, percentile, type Row } from '../support/row.ts';
import { School } from '../support/school.ts';

const COMMENTS = 10_000;
const VISITS = 12;

/** Milliseconds from asking for the list to its first comment drawn in a list that counts all of them. */
async function opened(page: Page, recordingId: string): Promise<number> {
  await page.goto(`/recordings/${recordingId}`);
  return page.evaluate(
    (count) =>
      new Promise<number>((resolve) => {
        const look = () => {
          const first = document.querySelector(`[role=feed] [aria-setsize="${count}"]`);
          if (first === null) return requestAnimationFrame(look);
          const asked = performance.getEntriesByType('resource').find(({ name }) => /\/comments(\?|$)/.test(name));
          requestAnimationFrame(() => resolve(performance.now() - (asked?.startTime ?? Number.NaN)));
          return undefined;
        };
        look();
      }),
    COMMENTS,
  );
}

/** Frames a second while the playhead is dragged over the whole timeline for three seconds. */
async function scrubbed(page: Page): Promise<number> {
  const box = await page.locator('section [role=slider]').first().boundingBox();
  if (box === null) throw new Error('there is no timeline');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + 5, y);
  await page.mouse.down();
  const counting = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const since = performance.now();
        let frames = 0;
        const frame = () => {
          frames += 1;
          const passed = performance.now() - since;
          if (passed < 3000) requestAnimationFrame(frame);
          else resolve((frames * 1000) / passed);
        };
        requestAnimationFrame(frame);
      }),
  );
  let moving = true;
  const done = counting.then((value) => {
    moving = false;
    return value;
  });
  for (let step = 0; moving; step += 1) {
    await page.mouse.move(box.x + 5 + ((step * 6) % (box.width - 10)), y);
  }
  const rate = await done;
  await page.mouse.up();
  return rate;
}

export const commentsMany: Row = {
  name: 'comments-many',
  async run(): Promise<Figure[]> {
    const school = await School.open();
    const browser = await openBrowser();
    try {
      const { recordingId, lastByte } = await school.film(await films.lesson());
      await school.reached(recordingId, 'playable', lastByte, 300_000);
      await school.product.kill('worker');
      await school.fill(recordingId, COMMENTS);
      const page = await (await signedIn(browser, school, school.teacher)).newPage();
      await opened(page, recordingId);
      const times: number[] = [];
      for (let visit = 0; visit < VISITS; visit += 1) times.push(await opened(page, recordingId));
      const rate = await scrubbed(page);
      const p95 = percentile(times, 0.95);
      return [
        {
          what: 'open a recording with 10,000 comments → list complete',
          against: '–',
          measured: `p95 ${milliseconds(p95)}`,
          reach: 'p95 ≤ 400 ms',
          reached: p95 <= 400,
          numbers: { p50: percentile(times, 0.5), p95, count: VISITS },
        },
        {
          what: 'timeline with 10,000 comments while scrubbing',
          against: '–',
          measured: `${Math.round(rate)} frames/s`,
          reach: '≥ 50 frames/s',
          reached: rate >= 50,
          numbers: { framesPerSecond: rate },
        },
      ];
    } finally {
      await browser.close();
      await school.close();
    }
  },
};
