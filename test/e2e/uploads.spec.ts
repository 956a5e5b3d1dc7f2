import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contextOf } from './support/demo.ts';
import { shortFilm, soundRecording } from './support/film.ts';
import { expect, test } from './support/product.ts';
import {
  arrived,
  atMost,
  begin,
  choose,
  countRequests,
  percent,
  recordingOf,
  removeLesson,
  rowOf,
} from './support/upload.ts';

const MB = 1_000_000;

test('of several films one is paused, one goes on, one is stopped; the screen stays on meanwhile', async ({
  browser,
  demo,
}) => {
  const context = await contextOf(browser, demo, 'docent');
  // A headless browser has no screen to keep on: what the page asks of it is written down.
  await context.addInitScript(() => {
    const asked: string[] = [];
    Object.assign(window, { asked });
    Object.defineProperty(navigator, 'wakeLock', {
      value: {
        request: async (what: string) => {
          asked.push(what);
          return { release: async () => void asked.push('released') };
        },
      },
    });
  });
  const page = await context.newPage();
  const asked = () => page.evaluate(() => (window as unknown as { asked: string[] }).asked);
  const [one, two, three] = ['Eerste les', 'Tweede les', 'Derde les'] as const;
  await choose(page, [shortFilm('eerste-les.mp4', 4 * MB), shortFilm('tweede-les.mp4', 3 * MB)]);
  await page.getByTestId('film').setInputFiles(shortFilm('derde-les.mp4', 2 * MB));
  expect(await asked()).toEqual([]);
  await atMost(page, MB / 2);
  await begin(page);

  await expect.poll(() => percent(page, one), { intervals: [100] }).toBeGreaterThan(5);
  // Its row tells of it, and nothing else on the page does.
  await expect(page.getByRole('main').getByText(one, { exact: true })).toHaveCount(1);
  await expect(rowOf(page, two)).toContainText('Wacht op zijn beurt');
  expect(await asked()).toEqual(['screen']);
  await expect(page.getByRole('link', { name: /^3 films onderweg, \d+%$/ })).toBeVisible();
  await page.getByRole('button', { name: `Pauzeer: ${one}` }).click();
  await expect(rowOf(page, one)).toContainText(/Gepauzeerd op \d+%/);
  await expect.poll(() => percent(page, two), { intervals: [100] }).toBeGreaterThan(5);
  await expect(rowOf(page, three)).toContainText('Wacht op zijn beurt');
  const stoppedAt = await percent(page, one);

  await page.getByRole('button', { name: `Stop het uploaden: ${three}` }).click();
  await expect(page.getByText('Het uploaden is gestopt.')).toBeVisible();
  await expect.poll(async () => (await recordingOf(context.request, three))?.state).toBe('cancelled');

  await atMost(page, -1);
  await arrived(page, two);
  expect(await percent(page, one)).toBe(stoppedAt);
  await expect.poll(asked).toEqual(['screen', 'released']);
  await page.getByRole('button', { name: `Ga verder: ${one}` }).click();
  await arrived(page, one);
  await expect.poll(asked).toEqual(['screen', 'released', 'screen', 'released']);
  await expect.poll(async () => (await recordingOf(context.request, one))?.state).toBe('ready');
  for (const title of [one, two, three]) await removeLesson(context.request, title);
  await context.close();
});

test('a film for which the school has no room is refused before a byte travels', async ({ browser, demo }) => {
  const administrator = await contextOf(browser, demo, 'beheerder');
  const me = (await (await administrator.request.get('/api/me')).json()) as {
    memberships: { organisationId: string }[];
  };
  const school = `/api/organisations/${me.memberships[0]?.organisationId}`;
  const { quotaBytes } = (await (await administrator.request.get(school)).json()) as Record<string, number>;
  const context = await contextOf(browser, demo, 'docent');
  const page = await context.newPage();
  const sent = countRequests(page, /^\/api\/uploads/);
  await administrator.request.patch(school, { data: { quotaBytes: 0 } });
  try {
    await choose(page, [shortFilm('te-veel.mp4', 2 * MB)]);
    await begin(page);
    await expect(page.getByRole('alert')).toContainText('geen ruimte');
    await expect(page.getByLabel('Titel van de les')).toHaveValue('Te veel');
    expect(sent()).toBe(0);
    expect(await recordingOf(context.request, 'Te veel')).toBeUndefined();
  } finally {
    await administrator.request.patch(school, { data: { quotaBytes } });
  }
  await begin(page);
  await arrived(page, 'Te veel');
  expect(sent()).toBeGreaterThan(0);
  await removeLesson(context.request, 'Te veel');
  for (const one of [context, administrator]) await one.close();
});

