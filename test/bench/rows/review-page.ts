import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { films } from '../support/films.ts';
import { openBrowser, signedIn } from '../support/browser.ts';
import { type Figure, milliseconds, percentile, type Row } from '../support/row.ts';
import { School } from '../support/school.ts';

declare global {
  interface Window {
    firstFrameAt?: number;
  }
}

const VISITS = 10;

interface Script {
  name: string;
  /** Milliseconds from navigation to its last byte. */
  at: number;
}

/** Milliseconds from navigation to the lesson's first frame, and the scripts with their times. */
async function firstFrame(page: Page, recordingId: string): Promise<{ ms: number; scripts: Script[] }> {
  await page.addInitScript(() => {
    // Heard on its way down, so that a page too busy for anything else still tells the moment.
    document.addEventListener('loadeddata', () => (window.firstFrameAt ??= performance.now()), { capture: true });
  });
  await page.goto(`/recordings/${recordingId}`, { waitUntil: 'commit' });
  const told = await page.waitForFunction(() => window.firstFrameAt);
  const ms = (await told.jsonValue()) ?? Number.NaN;
  await page.waitForLoadState('networkidle');
  const scripts = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter(({ name }) => new URL(name).pathname.endsWith('.js'))
      .map((entry) => ({ name: entry.name, at: (entry as PerformanceResourceTiming).responseEnd })),
  );
  return { ms, scripts };
}

async function gzipped(scripts: readonly Script[]): Promise<number> {
  const sizes = await Promise.all(
    [...new Set(scripts.map(({ name }) => name))].map(
      async (name) => gzipSync(Buffer.from(await (await fetch(name)).arrayBuffer())).length,
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

export const reviewPage: Row = {
  name: 'review-page',
  async run(): Promise<Figure[]> {
    const school = await School.open();
    const browser = await openBrowser();
    try {
      const { recordingId, lastByte } = await school.film(await films.short());
      await school.reached(recordingId, 'ready', lastByte, 120_000);
      const visits = [];
      for (let visit = 0; visit < VISITS; visit += 1) {
        // A new browser context each time: nothing is in its cache.
        const context = await signedIn(browser, school, school.teacher);
        visits.push(await firstFrame(await context.newPage(), recordingId));
        await context.close();
      }
      const p95 = percentile(
        visits.map(({ ms }) => ms),
        0.95,
      );
      const [{ ms, scripts } = { ms: Number.NaN, scripts: [] }] = visits;
      const before = await gzipped(scripts.filter(({ at }) => at <= ms));
      const all = await gzipped(scripts);
      const kB = (bytes: number) => `${Math.round(bytes / 1000)} kB`;
      return [
        {
          what: 'review page: script before the first frame',
          against: '–',
          measured: `${kB(before)} gzip, ${kB(all)} in all`,
          reach: '≤ 300 kB, ≤ 500 kB in all',
          reached: before <= 300_000 && all <= 500_000,
          numbers: { beforeBytes: before, allBytes: all },
        },
        {
          what: 'review page: navigation → first frame, nothing cached',
          against: '–',
          measured: `p95 ${milliseconds(p95)}`,
          reach: '≤ 1.5 s',
          reached: p95 <= 1500,
          numbers: { p95, count: VISITS },
        },
      ];
    } finally {
      await browser.close();
      await school.close();
    }
  },
};
