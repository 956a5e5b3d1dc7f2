import type { APIRequestContext, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import type { Film } from './film.ts';

interface Recording {
  id: string;
  title: string;
  state: string;
  sha256: string | null;
}

/** Chooses films on the upload page and fills in what is asked; the titles are those of the file names. */
export async function choose(page: Page, films: readonly Film[]): Promise<void> {
  await page.goto('/recordings/new');
  await page.getByTestId('film').setInputFiles([...films]);
  await page.getByLabel('Welke groep of klas?').fill('Groep 6');
}

export const begin = (page: Page) => page.getByRole('button', { name: /^Begin met/ }).click();

/** The row of one film on its way. */
export const rowOf = (page: Page, title: string) =>
  page
    .getByRole('region', { name: 'Onderweg naar de server' })
    .getByRole('listitem')
    .filter({ has: page.getByText(title, { exact: true }) });

/** It came in whole: its row is gone, and the lesson's own card tells the rest. */
export async function arrived(page: Page, title: string, timeout = 30_000): Promise<void> {
  const lessons = page.getByRole('region', { name: 'Mijn lessen' });
  await expect(lessons.getByRole('link', { name: title, exact: true })).toBeVisible({ timeout });
  await expect(rowOf(page, title)).toHaveCount(0);
}

/** Bytes a second at most; -1 for as fast as it goes. */
export async function atMost(page: Page, uploadThroughput: number): Promise<void> {
  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  await network.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput,
  });
}

/** How far a film is, in percent. */
export const percent = async (page: Page, title: string): Promise<number> =>
  Number(await rowOf(page, title).getByRole('progressbar').getAttribute('aria-valuenow'));

export async function recordingOf(request: APIRequestContext, title: string): Promise<Recording | undefined> {
  const { items } = (await (await request.get('/api/recordings')).json()) as { items: Recording[] };
  return items.find((recording) => recording.title === title);
}

/** Leaves the demo school as it was. */
export async function removeLesson(request: APIRequestContext, title: string): Promise<void> {
  const recording = await recordingOf(request, title);
  if (!recording) return;
  await request.delete(`/api/recordings/${recording.id}`);
  await expect.poll(async () => recordingOf(request, title), { timeout: 30_000 }).toBeUndefined();
}

/** Requests of a page to these addresses, counted from now on. */
export function countRequests(page: Page, address: RegExp): () => number {
  let count = 0;
  page.on('request', (request) => {
    if (request.method() !== 'GET' && address.test(new URL(request.url()).pathname)) count += 1;
  });
  return () => count;
}
