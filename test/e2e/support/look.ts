import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { settled } from './demo.ts';

const folder = join(import.meta.dirname, '../../../.screenshots');

/** What is on the page now fits phone and desk, and axe has nothing against it; both are kept as pictures. */
export async function looksRight(page: Page, name: string): Promise<void> {
  await settled(page);
  await mkdir(folder, { recursive: true });
  for (const width of [1440, 390, 360]) {
    await page.setViewportSize({ width, height: width > 1000 ? 900 : 844 });
    // Asked until it holds: a menu that is open finds its place after the page did.
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), {
        message: `what sticks out at ${width} px`,
      })
      .toBeLessThanOrEqual(0);
    if (width !== 360) await page.screenshot({ path: join(folder, `${name}-${width}.png`), fullPage: true });
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
}

/** The same in both themes: one is chosen in another window, and this one follows. */
export async function looksRightDayAndNight(page: Page, name: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await page.evaluate((chosen) => {
      localStorage.setItem('lesblik-theme', chosen);
      dispatchEvent(new StorageEvent('storage', { key: 'lesblik-theme' }));
    }, theme);
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme);
    await looksRight(page, `${name}-${theme}`);
  }
}