test('a film of more than 20 GB is refused as soon as it is chosen', async ({ browser, demo }) => {
  const folder = mkdtempSync(join(tmpdir(), 'lesblik-large-'));
  const file = join(folder, 'veel-te-groot.mp4');
  writeFileSync(file, '');
  // Takes no room on the disk: there is nothing in it.
  truncateSync(file, 20_000_000_001);
  const context = await contextOf(browser, demo, 'docent');
  const page = await context.newPage();
  const asked = countRequests(page, /^\/api\/(uploads|recordings)/);
  await page.goto('/recordings/new');
  await page.getByTestId('film').setInputFiles(file);
  await expect(page.getByRole('alert')).toContainText('20 GB');
  await page.getByLabel('Welke groep of klas?').fill('Groep 6');
  await begin(page);
  await expect(page.getByRole('alert')).toContainText('20 GB');
  expect(asked()).toBe(0);
  await context.close();
  rmSync(folder, { recursive: true });
});

test('after a reload a film that the browser kept goes on by itself where it was', async ({ browser, demo }) => {
  const film = shortFilm('herladen.mp4', 6 * MB);
  const context = await contextOf(browser, demo, 'docent');
  // The browser's own picker cannot be operated from here: it gives a file of the browser's own disk, a real handle.
  await context.addInitScript(() => {
    Object.assign(window, {
      showOpenFilePicker: async () => {
        const disk = await navigator.storage.getDirectory();
        return [await disk.getFileHandle('herladen.mp4')];
      },
    });
  });
  const page = await context.newPage();
  page.on('dialog', (dialog) => void dialog.accept());
  await page.route('**/herladen.mp4', (route) => route.fulfill({ body: film.buffer, contentType: film.mimeType }));
  await page.goto('/recordings/new');
  await page.evaluate(async () => {
    const disk = await navigator.storage.getDirectory();
    const writing = await (await disk.getFileHandle('herladen.mp4', { create: true })).createWritable();
    await writing.write(await (await fetch('/herladen.mp4')).blob());
    await writing.close();
  });
  await page.getByRole('button', { name: 'Kies films' }).click();
  await expect(page.getByLabel('Titel van de les')).toHaveValue('Herladen');
  await page.getByLabel('Welke groep of klas?').fill('Groep 6');
  await atMost(page, MB / 2);
  await begin(page);
  await expect.poll(() => percent(page, 'Herladen'), { timeout: 30_000, intervals: [100] }).toBeGreaterThan(25);

  const offsets: number[] = [];
  page.on('request', (request) => {
    if (request.method() === 'PATCH' && request.url().includes('/api/uploads/'))
      offsets.push(Number(request.headers()['upload-offset']));
  });
  await page.reload();
  await arrived(page, 'Herladen', 60_000);
  expect(offsets).toHaveLength(1);
  expect(offsets[0]).toBeGreaterThan(0.15 * film.buffer.length);
  const sha256 = createHash('sha256').update(film.buffer).digest('hex');
  await expect.poll(async () => (await recordingOf(context.request, 'Herladen'))?.sha256).toBe(sha256);
  await removeLesson(context.request, 'Herladen');
  await context.close();
});

