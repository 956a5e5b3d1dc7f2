import type { Locator } from '@playwright/test';
import { contextOf, demoIds } from './support/demo.ts';
import { looksRightDayAndNight } from './support/look.ts';
import { expect, test } from './support/product.ts';
import { openLesson, video } from './support/review.ts';

/** How bright the picture is where it is said, in shares of it; -1 while there is none. */
const brightAt = (picture: Locator, x: number, y: number): Promise<number> =>
  picture.evaluate(
    (element, [left, top]) => {
      const film = element as HTMLVideoElement;
      const canvas = Object.assign(document.createElement('canvas'), {
        width: film.videoWidth,
        height: film.videoHeight,
      });
      const drawing = canvas.getContext('2d');
      if (drawing === null || film.videoWidth === 0) return -1;
      drawing.drawImage(film, 0, 0);
      const at = [Math.round(left * film.videoWidth), Math.round(top * film.videoHeight)] as const;
      const [red = 0, green = 0, blue = 0] = drawing.getImageData(...at, 1, 1).data;
      return (red + green + blue) / 3;
    },
    [x, y] as const,
  );

test('a teacher hides a part of the picture, looks at the result, uses it, and shares that', async ({
  browser,
  demo,
}) => {
  test.setTimeout(540_000);
  const { recordingId } = await demoIds(browser, demo);
  const context = await contextOf(browser, demo, 'docent');
  const colleague = await contextOf(browser, demo, 'collega');
  const page = await context.newPage();

  await test.step('the way there is in the share dialog', async () => {
    await openLesson(page, recordingId, 0);
    await page.getByRole('button', { name: /Delen$/ }).click();
    await page.getByRole('dialog').getByRole('link', { name: 'Verberg iets' }).click();
    await expect(page.getByRole('heading', { name: 'Verbergen', level: 1 })).toBeVisible();
  });
  const lesson = page.getByLabel('De les, met de vlakken die je verbergt');
  await expect.poll(() => brightAt(lesson, 0.35, 0.35), { timeout: 30_000 }).toBeGreaterThan(40);

  await test.step('an area is drawn, moved by keys at a later moment, and stops there', async () => {
    await page.getByRole('button', { name: 'Teken een rechthoek' }).click();
    await lesson.scrollIntoViewIfNeeded();
    const { x, y, width, height } = (await lesson.boundingBox()) ?? { x: 0, y: 0, width: 1, height: 1 };
    await page.mouse.move(x + 0.2 * width, y + 0.2 * height);
    await page.mouse.down();
    await page.mouse.move(x + 0.4 * width, y + 0.4 * height);
    await page.mouse.move(x + 0.5 * width, y + 0.5 * height);
    await page.mouse.up();
    const area = page.getByRole('button', { name: /^Vlak 1, rechthoek/ });
    await expect(area).toBeVisible();
    await test.step('another may begin inside it, and leaves it where it is', async () => {
      const before = await area.boundingBox();
      await page.getByRole('button', { name: 'Teken een rechthoek' }).click();
      await page.mouse.move(x + 0.3 * width, y + 0.3 * height);
      await page.mouse.down();
      await page.mouse.move(x + 0.6 * width, y + 0.6 * height);
      await page.mouse.up();
      await expect(page.getByRole('button', { name: /^Vlak 2, rechthoek/ })).toBeVisible();
      expect(await area.boundingBox()).toEqual(before);
      await page.getByRole('button', { name: 'Haal weg: Vlak 2' }).click();
    });
    await page.getByRole('slider', { name: 'Plaats in de les' }).fill('2000');
    await expect(page.getByText('00:02.000').first()).toBeVisible();
    await area.focus();
    for (const key of ['ArrowRight', 'ArrowRight', 'Shift+ArrowDown']) await page.keyboard.press(key);
    await expect(page.getByLabel('Van links')).toHaveValue(/^2[12]([.,]\d)? %$/);
    await expect(page.getByLabel('Hoogte')).toHaveValue(/^3[01]([.,]\d)? %$/);
    await page.getByRole('button', { name: 'Stopt op 00:02.000' }).click();
    await expect(page.getByText('00:00.000 tot en met 00:02.000')).toBeVisible();
  });

  await test.step('a stretch of sound is silenced', async () => {
    await page.getByRole('textbox', { name: 'Begin' }).fill('0:01');
    await page.getByRole('textbox', { name: 'Eind' }).fill('0:01.5');
    await page.getByRole('button', { name: 'Maak dit stuk stil' }).click();
    await expect(page.getByText('00:01.000 tot en met 00:01.500', { exact: true })).toBeVisible();
  });
  await looksRightDayAndNight(page, 'hide-nl');

  await test.step('it is made, looked at, and used', async () => {
    const stateOf = async () =>
      ((await (await context.request.get(`/api/recordings/${recordingId}`)).json()) as { state: string }).state;
    await expect.poll(stateOf, { timeout: 240_000 }).toBe('ready');
    const use = page.getByRole('button', { name: 'Neem deze versie in gebruik' });
    await page.getByRole('button', { name: 'Maak de versie' }).click({ timeout: 30_000 });
    await expect(use).toBeVisible({ timeout: 180_000 });
    const result = page.getByLabel('De les met wat verborgen is');
    await expect.poll(() => brightAt(result, 0.35, 0.35), { timeout: 30_000 }).toBeLessThan(20);
    expect(await brightAt(lesson, 0.35, 0.35)).toBeGreaterThan(40);
    await use.click();
    await expect(page.getByText(/^Er is een versie met verborgen stukken in gebruik/)).toBeVisible();
  });

  await test.step('whom it is shared with is shown that, and nothing else', async () => {
    await openLesson(page, recordingId, 0);
    await page.getByRole('button', { name: /Delen$/ }).click();
    const dialog = page.getByRole('dialog');
    const me = (await (await colleague.request.get('/api/me')).json()) as { id: string; name: string };
    await dialog.getByLabel('Met wie?').selectOption(me.id);
    await expect(dialog.getByRole('radio', { name: 'Met wat verborgen is' })).toBeChecked();
    await dialog.getByRole('button', { name: 'Deel de les' }).click();
    await expect(dialog.getByText('Ziet de versie met verborgen stukken.')).toBeVisible();
    const theirs = await colleague.newPage();
    await openLesson(theirs, recordingId, 0);
    await expect.poll(() => brightAt(video(theirs), 0.35, 0.35), { timeout: 30_000 }).toBeLessThan(20);
    expect((await colleague.request.get(`/api/recordings/${recordingId}/hls/copy/index.m3u8`)).status()).toBe(404);
    expect((await colleague.request.get(`/api/recordings/${recordingId}/hiding`)).status()).toBe(403);

    // Nothing is hidden any more: then they are shown nothing, and are told so where they are.
    expect((await context.request.delete(`/api/recordings/${recordingId}/hiding`)).status()).toBe(204);
    await expect(theirs.getByRole('heading', { name: 'Deze les kun je niet zien' })).toBeVisible({ timeout: 15_000 });
  });
  const grants = (await (await context.request.get(`/api/recordings/${recordingId}/grants`)).json()) as {
    items: { id: string; rendition: string }[];
  };
  for (const { id } of grants.items.filter(({ rendition }) => rendition === 'hidden'))
    await context.request.delete(`/api/grants/${id}`);
  for (const one of [context, colleague]) await one.close();
});
