import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { unzip } from '../support/unzip.ts';
import { contextOf, demoIds } from './support/demo.ts';
import { looksRight } from './support/look.ts';
import { expect, test } from './support/product.ts';

/** The cues of a WebVTT file as Chromium reads it. */
const cuesOf = (page: Page, vtt: string): Promise<{ startTime: number; text: string }[]> =>
  page.evaluate(async (text) => {
    const video = document.createElement('video');
    const track = document.createElement('track');
    track.src = URL.createObjectURL(new Blob([text], { type: 'text/vtt' }));
    track.default = true;
    const read = new Promise((resolve, reject) => {
      track.addEventListener('load', resolve);
      track.addEventListener('error', () => reject(new Error('not WebVTT')));
    });
    video.append(track);
    document.body.append(video);
    track.track.mode = 'hidden';
    await read;
    const cues = [...(track.track.cues ?? [])].map((cue) => ({ startTime: cue.startTime, text: (cue as VTTCue).text }));
    video.remove();
    return cues;
  }, vtt);

test('a teacher takes everything of theirs along in one file, and deletes the copy', async ({ browser, demo }) => {
  test.setTimeout(240_000);
  const { recordingId } = await demoIds(browser, demo);
  const context = await contextOf(browser, demo, 'docent');
  const page = await context.newPage();

  await test.step('it is asked for by keyboard, from the account', async () => {
    await page.goto('/account');
    await page.getByRole('link', { name: 'Naar mijn gegevens' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mijn gegevens');
    await page.getByRole('button', { name: 'Maak een kopie' }).focus();
    await page.keyboard.press('Enter');
    // The focus follows what became of the button.
    await expect(page.getByText('Je kopie is klaar.')).toBeFocused({ timeout: 120_000 });
    await looksRight(page, 'my-data-ready-nl-light');
  });

  const files = await test.step('it is downloaded, and another’s program unpacks it', async () => {
    const coming = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Haal de kopie op' }).click();
    const download = await coming;
    expect(download.suggestedFilename()).toMatch(/^lesblik-\d{4}-\d\d-\d\d\.zip$/);
    return unzip(await readFile(await download.path()));
  });
  const paths = [...files.keys()];
  expect(paths).toEqual(expect.arrayContaining(['LEES-MIJ.txt', 'gegevens.json', 'opmerkingen.csv']));
  const data = JSON.parse(files.get('gegevens.json')?.toString() ?? '') as {
    lessons: {
      id: string;
      folder: string;
      film: { path: string; bytes: number } | null;
      comments: { text: string }[];
    }[];
  };
  // What a call before this left may still be without one.
  for (const { film } of data.lessons) if (film !== null) expect(files.get(film.path)?.length).toBe(film.bytes);
  const lesson = data.lessons.find(({ id }) => id === recordingId);
  expect(lesson?.film?.bytes).toBeGreaterThan(100_000);
  const cues = await cuesOf(page, files.get(`${lesson?.folder}/opmerkingen.vtt`)?.toString() ?? '');
  expect(cues.length).toBe(lesson?.comments.length);
  expect(cues.length).toBeGreaterThan(3);

  await test.step('nobody else reaches it, and the log of the lesson tells of it', async () => {
    const { items } = (await (await context.request.get('/api/exports')).json()) as { items: { id: string }[] };
    const address = `/api/exports/${items[0]?.id}/archive`;
    for (const who of ['coach', 'beheerder', 'opdrachtgever', 'leidinggevende'] as const) {
      const other = await contextOf(browser, demo, who);
      expect((await other.request.get(address)).status()).toBe(404);
      await other.close();
    }
    await page.reload();
    await expect(page.getByText(/^Opgehaald op .* op een computer\.$/)).toBeVisible();
    const log = await context.request.get(`/api/recordings/${recordingId}/log?kind=downloaded`);
    expect(((await log.json()) as { items: { detail: string }[] }).items[0]?.detail).toBe('export');
  });

  await test.step('deleted, it is gone at once, and the page says so', async () => {
    await page.getByRole('button', { name: 'Verwijder de kopie nu' }).click();
    await expect(page.getByText('Je hebt deze kopie verwijderd.')).toBeFocused();
    await expect(page.getByRole('link', { name: 'Haal de kopie op' })).toHaveCount(0);
    await looksRight(page, 'my-data-ended-nl-light');
  });
  await context.close();
});

const MINUTE_MS = 60_000;
const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE_MS).toISOString();

/** What the server answers in each state; those that pass too quickly to be looked at, or that take a broken server. */
const copies = {
  waiting: { state: 'waiting' },
  making: { state: 'making', progress: 0.4213, films: 12, filmsDone: 4, secondsLeft: 250 },
  held: { state: 'waiting', problem: 'storage_unavailable' },
  failed: { state: 'failed', problem: 'storage_full' },
  outdated: { state: 'ended', ended: 'outdated', endedAt: ago(5), downloads: [{ at: ago(30), device: 'phone' }] },
  expired: { state: 'ended', ended: 'expired', endedAt: ago(5), downloads: [{ at: ago(9000), device: 'computer' }] },
} as const;

/** What is read of each. */
const says: Record<keyof typeof copies, string> = {
  waiting: 'Je kopie wacht op zijn beurt.',
  making: '4 of 12 films · 42% · 4 minutes left',
  held: 'Het maken van je kopie wacht even: de opslag geeft nu geen antwoord.',
  failed: 'Tell your administrator, and try again later.',
  outdated: 'Er zat iets in dat er niet meer is, of dat je niet meer mag zien.',
  expired: 'This copy was too old and is deleted.',
};

for (const [name, copy] of Object.entries(copies)) {
  test(`a copy that is ${name} says so, is accessible and fits`, async ({ browser, demo }) => {
    const wishes = { language: ['making', 'failed', 'expired'].includes(name) ? 'en' : 'nl', theme: 'dark' } as const;
    const context = await contextOf(browser, demo, 'docent', wishes);
    const page = await context.newPage();
    const one = {
      ...{ id: crypto.randomUUID(), askedAt: ago(60), progress: null, secondsLeft: null, films: 0, filmsDone: 0 },
      ...{ problem: null, bytes: null, readyAt: null, expiresAt: null, ended: null, endedAt: null, downloads: [] },
    };
    const earlier = { ...one, id: crypto.randomUUID(), state: 'ended', ended: 'replaced', askedAt: ago(9000) };
    await page.route('**/api/exports', (route) => route.fulfill({ json: { items: [{ ...one, ...copy }, earlier] } }));
    await page.goto('/account/data');
    await expect(page.getByRole('main').getByText(says[name as keyof typeof copies])).toBeVisible();
    await looksRight(page, `my-data-${name}-${wishes.language}-dark`);
    await context.close();
  });
}
