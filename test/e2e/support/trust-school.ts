import { type Browser, expect, type Locator, type Page } from '@playwright/test';
import { signedIn } from '../../bench/support/browser.ts';
import { School } from '../../bench/support/school.ts';
import { lessonFilm } from '../../support/lesson-film.ts';
import { scratchFolder } from '../../support/scratch.ts';

type Name = 'Docent' | 'Coach' | 'Beheerder' | 'Gast';

export const COMMENTS = [
  { startMs: 10_000, text: 'Hier begint de uitleg.' },
  { startMs: 35_000, text: 'Wat wilde je met deze vraag bereiken?' },
  { startMs: 58_000, text: 'Een mooi einde.' },
];

/** A school with a server of its own and one lesson of a minute, for what the demo school must not suffer. */
export class TrustSchool {
  readonly school: School;
  readonly recordingId: string;
  readonly #cookies: Record<Name, string>;

  private constructor(school: School, recordingId: string, cookies: Record<Name, string>) {
    this.school = school;
    this.recordingId = recordingId;
    this.#cookies = cookies;
  }

  static async open(): Promise<TrustSchool> {
    const folder = await scratchFolder();
    const school = await School.open();
    const path = await lessonFilm(folder.path, { seconds: 60, codec: 'h264' });
    const { recordingId, lastByte } = await school.film(path);
    const { cookies: Beheerder } = await school.member('Beheerder', 'administrator');
    const { cookies: Gast } = await school.member('Gast', 'guest');
    await school.reached(recordingId, 'ready', lastByte, 240_000, 500);
    for (const { startMs, text } of COMMENTS)
      await school.send('POST', `/recordings/${recordingId}/comments`, {
        ...{ clientKey: crypto.randomUUID(), kind: 'question', moment: { startMs, endMs: null }, text },
        ...{ private: false, goalIds: [], mentionIds: [] },
      });
    await folder.remove();
    return new TrustSchool(school, recordingId, { Docent: school.teacher, Coach: school.coach, Beheerder, Gast });
  }

  get lesson(): string {
    return `/recordings/${this.recordingId}`;
  }

  async pageOf(browser: Browser, name: Name): Promise<Page> {
    return (await signedIn(browser, this.school, this.#cookies[name])).newPage();
  }

  close = (): Promise<void> => this.school.close();
}

/** Of the lesson's page, whose owner it is. @returns the dialog of who sees it */
export async function openSharing(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: /^(Alleen jij|Gedeeld met .*) Delen$/ }).click();
  return page.getByRole('dialog');
}

export async function shareWith(dialog: Locator, name: Name): Promise<void> {
  await dialog.getByLabel('Met wie?').selectOption({ label: name });
  await dialog.getByRole('button', { name: 'Deel de les' }).click();
}

export const withdrawOf = (dialog: Locator, name: Name): Locator =>
  dialog.getByRole('button', { name: `Trek in: de toegang van ${name}` });

export async function isRefused(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Deze les kun je niet zien' })).toBeVisible();
  await expect(page.locator('video')).toHaveCount(0);
}

export const close = (...pages: Page[]): Promise<void[]> => Promise.all(pages.map((page) => page.context().close()));
