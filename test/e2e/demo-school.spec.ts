import type { APIRequestContext } from '@playwright/test';
import { contextOf, demoIds } from './support/demo.ts';
import { expect, test } from './support/product.ts';

const DAY_MS = 86_400_000;

const read = async <T>(request: APIRequestContext, path: string): Promise<T> =>
  (await (await request.get(`/api${path}`)).json()) as T;
/** Other tests use the same school, today. */
const before = (instants: readonly string[]) => instants.filter((at) => Date.parse(at) < Date.now() - DAY_MS / 4);
const days = (instants: readonly string[]) => new Set(instants.map((at) => at.slice(0, 10))).size;
const minutes = (instants: readonly string[]) => new Set(instants.map((at) => at.slice(0, 16))).size;

test('what the demo’s people did lies weeks apart, in its order, each at its own time', async ({ browser, demo }) => {
  const { trajectoryId, recordingId } = await demoIds(browser, demo);
  const context = await contextOf(browser, demo, 'docent');
  const { request } = context;
  const goals = await read<{ items: { id: string }[] }>(request, `/trajectories/${trajectoryId}/goals`);
  const goal = await read<{ ratings: { at: string }[] }>(request, `/goals/${goals.items[0]?.id}`);
  const rated = before(goal.ratings.map(({ at }) => at));
  expect(rated).toHaveLength(5);
  expect(days(rated)).toBeGreaterThan(3);
  expect(rated).toEqual(rated.toSorted());
  expect(Date.parse(rated.at(-1) ?? '') - Date.parse(rated[0] ?? '')).toBeGreaterThan(21 * DAY_MS);
  const comments = await read<{ items: { createdAt: string }[] }>(request, `/recordings/${recordingId}/comments`);
  const said = before(comments.items.map(({ createdAt }) => createdAt));
  expect(said.length).toBeGreaterThan(5);
  expect(days(said)).toBeGreaterThan(1);
  expect(minutes(said)).toBe(said.length);
  await context.close();
});

test('the sign-ins that filled in the demo school are a device that one would know', async ({ browser, demo }) => {
  const context = await contextOf(browser, demo, 'docent');
  const sessions = await read<{ userAgent: string }[]>(context.request, '/auth/list-sessions');
  expect(sessions.length).toBeGreaterThan(0);
  const page = await context.newPage();
  await page.goto('/account');
  const more = page.getByRole('button', { name: 'Meer laten zien' });
  await expect(page.getByText('Chrome op Windows').or(more).first()).toBeVisible();
  if (await more.isVisible()) await more.click();
  await expect(page.getByText('Chrome op Windows').first()).toBeVisible();
  await expect(page.getByText('Onbekend apparaat')).toHaveCount(0);
  await context.close();
});