test('a sound recording is reviewed as a wave, with comments', async ({ browser, demo }) => {
  const context = await contextOf(browser, demo, 'docent');
  const page = await context.newPage();
  await choose(page, [soundRecording()]);
  await begin(page);
  await expect
    .poll(async () => (await recordingOf(context.request, 'Kring'))?.state, { timeout: 60_000 })
    .toBe('ready');
  await page.goto(`/recordings/${(await recordingOf(context.request, 'Kring'))?.id}`);
  const wave = page.getByRole('button', { name: 'Het geluid van de les als golf' }).locator('canvas');
  await expect(wave).toBeVisible();
  /** The highest the wave reaches right of the playhead, as a part of the canvas: what comes, in bursts. */
  const highest = () =>
    wave.evaluate((canvas: HTMLCanvasElement) => {
      const { width, height } = canvas;
      const { data } = (canvas.getContext('2d') as CanvasRenderingContext2D).getImageData(0, 0, width, height);
      let most = 0;
      for (let x = Math.round(width * 0.55); x < width; x += 1) {
        let drawn = 0;
        for (let y = 0; y < height; y += 1) if ((data[(y * width + x) * 4 + 3] ?? 0) > 0) drawn += 1;
        most = Math.max(most, drawn / height);
      }
      return most;
    });
  await expect.poll(highest).toBeGreaterThan(0.2);
  await expect(page.getByRole('button', { name: 'beeld in beeld' })).toBeHidden();
  await page.keyboard.press('k');
  await expect.poll(() => page.evaluate(() => document.querySelector('video')?.currentTime ?? 0)).toBeGreaterThan(0.5);
  await page.keyboard.press('c');
  await page.getByLabel('Wat zie je?').fill('Hier wordt het stil.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('feed')).toContainText('Hier wordt het stil.');
  await removeLesson(context.request, 'Kring');
  await context.close();
});

test('what is no film says so, and can be deleted where it is told', async ({ browser, demo }) => {
  const context = await contextOf(browser, demo, 'docent');
  const page = await context.newPage();
  const buffer = Buffer.from('Dit is geen film.\n'.repeat(200));
  await choose(page, [{ name: 'tekst-als-film.mp4', mimeType: 'video/mp4', buffer }]);
  await begin(page);
  const title = 'Tekst als film';
  await expect.poll(async () => (await recordingOf(context.request, title))?.state).toBe('failed');
  const { id } = (await recordingOf(context.request, title)) ?? { id: '' };
  await page.goto(`/recordings/${id}`);
  await expect(page.getByRole('link', { name: 'Voeg een andere film toe' })).toBeVisible();
  await page.getByRole('button', { name: 'Verwijder de les' }).click();
  await page.getByRole('button', { name: 'Verwijder voorgoed' }).click();
  await expect(page.getByText('De les is verwijderd.')).toBeVisible();
  await expect.poll(() => recordingOf(context.request, title)).toBeUndefined();
  await context.close();
});

test('a film whose name says nothing gets a title from its group and day, in the reader’s language', async ({
  browser,
  demo,
}) => {
  for (const [language, day, group, words] of [
    ['nl', /^Les van /, 'Welke groep of klas?', /^Les groep 6, /],
    ['en', /^Lesson of /, 'Which class?', /^Lesson groep 6, /],
  ] as const) {
    const context = await contextOf(browser, demo, 'docent', { language });
    const page = await context.newPage();
    await page.goto('/recordings/new');
    await page.getByTestId('film').setInputFiles(shortFilm('IMG_4021.mp4', MB));
    const title = page.locator('input[name^="title-"]');
    await expect(title).toHaveValue(day);
    await page.getByLabel(group).fill('groep 6');
    await expect(title).toHaveValue(words);
    await title.fill('Kring');
    await page.getByLabel(group).fill('groep 7');
    await expect(title).toHaveValue('Kring');
    await context.close();
  }
});

test('what is missing is said at once, and the first of it has the keyboard', async ({ browser, demo }) => {
  const context = await contextOf(browser, demo, 'docent');
  const page = await context.newPage();
  await page.goto('/recordings/new');
  await begin(page);
  await expect(page.getByText('Kies eerst een film.')).toBeVisible();
  await expect(page.getByText('Vul dit in.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Kies films' })).toBeFocused();
  await context.close();
});

test('a film that arrives and is refused is told so in its row, and counts as no lesson', async ({ browser, demo }) => {
  const context = await contextOf(browser, demo, 'docent');
  const page = await context.newPage();
  const title = 'Geen les';
  await choose(page, [{ name: 'geen-les.mp4', mimeType: 'video/mp4', buffer: Buffer.from('een brief, geen film') }]);
  const countOf = async (): Promise<number | undefined> =>
    ((await (await context.request.get('/api/trajectories')).json()) as { items: { recordingCount: number }[] })
      .items[0]?.recordingCount;
  const before = await countOf();
  await begin(page);
  await expect(rowOf(page, title)).toContainText('Deze film kunnen we niet gebruiken. Dit is geen film', {
    timeout: 30_000,
  });
  const refused = page.getByRole('region', { name: 'Niet gelukt of gestopt' });
  await expect(refused.getByRole('link', { name: title })).toHaveCount(0);
  expect(await countOf()).toBe(before);
  await rowOf(page, title).getByRole('link', { name: 'Lees wat je kunt doen' }).click();
  await expect(page.getByRole('heading', { name: 'Deze film kon niet worden klaargemaakt' })).toBeVisible();
  await page.goto('/recordings');
  await expect(refused.getByRole('link', { name: title })).toBeVisible();
  await page.goto('/');
  const lessons = page.getByRole('region', { name: 'Mijn lessen' }).getByRole('listitem');
  await expect(lessons.first()).toBeVisible();
  await expect(lessons.filter({ hasText: title })).toHaveCount(0);
  await expect(page.getByRole('link', { name: `‘${title}’ kon niet worden klaargemaakt` })).toBeVisible();
  await removeLesson(context.request, title);
  await context.close();
});
