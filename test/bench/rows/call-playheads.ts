import type { Page } from '@playwright/test';
import { comeIn, openCall, openSide, type Side } from '../support/call-sides.ts';
import { films } from '../support/films.ts';
import { type Figure, milliseconds, percentile, type Row } from '../support/row.ts';
import { School } from '../support/school.ts';
import { seeded } from '../support/seeded.ts';
import { slowLine } from '../support/slow-line.ts';

const ROUNDS = 2;
const CHANGES = 50;
const FRAME_MS = 1000 / 30;
const LINE = { delayMs: 100, jitterMs: 50, loss: 0.02 };
const AFTER_MS = 2000;
const LOOK_MS = 3000;
/** A picture stands that is shown longer than this without another. */
const STANDS_MS = 250;

/** A frame of the lesson, when it came on the screen by the machine's clock, and how many did so far. */
type Shown = [at: number, frame: number, count: number];

/** For a page to tell of the frames it showed. */
const PATIENCE_MS = 5000;

const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** Notes each frame of the lesson as its pixels say. */
const watch = (page: Page) =>
  page.evaluate(() => {
    const video = document.querySelector<HTMLVideoElement>('#lesson-stage video');
    const shown: Shown[] = [];
    Object.assign(globalThis, { shown });
    const drawn: VideoFrameRequestCallback = (_, { expectedDisplayTime, presentedFrames }) => {
      const frame = video && readBars(video);
      // A page that is told late may see a newer frame than the one it is told of: then it stands there by now.
      const at = Math.max(expectedDisplayTime, performance.now());
      if (frame != null) shown.push([at + Date.now() - performance.now(), frame, presentedFrames]);
      video?.requestVideoFrameCallback(drawn);
    };
    video?.requestVideoFrameCallback(drawn);
  });

/** What was on the screen until then; a picture that shows nothing later within some seconds stands. */
const shownUntil = (page: Page, at: number) =>
  page.evaluate(
    ([until, patience]) =>
      new Promise<Shown[]>((done) => {
        const { shown } = globalThis as unknown as { shown: Shown[] };
        const look = (): void => {
          if ((shown.at(-1)?.[0] ?? 0) > until || Date.now() > until + patience) done(shown);
          else setTimeout(look, 50);
        };
        look();
      }),
    [at, PATIENCE_MS] as const,
  );

/**
 * Where the picture was, in milliseconds of the lesson; undefined before the first frame. A busy page is not told of every
 * frame that the browser shows: between two it was where it would be on its way, unless it stood.
 */
function placeAt(shown: readonly Shown[], at: number): number | undefined {
  const before = shown.findLast(([when]) => when <= at);
  const after = shown.find(([when]) => when > at);
  if (!before) return undefined;
  if (!after) return before[1] * FRAME_MS;
  const gap = after[0] - before[0];
  const stood = gap / (after[2] - before[2]) > STANDS_MS;
  const share = stood ? 0 : (at - before[0]) / gap;
  return (before[1] + (after[1] - before[1]) * share) * FRAME_MS;
}

/** Mostly where the lesson is, sometimes whether and how fast it plays; a pause may be anybody's. */
async function change(steerer: Page, other: Page, random: () => number): Promise<void> {
  const press = (keys: string) => steerer.keyboard.press(keys.charAt(Math.floor(random() * keys.length)));
  const kind = random();
  if (kind < 0.3) await press('1234');
  else if (kind < 0.5) await steerer.keyboard.press(random() < 0.5 ? 'ArrowLeft' : 'ArrowRight');
  else if (kind < 0.65) await press('<>=');
  else if (kind < 0.85) await press('k');
  else if ((await isPaused(other)) === false) await other.keyboard.press('k');
  else await press('k');
}

const isPaused = (page: Page) =>
  page.evaluate(() => document.querySelector<HTMLVideoElement>('#lesson-stage video')?.paused);

/** @returns how far apart the pictures were, every 50 ms */
async function round(steerer: Page, other: Page, seed: number): Promise<number[]> {
  const random = seeded(seed);
  for (let n = 1; n < CHANGES; n += 1) {
    await change(steerer, other, random);
    await wait(100 + random() * 500);
  }
  // The last is such that it plays afterwards: pictures that stand are always the same.
  await wait(1500);
  await steerer.keyboard.press((await isPaused(steerer)) ? 'k' : '2');
  const since = Date.now() + AFTER_MS;
  await wait(AFTER_MS + LOOK_MS);
  const until = since + LOOK_MS;
  const [one, two] = await Promise.all([shownUntil(steerer, until), shownUntil(other, until)]);
  const gone = (placeAt(one, until) ?? 0) - (placeAt(one, since) ?? 0);
  if (gone < 100) throw new Error(`the lesson stood: ${Math.round(gone)} ms in ${LOOK_MS}`);
  return Array.from({ length: LOOK_MS / 50 }, (_, n) => since + n * 50).flatMap((at) => {
    const [a, b] = [placeAt(one, at), placeAt(two, at)];
    return a === undefined || b === undefined ? [] : [Math.abs(a - b)];
  });
}

export const callPlayheads: Row = {
  name: 'call-playheads',
  async run(): Promise<Figure[]> {
    const school = await School.open();
    const port = Number(new URL(school.product.url).port);
    const lines = await Promise.all([1, 2].map((seed) => slowLine(port, { ...LINE, seed })));
    const sides: Side[] = [];
    try {
      const { recordingId, lastByte } = await school.film(await films.numbered());
      await school.reached(recordingId, 'ready', lastByte, 120_000);
      await school.share(recordingId);
      for (const [at, cookies] of [school.teacher, school.coach].entries())
        sides.push(await openSide(school, cookies, { port: lines[at]?.port ?? 0 }));
      const [teacher, coach] = sides.map(({ page }) => page);
      if (!teacher || !coach) throw new Error('there are two');
      await comeIn(teacher, coach, await openCall(school, recordingId));
      for (const page of [teacher, coach]) {
        await page.waitForFunction(
          () => (document.querySelector<HTMLVideoElement>('#lesson-stage video')?.readyState ?? 0) > 1,
        );
        await watch(page);
      }
      const apart: number[] = [];
      for (let seed = 1; seed <= ROUNDS; seed += 1) apart.push(...(await round(teacher, coach, seed)));
      const samples = (ROUNDS * LOOK_MS) / 50;
      if (apart.length < samples / 2)
        throw new Error(`only ${apart.length} of ${samples} looks found both pictures moving`);
      const p95 = percentile(apart, 0.95);
      const p50 = percentile(apart, 0.5);
      return [
        {
          what: `playheads of two people from 2 s after ${CHANGES} changes, lines of 100 ± 50 ms each way with 2 % loss`,
          against: '–',
          measured: `p95 ${milliseconds(p95)} apart, p50 ${milliseconds(p50)}`,
          reach: 'p95 ≤ 100 ms',
          reached: p95 <= 100,
          numbers: { p95, p50, most: Math.max(...apart), looks: apart.length, rounds: ROUNDS },
        },
      ];
    } finally {
      for (const { browser } of sides) await browser.close();
      for (const line of lines) await line.stop();
      await school.close();
    }
  },
};
