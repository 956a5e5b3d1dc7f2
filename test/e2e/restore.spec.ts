import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Product } from '../support/product.ts';
import { startPostgres } from '../support/postgres.ts';
import { signIn } from './support/demo.ts';
import { expect, test } from './support/product.ts';

test('a backup restored into an empty place plays the lesson, comments and all', async ({ browser, demo }) => {
  test.setTimeout(300_000);
  const place = await mkdtemp(join(tmpdir(), 'lesblik-restore-'));
  const postgres = await startPostgres();
  await demo.run('infra/backup/backup.ts', [join(place, 'all'), '--keys', join(place, 'keys')]);
  const [name = ''] = await readdir(join(place, 'all'));
  const env = { DATABASE_URL: postgres.url, DATA_DIR: join(place, 'data') };
  await demo.run('infra/backup/restore.ts', [join(place, 'all', name), '--keys', join(place, 'keys', name)], env);
  const restored = await Product.start(env);
  try {
    const context = await browser.newContext({ baseURL: restored.url });
    await signIn(context.request, restored.url, 'docent@example.org', 'lesblik-demo');
    const page = await context.newPage();
    await page.goto('/recordings');
    await page
      .getByRole('link', { name: /Rekenen/ })
      .first()
      .click();
    await expect(page.getByRole('feed')).toContainText('Elf seconden stilte');
    await expect.poll(() => page.evaluate(() => document.querySelector('video')?.readyState ?? 0)).toBeGreaterThan(1);
    await page.keyboard.press('k');
    await expect.poll(() => page.evaluate(() => document.querySelector('video')?.currentTime ?? 0)).toBeGreaterThan(1);
    await context.close();
  } finally {
    await restored.stop();
    await postgres.stop();
    await rm(place, { recursive: true, force: true });
  }
});
