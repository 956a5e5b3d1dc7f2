import type { Browser, Page } from '@playwright/test';
import type { Product } from '../support/product.ts';
import { lessonFilm } from './support/film.ts';
import { expect, test } from './support/product.ts';

const PASSWORD = 'een lang wachtwoord';
const GOAL = 'Ik wacht langer na een vraag';

/** Somebody else's browser. */
async function newPage(browser: Browser, product: Product): Promise<Page> {
  const context = await browser.newContext({ baseURL: product.url, reducedMotion: 'reduce' });
  return context.newPage();
}

async function accept(page: Page, product: Product, email: string): Promise<void> {
  const link = /https?:\/\/\S+\/uitnodiging\/\S+/.exec(await product.lastMail(email))?.[0] ?? '';
  await page.goto(link);
  await page.getByLabel('Wachtwoord', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Doe mee' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Dag');
}

const readRecording = async (page: Page, id: string) =>
  (await (await page.request.get(`/api/recordings/${id}`)).json()) as {
    state: string;
    progress: number | null;
    playable: boolean;
    sha256: string | null;
  };

const playhead = (page: Page): Promise<number> =>
  page.evaluate(() => document.querySelector('video')?.currentTime ?? -1);

// As in production: the films lie on S3.
test.use({ storage: 's3' });

