import type { Browser, BrowserContext, Page } from '@playwright/test';
import { openBrowser, signedIn } from './browser.ts';
import { barReader } from './bar-code.ts';
import type { School } from './school.ts';

/** What a person's browser takes for camera, microphone and line. */
export interface Wishes {
  /** A y4m; Chromium's own moving picture without it. */
  camera?: string;
  /** A wav, played over and over; Chromium's own beeps without it. */
  microphone?: string;
  /** Where the product's port is to be found instead. */
  port?: number;
}

/** One person of a call, in a browser process of their own: it has a camera, a microphone and a line of its own. */
export interface Side {
  readonly browser: Browser;
  readonly context: BrowserContext;
  readonly page: Page;
}

export const PATIENCE_MS = 60_000;

export async function openSide(school: School, cookies: string, wishes: Wishes = {}): Promise<Side> {
  const own = new URL(school.product.url).host;
  const browser = await openBrowser([
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream=fps=5',
    ...(wishes.camera === undefined ? [] : [`--use-file-for-fake-video-capture=${wishes.camera}`]),
    ...(wishes.microphone === undefined ? [] : [`--use-file-for-fake-audio-capture=${wishes.microphone}`]),
    ...(wishes.port === undefined ? [] : [`--host-resolver-rules=MAP ${own} 127.0.0.1:${wishes.port}`]),
  ]);
  const context = await signedIn(browser, school, cookies);
  context.setDefaultTimeout(PATIENCE_MS);
  await context.addInitScript(`globalThis.readBars = (${barReader.toString()})()`);
  return { browser, context, page: await context.newPage() };
}

/** A call of teacher and coach about a lesson, with the teacher as its host. @returns its address */
export async function openCall(school: School, recordingId: string): Promise<string> {
  const data = { title: 'Samen terugkijken', recordingId, personIds: [school.coachId] };
  const { id } = await school.send<{ id: string }>('POST', '/rooms', data);
  return `/kijkgesprek/${id}`;
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
export const leave = (page: Page) => button(page, 'Verlaat het gesprek');

/** Both look at themselves, the host goes in, the guest knocks and is let in. */
export async function comeIn(host: Page, guest: Page, address: string): Promise<void> {
  await host.goto(address);
  await button(host, 'Doe mee').click();
  await leave(host).waitFor();
  await guest.goto(address);
  await button(guest, 'Klop aan').click();
  await button(host, 'Laat binnen').click();
  await leave(guest).waitFor();
}
