import type { APIRequestContext, Browser, BrowserContext, Page } from '@playwright/test';
import type { Product } from '../../support/product.ts';

export type Who = 'docent' | 'coach' | 'opdrachtgever' | 'leidinggevende' | 'beheerder' | 'collega';

const sessions = new Map<string, Awaited<ReturnType<BrowserContext['storageState']>>>();

export interface Wishes {
  language?: 'nl' | 'en';
  /** `auto`: the browser's, light. */
  theme?: 'light' | 'dark' | 'auto';
}

/** A browser of somebody of the demo school, signed in; of nobody when `who` is undefined. */
export async function contextOf(
  browser: Browser,
  product: Product,
  who: Who | undefined,
  { language = 'nl', theme = 'light' }: Wishes = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL: product.url,
    colorScheme: theme === 'auto' ? 'light' : theme,
    reducedMotion: 'reduce',
    ...(who !== undefined && { storageState: await sessionOf(browser, product, who) }),
  });
  await context.addInitScript(
    ([chosenLanguage, chosenTheme]) => {
      localStorage.setItem('lesblik-language', chosenLanguage);
      localStorage.setItem('lesblik-theme', chosenTheme);
    },
    [language, theme] as const,
  );
  if (who !== undefined) await context.request.patch('/api/me', { data: { language } });
  return context;
}

export async function signIn(request: APIRequestContext, url: string, email: string, password: string): Promise<void> {
  const response = await request.post(`${url}/api/auth/sign-in/email`, {
    headers: { origin: url },
    data: { email, password },
  });
  if (!response.ok()) throw new Error(`${email} could not sign in: ${response.status()} ${await response.text()}`);
}

/** Signed in once a run: a person does not sign in for each page either. */
async function sessionOf(browser: Browser, product: Product, who: Who) {
  const key = `${product.url} ${who}`;
  const known = sessions.get(key);
  if (known !== undefined) return known;
  const context = await browser.newContext();
  await signIn(context.request, product.url, `${who}@example.org`, 'lesblik-demo');
  const state = await context.storageState();
  await context.close();
  sessions.set(key, state);
  return state;
}

interface Ids {
  trajectoryId: string;
  /** Of a colleague, that asks the coach. */
  requestId: string;
  /** Of two colleagues, at their intake. */
  intakeId: string;
  recordingId: string;
  classListId: string;
}

const ids = new Map<string, Promise<Ids>>();

/** Ids of what the demo's teacher has; asked once a run. */
export function demoIds(browser: Browser, product: Product): Promise<Ids> {
  const known = ids.get(product.url) ?? readIds(browser, product);
  ids.set(product.url, known);
  return known;
}

async function readIds(browser: Browser, product: Product): Promise<Ids> {
  const context = await contextOf(browser, product, 'docent');
  const read = async (path: string) =>
    (await (await context.request.get(path)).json()) as { items: { id: string; title: string }[] };
  const [trajectory] = (await read('/api/trajectories')).items;
  const lesson = (await read('/api/recordings')).items.find(({ title }) => title.startsWith('Rekenen'));
  const [classList] = (await read('/api/class-lists')).items;
  await context.close();
  const client = await contextOf(browser, product, 'opdrachtgever');
  const listed = async (path: string) =>
    (await (await client.request.get(path)).json()) as { items: { id: string; state: string; phase: string }[] };
  const request = (await listed('/api/trajectory-requests')).items.find(({ state }) => state === 'open');
  const intake = (await listed('/api/trajectories')).items.find(({ phase }) => phase === 'intake');
  await client.close();
  return {
    ...{ trajectoryId: trajectory?.id ?? '', recordingId: lesson?.id ?? '', classListId: classList?.id ?? '' },
    ...{ requestId: request?.id ?? '', intakeId: intake?.id ?? '' },
  };
}

/** Nothing is still coming in, and the fonts are there. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  // On a loaded machine half a second without a request is no sign that all is there.
  await page.locator('main[aria-busy="true"]').waitFor({ state: 'detached' });
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}
