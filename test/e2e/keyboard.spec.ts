import type { Page } from '@playwright/test';
import { contextOf, demoIds } from './support/demo.ts';
import { expect, test } from './support/product.ts';
import { at, openLesson, playhead, video } from './support/review.ts';

/** The demo's lesson lasts 84 s, at 24 frames a second. */

const playing = (page: Page, is: boolean) => expect(video(page)).toHaveJSProperty('paused', !is);
const chosen = (page: Page) => page.getByRole('feed').locator('[data-selected=true]');

test('every key of the overview does on the review page what it says', async ({ browser, demo }) => {
  const context = await contextOf(browser, demo, 'docent');
  const page = await context.newPage();
  const { recordingId } = await demoIds(context);
  await openLesson(page, recordingId, 30_000);
  const press = (key: string) => page.keyboard.press(key);

  await test.step('space and k play and pause', async () => {
    await press('k');
    await playing(page, true);
    await expect.poll(() => playhead(page)).toBeGreaterThan(30.2);
    await press('Space');
    await playing(page, false);
    await press('Space');
    await playing(page, true);
    await press('k');
    await playing(page, false);
  });

  await test.step('digits go to tenths of the lesson', async () => {
    await press('5');
    await at(page, 42);
    await press('0');
    await at(page, 0);
    await press('9');
    await at(page, 75.6);
    await press('5');
    await at(page, 42);
  });

  await test.step('j and l go ten seconds, the arrows five', async () => {
    await press('j');
    await at(page, 32);
    await press('l');
    await at(page, 42);
    await press('ArrowLeft');
    await at(page, 37);
    await press('ArrowRight');
    await at(page, 42);
  });

  await test.step('comma and full stop step one frame, no more and no less', async () => {
    // The clock tells, while paused, the time of the frame that is on the screen.
    const clock = page.getByTitle('Ga naar een tijd');
    for (const [key, shown] of [
      ['.', '00:42.042'],
      ['.', '00:42.084'],
      ['.', '00:42.125'],
      [',', '00:42.084'],
      [',', '00:42.042'],
      [',', '00:42.000'],
    ] as const) {
      await press(key);
      await expect(clock).toContainText(shown);
    }
  });

  await test.step('the speed goes from a quarter to three times, with the pitch kept', async () => {
    const speed = page.getByLabel('Snelheid');
    for (let step = 0; step < 8; step += 1) await press('>');
    await expect(video(page)).toHaveJSProperty('playbackRate', 3);
    await expect(speed).toHaveValue('3');
    await press('=');
    await expect(video(page)).toHaveJSProperty('playbackRate', 1);
    for (let step = 0; step < 5; step += 1) await press('<');
    await expect(video(page)).toHaveJSProperty('playbackRate', 0.25);
    await expect(video(page)).toHaveJSProperty('preservesPitch', true);
    await press('=');
    await expect(speed).toHaveValue('1');
  });

  await test.step('[ and ] mark a range, \\ repeats it, Escape lets it go', async () => {
    const bar = page.getByRole('status').filter({ hasText: 'Fragment' });
    await press('5');
    await at(page, 42);
    await press('[');
    await expect(bar).toContainText('Fragment vanaf 00:42');
    await press('ArrowRight');
    await at(page, 47);
    await press(']');
    await expect(bar).toContainText('Fragment 00:42–00:47');
    for (let step = 0; step < 8; step += 1) await press('>');
    await press('\\');
    await playing(page, true);
    await expect(page.getByRole('button', { name: 'Herhaalt' })).toBeVisible();
    // It came back to the start, and never was far past the end.
    const [back, last] = await page.evaluate(
      () =>
        new Promise<[number, number]>((resolve) => {
          const film = document.querySelector('video') as HTMLVideoElement;
          let reached = film.currentTime;
          film.addEventListener('timeupdate', () => {
            if (film.currentTime < reached - 2) resolve([film.currentTime, reached]);
            reached = film.currentTime;
          });
        }),
    );
    expect(back).toBeLessThan(44);
    expect(last).toBeLessThan(48);
    await press('\\');
    await expect(page.getByRole('button', { name: 'Herhaalt' })).toBeHidden();
    await press('k');
    await playing(page, false);
    await press('Escape');
    await expect(bar).toBeHidden();
    await press('=');
  });

  await test.step('n and p go to the next and the previous comment', async () => {
    await press('5');
    await at(page, 42);
    await press('n');
    await at(page, 53);
    await expect(chosen(page)).toContainText('Hier neem ik het over van Bram');
    await press('n');
    await at(page, 62);
    await press('p');
    await at(page, 53);
    await press('p');
    await at(page, 36);
    await expect(chosen(page)).toContainText('Wat wilde je met deze vraag bereiken');
  });

  await test.step('g goes to an exact time', async () => {
    await press('g');
    const time = page.getByRole('dialog').getByLabel('Tijd', { exact: true });
    await expect(time).toBeFocused();
    await time.fill('99:99');
    await press('Enter');
    await expect(page.getByRole('dialog')).toContainText('Typ een tijd binnen deze les');
    await time.fill('00:12.500');
    await press('Enter');
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect.poll(() => playhead(page)).toBeCloseTo(12.5, 1);
  });

  await test.step('c pauses and opens the place to write; while typing, keys are letters', async () => {
    await press('k');
    await playing(page, true);
    await press('c');
    await playing(page, false);
    const text = page.getByLabel('Wat zie je?');
    await expect(text).toBeFocused();
    await page.keyboard.type('jkl 5');
    await expect(text).toHaveValue('jkl 5');
    await playing(page, false);
    await text.fill('');
    await press('Escape');
    await expect(text).toBeHidden();
  });

  await test.step('m mutes, i is picture in picture, f fills the screen with the comments beside it', async () => {
    await press('m');
    await expect(video(page)).toHaveJSProperty('muted', true);
    await press('m');
    await expect(video(page)).toHaveJSProperty('muted', false);
    await press('f');
    await expect.poll(() => page.evaluate(() => document.fullscreenElement?.id)).toBe('review');
    await expect(page.getByRole('feed')).toBeVisible();
    await press('f');
    await expect.poll(() => page.evaluate(() => document.fullscreenElement)).toBeNull();
    const inPicture = () => page.evaluate(() => document.pictureInPictureElement?.tagName ?? null);
    await expect(page.getByRole('button', { name: 'beeld in beeld' })).toBeVisible();
    await press('i');
    await expect.poll(inPicture).toBe('VIDEO');
    await expect(page.getByRole('button', { name: 'beeld in beeld sluiten' })).toBeVisible();
    await press('i');
    await expect.poll(inPicture).toBeNull();
    await page.getByRole('button', { name: 'beeld in beeld' }).click();
    await expect.poll(inPicture).toBe('VIDEO');
    await page.getByRole('button', { name: 'beeld in beeld sluiten' }).click();
    await expect.poll(inPicture).toBeNull();
  });

  await test.step('? shows them all', async () => {
    await press('?');
    const overview = page.getByRole('dialog');
    await expect(overview).toContainText('Sneltoetsen');
    const caps = await overview.locator('kbd').allTextContents();
    for (const cap of ['Spatie', 'k', 'j', 'l', ',', '.', '[', ']', '\\', 'n', 'p', 'g', 'c', '?'])
      expect(caps).toContain(cap);
    await press('Escape');
    await expect(overview).toBeHidden();
  });
  await context.close();
});
