import { chromium } from '@playwright/test';
import { comeIn, drawnAt, expect, lessonOf, openCall, pictures, sideOf, watchFrames } from './support/call.ts';
import { watchMedia, ways } from './support/media-watch.ts';
import { test } from './support/product.ts';

test('a call without a lesson, one chosen in it, a clock an hour off, and a sharing that ends in the middle', async ({
  browser,
  demo,
}) => {
  test.setTimeout(300_000);
  const coach = await sideOf(browser, demo, 'coach');
  const teacher = await sideOf(browser, demo, 'docent');
  for (const { page } of [coach, teacher]) await watchFrames(page);
  await coach.page.addInitScript(() => {
    const HOUR = 3_600_000;
    const { now } = Date;
    const { timeOrigin } = performance;
    Date.now = () => now() + HOUR;
    Object.defineProperty(performance, 'timeOrigin', { get: () => timeOrigin + HOUR });
  });
  await comeIn(coach, teacher, await openCall(coach, teacher, { aboutTrajectory: true }), []);

  await test.step('whoever steers chooses a lesson, and both see it', async () => {
    await expect(teacher.page.getByText('Jullie kijken nu naar geen les.')).toBeVisible();
    await coach.page.getByRole('button', { name: 'Kies een les' }).click();
    await coach.page
      .getByRole('dialog')
      .getByRole('button', { name: /^Rekenen/ })
      .click();
    for (const { page } of [coach, teacher]) await expect(page.locator('#lesson-stage video')).toBeVisible();
    await coach.page.keyboard.press('k');
    await expect.poll(async () => (await lessonOf(teacher.page)).atMs).toBeGreaterThan(2_000);
    await coach.page.keyboard.press('k');
    await expect.poll(async () => (await lessonOf(teacher.page)).paused).toBe(true);
    // One and the same frame: its moment, not the element's clock, which stands wherever within it the pause came.
    await expect
      .poll(async () => Math.abs((await drawnAt(coach.page)) - (await drawnAt(teacher.page))))
      .toBeLessThan(0.001);
  });

  await test.step('the teacher ends the sharing: the picture is gone within two seconds, and they talk on', async () => {
    const { recordingId } = teacher.ids;
    const path = `/api/recordings/${recordingId}/grants`;
    const { items } = (await (await teacher.context.request.get(path)).json()) as {
      items: { id: string; grantee: { id: string; name: string }; mayComment: boolean; until: string }[];
    };
    const grant = items.find(({ grantee }) => grantee.name === 'Eva (coach)');
    const since = performance.now();
    await teacher.context.request.delete(`/api/grants/${grant?.id}`);
    try {
      await expect(coach.page.locator('#lesson-stage video')).toHaveCount(0);
      expect(performance.now() - since).toBeLessThan(2_000);
      await expect(coach.page.getByText('Je kunt deze les nu niet zien. Het gesprek gaat gewoon door.')).toBeVisible();
      await coach.page.getByLabel('Schrijf een bericht').fill('Ik zie de les niet meer.');
      await coach.page.getByLabel('Schrijf een bericht').press('Enter');
      await teacher.page.getByRole('tab', { name: /^Chat/ }).click();
      await expect(teacher.page.getByText('Ik zie de les niet meer.').first()).toBeVisible();
    } finally {
      const { grantee, mayComment, until } = grant ?? items[0] ?? { grantee: { id: '' }, mayComment: true, until: '' };
      await teacher.context.request.post(path, { data: { granteeId: grantee.id, mayComment, until } });
    }
    await expect(coach.page.locator('#lesson-stage video')).toBeVisible();
  });
  expect([...coach.errors, ...teacher.errors]).toEqual([]);
  await coach.context.close();
  await teacher.context.close();
});

test('a browser that may not use UDP says so before the call, and sees the other over TCP', async ({
  browser,
  demo,
  launchOptions,
}) => {
  test.setTimeout(300_000);
  const policy = [
    '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
    '--webrtc-ip-handling-policy=disable_non_proxied_udp',
  ];
  const narrow = await chromium.launch({ ...launchOptions, args: [...(launchOptions.args ?? []), ...policy] });
  try {
    const coach = await sideOf(narrow, demo, 'coach');
    const teacher = await sideOf(browser, demo, 'docent');
    await coach.page.addInitScript(watchMedia);
    const address = await openCall(coach, teacher);
    await coach.page.goto(address);
    await expect(coach.page.getByText(/Dit netwerk laat alleen een omweg toe|De verbinding is zwak/)).toBeVisible();
    await comeIn(coach, teacher, address);
    await expect.poll(() => pictures(coach.page)).toBe(2);
    await expect.poll(() => pictures(teacher.page)).toBe(2);
    expect(new Set((await ways(coach.page)).map(({ protocol }) => protocol))).toEqual(new Set(['tcp']));
    expect([...coach.errors, ...teacher.errors]).toEqual([]);
    await coach.context.close();
    await teacher.context.close();
  } finally {
    await narrow.close();
  }
});
