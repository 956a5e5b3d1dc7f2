import { watchPolicy } from './support/page-policy.ts';
import { expect, test } from './support/product.ts';

test('a script that somebody gets into a page does not run, and every test would fail on it', async ({
  browser,
  demo,
}) => {
  // A browser of its own: what happens in the other one fails this test as well.
  const other = await browser.browserType().launch();
  const { violations } = watchPolicy(other);
  const page = await other.newPage();
  await page.goto(`${demo.url}/sign-in`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(violations).toEqual([]);
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'document.documentElement.dataset.taken = "yes"';
    document.head.append(script);
  });
  await expect.poll(() => violations.join()).toContain('script-src-elem inline');
  await expect(page.locator('html')).not.toHaveAttribute('data-taken');
  await other.close();
});
