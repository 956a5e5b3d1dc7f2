import type { APIRequestContext, Page } from '@playwright/test';
import { contextOf, demoIds } from './support/demo.ts';
import { expect, test } from './support/product.ts';
import { openLesson } from './support/review.ts';

const SHORTEST_MS = 100;

interface Comment {
  id: string;
  text: string;
  moment: { startMs: number; endMs: number | null };
}

async function commentsOf(request: APIRequestContext, recordingId: string): Promise<Comment[]> {
  return ((await (await request.get(`/api/recordings/${recordingId}/comments`)).json()) as { items: Comment[] }).items;
}

/** Looks for the height at which the timeline offers, at this place, to drag an end. */
async function edgeAt(page: Page, x: number): Promise<number> {
  const canvas = page.locator('section canvas');
  const box = await canvas.boundingBox();
  if (!box) throw new Error('no timeline');
  for (let y = 2; y < box.height; y += 4) {
    await page.mouse.move(box.x + x, box.y + y);
    // Moves are handed to the page with its next frame.
    const cursor = await canvas.evaluate(
      (element) =>
        new Promise((resolve) =>
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(element.style.cursor))),
        ),
    );
    if (cursor === 'ew-resize') return box.y + y;
  }
  throw new Error(`nothing to drag at ${x}`);
}

test('both ends of an own range are dragged on the timeline; another’s are not', async ({ browser, demo }) => {
  const context = await contextOf(browser, demo, 'docent');
  const page = await context.newPage();
  const { recordingId } = await demoIds(browser, demo);
  const own = async () =>
    (await commentsOf(context.request, recordingId)).find(({ text }) => text.startsWith('Hier neem ik'))?.moment;
  const before = { startMs: 53_000, endMs: 61_000 };
  expect(await own()).toEqual(before);
  await openLesson(page, recordingId, 0);
  const box = await page.locator('section canvas').boundingBox();
  const xOf = (ms: number): number => (ms / 84_000) * (box?.width ?? 0);

  const drag = async (fromMs: number, toMs: number): Promise<void> => {
    const y = await edgeAt(page, xOf(fromMs));
    await page.mouse.down();
    await page.mouse.move((box?.x ?? 0) + xOf((fromMs + toMs) / 2), y);
    await page.mouse.move((box?.x ?? 0) + xOf(toMs), y);
    await page.mouse.up();
  };
  const near = (ms: number) => [ms - 300, ms + 300] as const;
  const between = (value: number | null | undefined, [low, high]: readonly [number, number]): boolean =>
    value != null && value >= low && value <= high;

  await drag(61_000, 66_000);
  await expect.poll(async () => between((await own())?.endMs, near(66_000))).toBe(true);
  expect((await own())?.startMs).toBe(53_000);
  await drag(53_000, 50_000);
  await expect.poll(async () => between((await own())?.startMs, near(50_000))).toBe(true);
  expect(between((await own())?.endMs, near(66_000))).toBe(true);
  // Past its other end it stops, and stays a range.
  const end = (await own())?.endMs ?? 0;
  await drag(50_000, 80_000);
  await expect.poll(own).toEqual({ startMs: end - SHORTEST_MS, endMs: end });

  await expect(edgeAt(page, xOf(27_000))).rejects.toThrow('nothing to drag');
  const mine = (await commentsOf(context.request, recordingId)).find(({ text }) => text.startsWith('Hier neem ik'));
  await context.request.patch(`/api/comments/${mine?.id}`, { data: { moment: before } });
  await context.close();
});

