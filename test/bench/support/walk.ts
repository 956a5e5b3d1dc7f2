import type { Locator, Page } from '@playwright/test';
import { until } from '../../support/until.ts';

/** Of a person: how fast they type, and how long they think before each press. */
const CHARACTERS_A_MINUTE = 200;
const DECISION_MS = 1_000;
const SCROLL_PX = 300;
const SCROLL_EVERY_MS = 100;
const PATIENCE_MS = 20_000;

export interface Step {
  what: string;
  /** Waiting and navigating. */
  systemMs: number;
  /** Thinking and typing. */
  humanMs: number;
  presses: number;
}

/**
 * What a person does in their browser, told apart: their own part is counted and not waited for, so that all the time that
 * goes by is the system's (and the test tool's). The system gets no rest while somebody thinks: its part is rather too large.
 */
export class Walk {
  readonly page: Page;
  readonly steps: Step[] = [];
  #humanMs = 0;
  #presses = 0;

  constructor(page: Page) {
    this.page = page;
  }

  /** Ends when the person can go on. */
  async step(what: string, act: () => Promise<void>): Promise<void> {
    const since = performance.now();
    [this.#humanMs, this.#presses] = [0, 0];
    await act();
    this.steps.push({ what, systemMs: performance.now() - since, humanMs: this.#humanMs, presses: this.#presses });
  }

  async press(target: Locator): Promise<void> {
    this.#decide();
    await target.click();
  }

  /** A long list draws only what is near: it is scrolled until `target` comes, and back again from its end. */
  async scrollTo(target: Locator, list: Locator): Promise<void> {
    this.#decide();
    await list.hover();
    let [by, before] = [SCROLL_PX, -1];
    const isThere = async (): Promise<boolean> => {
      if (await target.isVisible()) return true;
      const at = await list.evaluate((element) => element.scrollTop);
      if (at === before) by = -by;
      before = at;
      await this.page.mouse.wheel(0, by);
      return false;
    };
    await until(isThere, PATIENCE_MS, 'what was scrolled to', SCROLL_EVERY_MS);
  }

  async key(keys: string): Promise<void> {
    this.#decide();
    await this.page.keyboard.press(keys);
  }

  /** Where the caret is. */
  async type(words: string): Promise<void> {
    this.#humanMs += (words.length * 60_000) / CHARACTERS_A_MINUTE;
    await this.page.keyboard.type(words);
  }

  sum(of: 'systemMs' | 'humanMs' | 'presses'): number {
    return this.steps.reduce((sum, step) => sum + step[of], 0);
  }

  #decide(): void {
    this.#humanMs += DECISION_MS;
    this.#presses += 1;
  }
}
