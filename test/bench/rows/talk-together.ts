import type { Page } from '@playwright/test';
import { openSide, type Side } from '../support/call-sides.ts';
import { newTrajectory, plannedTalk } from '../support/full-trajectory.ts';
import { type Figure, type Row, seconds } from '../support/row.ts';
import { School } from '../support/school.ts';
import { slowLine } from '../support/slow-line.ts';

/** 200 characters a minute each, for five minutes. */
const A_KEY_MS = 300;
const CHARACTERS = 1_000;
const DROPS = 10;
const FIRST_DROP_MS = 15_000;
const EACH_DROP_MS = 28_000;
const LINE = { delayMs: 40, jitterMs: 10, loss: 0 };
const REACH_MS = 10_000;
const FIELD = 'Jullie tekst: Hoe het nu is, en hoe je het wilt';

/** Of alphabets that have no letter in common: of each character is known who typed it. */
const words = ['abcdefghij klmnopqrst.', 'αβγδεζηθικ·λμνξοπρστ,'].map((alphabet) =>
  Array.from({ length: CHARACTERS }, (_, n) => alphabet[n % alphabet.length]).join(''),
);

const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));
const read = (page: Page) => page.getByLabel(FIELD).inputValue();

/** @returns how many of these stand in the text, in the order in which they were typed */
function kept(text: string, typed: string): number {
  const own = new Set(typed);
  const left = [...text].filter((letter) => own.has(letter)).join('');
  let same = 0;
  while (same < typed.length && left[same] === typed[same]) same += 1;
  return left.length === typed.length ? same : Math.min(same, left.length);
}

/** Milliseconds until both show the same text of that length. */
async function untilEqual(pages: readonly Page[], length: number, mostMs: number): Promise<number> {
  const since = performance.now();
  while (performance.now() - since < mostMs) {
    const [one, other] = await Promise.all(pages.map(read));
    if (one === other && one?.length === length) return performance.now() - since;
    await wait(50);
  }
  return Number.POSITIVE_INFINITY;
}

export const talkTogether: Row = {
  name: 'talk-together',
  async run(): Promise<Figure[]> {
    const school = await School.open();
    const port = Number(new URL(school.product.url).port);
    const lines = await Promise.all([1, 2].map((seed) => slowLine(port, { ...LINE, seed })));
    const sides: Side[] = [];
    try {
      const talkId = await plannedTalk(school, await newTrajectory(school), 'Samen schrijven', 1);
      for (const [at, cookies] of [school.coach, school.teacher].entries())
        sides.push(await openSide(school, cookies, { port: lines[at]?.port ?? 0 }));
      const pages = sides.map(({ page }) => page);
      for (const page of pages) {
        await page.goto(`/gesprek/${talkId}`);
        await page.getByText('Alles is opgeslagen.').waitFor();
        await page.getByLabel(FIELD).click();
      }
      const since = performance.now();
      const drops = (async () => {
        for (let n = 0; n < DROPS; n += 1) {
          await wait(since + FIRST_DROP_MS + n * EACH_DROP_MS - performance.now());
          // In turns, and every third time both lose it; for 3 to 12 seconds.
          const gone = n % 3 === 2 ? lines : lines.filter((_, at) => at === n % 2);
          for (const line of gone) line.cut();
          await wait(3_000 + (n % 4) * 3_000);
          for (const line of gone) line.mend();
        }
      })();
      await Promise.all([...pages.map((page, at) => page.keyboard.type(words[at] ?? '', { delay: A_KEY_MS })), drops]);
      const typedMs = performance.now() - since;
      const equalMs = await untilEqual(pages, 2 * CHARACTERS, 60_000);
      const texts = await Promise.all(pages.map(read));
      const stored = await openSide(school, school.coach);
      sides.push(stored);
      await stored.page.goto(`/gesprek/${talkId}`);
      await stored.page.getByText('Alles is opgeslagen.').waitFor();
      texts.push(await read(stored.page));
      const whole = Math.min(...texts.map((text) => words.reduce((sum, typed) => sum + kept(text, typed), 0)));
      const equal = new Set(texts).size === 1;
      return [
        {
          what: `two people type in one text for five minutes, the line drops ${DROPS} times: characters kept`,
          against: `${2 * CHARACTERS} typed in ${seconds(typedMs)}`,
          measured: `${whole}, both screens and a third that opens it ${equal ? 'equal' : 'differ'}`,
          reach: 'all, equal',
          reached: whole === 2 * CHARACTERS && equal,
          numbers: { typed: 2 * CHARACTERS, kept: whole, typedMs },
        },
        {
          what: 'the same: the last character typed → both screens equal',
          against: '–',
          measured: seconds(equalMs),
          reach: `≤ ${seconds(REACH_MS)} (a reach of our own)`,
          reached: equalMs <= REACH_MS,
          numbers: { equalMs },
        },
      ];
    } finally {
      for (const { browser } of sides) await browser.close();
      for (const line of lines) await line.stop();
      await school.close();
    }
  },
};