test('a comment written without a line is sent once when it is back, also when the answer is lost', async ({
  browser,
  demo,
}) => {
  const context = await contextOf(browser, demo, 'coach');
  const page = await context.newPage();
  const { recordingId } = await demoIds(browser, demo);
  await openLesson(page, recordingId, 44_000);
  const text = 'Geschreven in de trein.';
  const mine = async () => (await commentsOf(context.request, recordingId)).filter((comment) => comment.text === text);

  await context.setOffline(true);
  await page.keyboard.press('c');
  await page.getByLabel('Wat zie je?').fill(text);
  await page.keyboard.press('Control+Enter');
  const pending = page.getByRole('list', { name: 'Nog niet verstuurd' });
  await expect(pending).toContainText('Bewaard op dit apparaat');
  await expect(pending).toContainText(text);

  // The first time it arrives, and the line breaks before the answer is back.
  let sent = 0;
  await page.route(`**/api/recordings/${recordingId}/comments`, async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    sent += 1;
    if (sent > 1) return route.continue();
    await route.fetch();
    return route.abort('connectionreset');
  });
  await context.setOffline(false);
  await expect(pending).toBeHidden({ timeout: 20_000 });
  await expect(page.getByRole('feed').getByText(text)).toHaveCount(1);
  expect(sent).toBe(2);
  expect(await mine()).toHaveLength(1);
  await page.reload();
  await expect(page.getByRole('feed').getByText(text)).toHaveCount(1);
  await expect(pending).toBeHidden();
  const [comment] = await mine();
  await context.request.delete(`/api/comments/${comment?.id}`);
  await context.close();
});

test('a draft survives a reload', async ({ browser, demo }) => {
  const context = await contextOf(browser, demo, 'coach');
  const page = await context.newPage();
  const { recordingId } = await demoIds(browser, demo);
  await openLesson(page, recordingId, 20_000);
  await page.keyboard.press('c');
  await page.getByLabel('Wat zie je?').fill('Half af');
  await page.reload();
  await expect(page.getByLabel('Wat zie je?')).toHaveValue('Half af');
  await page.getByLabel('Wat zie je?').fill('');
  await page.getByRole('form', { name: 'Nieuwe opmerking' }).getByRole('button', { name: 'Sluiten' }).click();
  await context.close();
});

test('what the list brought does not come over the line once more', async ({ browser, demo }) => {
  const context = await contextOf(browser, demo, 'docent');
  const page = await context.newPage();
  const { recordingId } = await demoIds(browser, demo);
  const heard: string[] = [];
  page.on('websocket', (line) => line.on('framereceived', ({ payload }) => void heard.push(String(payload))));
  // The line stands before the list comes.
  await page.route(/\/comments$/, async (route) => {
    await expect.poll(() => heard.some((words) => words.startsWith('40'))).toBe(true);
    await route.continue();
  });
  await openLesson(page, recordingId, 0);
  const joined = () => heard.filter((words) => words.includes('"missed":'));
  await expect.poll(() => joined().length).toBe(1);
  expect(joined()[0]).toContain('"missed":[]');
  await context.close();
});

for (const height of [640, 500]) {
  test(`on a small phone, ${height} high, comments can be read and answered`, async ({ browser, demo }) => {
    const context = await contextOf(browser, demo, 'docent');
    const page = await context.newPage();
    await page.setViewportSize({ width: 360, height });
    const { recordingId } = await demoIds(browser, demo);
    await openLesson(page, recordingId, 17_000);
    const feed = page.getByRole('feed');
    expect((await feed.boundingBox())?.height).toBeGreaterThan(120);
    const comment = feed.getByRole('article').filter({ hasText: 'Elf seconden stilte' });
    await comment.scrollIntoViewIfNeeded();
    await expect(comment).toBeInViewport({ ratio: 0.3 });
    // Nothing lies over it, the picture above it included.
    await comment.getByRole('button', { name: 'Antwoorden' }).click();
    const answer = page.getByLabel('Je antwoord');
    await answer.fill('Dat had ik zelf niet gezien.');
    await expect(answer).toBeInViewport({ ratio: 0.9 });
    // Scrolled to, it is under the finger; not pressed, the lesson is everybody's.
    await page.getByRole('button', { name: 'Opslaan' }).click({ trial: true });
    await context.close();
  });
}