test('from invitation to a comment the teacher answers, and a sharing that ends', async ({ browser, product }) => {
  test.setTimeout(600_000);
  const admin = await newPage(browser, product);
  const teacher = await newPage(browser, product);
  const coach = await newPage(browser, product);

  await test.step('the first administrator sets up the school and invites a teacher and a coach', async () => {
    await admin.goto(await product.firstAdministratorLink());
    await admin.getByLabel('Naam van de school').fill('De Regenboog');
    await admin.getByLabel('Je naam').fill('Ada');
    await admin.getByLabel('E-mailadres').fill('ada@example.org');
    await admin.getByLabel('Wachtwoord', { exact: true }).fill(PASSWORD);
    await admin.getByRole('button', { name: 'Richt de school in' }).click();
    await admin.getByRole('link', { name: 'Mensen' }).first().click();
    for (const [name, email] of [
      ['Noor', 'noor@example.org'],
      ['Eva', 'eva@example.org'],
    ] as const) {
      await admin.getByRole('button', { name: 'Nodig iemand uit' }).click();
      const dialog = admin.getByRole('dialog');
      await dialog.getByLabel('Naam', { exact: true }).fill(name);
      await dialog.getByLabel('E-mailadres').fill(email);
      await dialog.getByRole('button', { name: 'Stuur de uitnodiging' }).click();
      await expect(dialog).toBeHidden();
    }
    await accept(teacher, product, 'noor@example.org');
    await accept(coach, product, 'eva@example.org');
  });

  await test.step('the coach begins a trajectory, the teacher writes a goal', async () => {
    await coach.goto('/trajectories/new');
    await coach.getByLabel('Hoe heet het traject?').fill('Meer denktijd');
    await coach.getByLabel('Wie wordt gecoacht?').selectOption({ label: 'Noor' });
    await coach.getByLabel('Wie is de coach?').selectOption({ label: 'Eva (jij)' });
    await coach.getByRole('button', { name: 'Begin' }).click();
    await expect(coach.getByRole('heading', { level: 1 })).toHaveText('Meer denktijd');
    await teacher.goto(new URL(coach.url()).pathname);
    await teacher.getByRole('button', { name: 'Schrijf je eerste leerdoel' }).click();
    await teacher.getByLabel('Wat wil je veranderen?').fill(GOAL);
    await teacher.getByRole('button', { name: 'Bewaar het leerdoel' }).click();
    await expect(teacher.getByRole('heading', { name: GOAL })).toBeVisible();
  });

  const recordingId = await test.step('the film goes on from where it was when the API is killed halfway', async () => {
    await teacher.goto('/recordings/new');
    await teacher.getByTestId('film').setInputFiles(lessonFilm());
    await teacher.getByLabel('Titel van de les').fill('Rekenen');
    await teacher.getByLabel('Welke groep of klas?').fill('Groep 6');
    await teacher.getByLabel('Om mij te coachen, binnen de school').check();
    await teacher.getByLabel('Bij welk traject?').selectOption({ label: 'Meer denktijd' });
    const network = await teacher.context().newCDPSession(teacher);
    await network.send('Network.enable');
    const atMost = (uploadThroughput: number) =>
      network.send('Network.emulateNetworkConditions', {
        offline: false,
        latency: 0,
        downloadThroughput: -1,
        uploadThroughput,
      });
    await atMost(1_500_000);
    await teacher.getByRole('button', { name: 'Begin met uploaden' }).click();
    await expect(teacher.getByRole('progressbar').first()).toBeVisible();
    const halfway = async (): Promise<number> =>
      Number(await teacher.getByRole('progressbar').first().getAttribute('aria-valuenow'));
    await expect.poll(halfway, { timeout: 60_000, intervals: [100] }).toBeGreaterThan(40);
    await product.kill('api');
    await product.startApi();
    await atMost(-1);
    const list = async () =>
      ((await (await teacher.request.get('/api/recordings')).json()) as { items: { id: string; state: string }[] })
        .items[0];
    await expect.poll(async () => (await list())?.state, { timeout: 120_000 }).not.toMatch(/created|uploading/);
    return (await list())?.id ?? '';
  });

  await test.step('the film becomes ready although the media worker is killed while it works', async () => {
    await expect
      .poll(async () => (await readRecording(teacher, recordingId)).state, { timeout: 120_000 })
      .toBe('transcoding');
    await product.kill('worker');
    product.startWorker();
    await expect
      .poll(async () => (await readRecording(teacher, recordingId)).playable, { timeout: 120_000 })
      .toBe(true);
    await expect
      .poll(async () => (await readRecording(teacher, recordingId)).state, { timeout: 240_000 })
      .toBe('ready');
  });

  await test.step('the teacher shares it with the coach, who could not see it before', async () => {
    await coach.goto(`/recordings/${recordingId}`);
    await expect(coach.locator('video')).toHaveCount(0);
    await teacher.goto(`/recordings/${recordingId}`);
    await teacher.getByRole('button', { name: 'Alleen jij Delen' }).click();
    const dialog = teacher.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Deel de les' }).click();
    await expect(dialog.getByRole('button', { name: /Trek in: de toegang van Eva/ })).toBeVisible();
    await teacher.keyboard.press('Escape');
  });

  await test.step('the coach comments on a range with the keyboard; the teacher sees it without reload', async () => {
    await coach.goto(`/recordings/${recordingId}`);
    await expect(coach.locator('video')).toHaveJSProperty('paused', true);
    await expect.poll(() => coach.evaluate(() => document.querySelector('video')?.readyState ?? 0)).toBeGreaterThan(1);
    await coach.keyboard.press('k');
    await expect.poll(() => playhead(coach), { timeout: 30_000 }).toBeGreaterThan(0.5);
    await coach.keyboard.press('[');
    const start = await playhead(coach);
    await expect.poll(() => playhead(coach)).toBeGreaterThan(start + 1);
    await coach.keyboard.press(']');
    await coach.keyboard.press('c');
    await expect(coach.locator('video')).toHaveJSProperty('paused', true);
    await coach.getByLabel('Wat zie je?').fill('Kijk hoe stil het hier is.');
    await coach.locator('form label').filter({ hasText: GOAL }).click();
    await coach.keyboard.press('Control+Enter');
    await expect(coach.locator('video')).toHaveJSProperty('paused', false);
    const theirs = teacher.getByRole('feed').getByRole('article').filter({ hasText: 'Kijk hoe stil het hier is.' });
    await expect(theirs).toBeVisible();
    await expect(theirs).toContainText('Eva');
    await expect(teacher.getByTestId('arrivals')).toContainText('Nieuwe opmerking van Eva');
  });

  await test.step('the teacher answers and marks it done; the coach sees both', async () => {
    const theirs = teacher.getByRole('feed').getByRole('article').filter({ hasText: 'Kijk hoe stil het hier is.' });
    await theirs.getByRole('button', { name: 'Antwoorden' }).click();
    await teacher.getByLabel('Je antwoord').fill('Dat was spannend!');
    await teacher.keyboard.press('Control+Enter');
    await theirs.getByRole('button', { name: 'Zet op klaar' }).click();
    const mine = coach.getByRole('feed').getByRole('article').filter({ hasText: 'Kijk hoe stil het hier is.' });
    await expect(mine).toContainText('Dat was spannend!');
    await expect(mine).toContainText('Weer openen');
  });

  await test.step("withdrawing ends the coach's playback within two seconds, and the log tells all of it", async () => {
    await teacher.getByRole('button', { name: 'Gedeeld met 1 persoon Delen' }).click();
    await teacher
      .getByRole('dialog')
      .getByRole('button', { name: /Trek in: de toegang van Eva/ })
      .click();
    await expect(coach.getByRole('alert')).toContainText('deelt deze les niet meer', { timeout: 2_000 });
    await expect(coach.locator('video')).toHaveCount(0);
    expect((await coach.request.get(`/api/recordings/${recordingId}/hls/master.m3u8`)).status()).toBe(404);
    expect((await admin.request.get(`/api/recordings/${recordingId}`)).status()).toBe(404);
    await teacher.keyboard.press('Escape');
    await teacher.getByRole('tab', { name: 'Log' }).click();
    const panel = teacher.getByRole('tabpanel');
    await expect(panel).toContainText('Eva');
    await expect(panel).toContainText('Ada');
  });
});
