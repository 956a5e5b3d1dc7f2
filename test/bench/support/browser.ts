import { execFileSync } from 'node:child_process';
import { type Browser, type BrowserContext, chromium } from '@playwright/test';
import type { School } from './school.ts';

/** @param more arguments besides those of every measurement */
export const openBrowser = (more: readonly string[] = []): Promise<Browser> =>
  chromium.launch({
    executablePath: execFileSync('which', ['chromium'], { encoding: 'utf8' }).trim(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--autoplay-policy=no-user-gesture-required',
      ...more,
    ],
  });

/** A browser signed in with the cookies that `School` got. */
export async function signedIn(browser: Browser, school: School, cookies: string): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL: school.product.url,
    viewport: { width: 1440, height: 900 },
    locale: 'nl-NL',
  });
  await context.addCookies(
    cookies.split('; ').map((cookie) => {
      const [name = '', ...value] = cookie.split('=');
      return { name, value: value.join('='), url: school.product.url };
    }),
  );
  return context;
}
