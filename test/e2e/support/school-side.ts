import type { Browser } from '@playwright/test';
import type { School } from '../../bench/support/school.ts';
import type { Side } from './call.ts';

/** Somebody's browser in a school with a server of its own. @param cookie as they signed in */
export async function schoolSideOf(
  browser: Browser,
  school: School,
  cookie: string,
  recordingId: string,
): Promise<Side> {
  const context = await browser.newContext({ baseURL: school.product.url, reducedMotion: 'reduce' });
  await context.addCookies(
    cookie.split('; ').map((one) => {
      const [name = '', ...value] = one.split('=');
      return { name, value: value.join('='), url: school.product.url };
    }),
  );
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  return { context, page, errors, ids: { recordingId, trajectoryId: '' } };
}
