import { coachAndTeacher, comeIn, expect, leave, lessonOf, openCall, partWays } from './support/call.ts';
import { test } from './support/product.ts';

test('a call that was left at the film’s end is shown calmly, and who comes back sees the last frame', async ({
  browser,
  demo,
}) => {
  test.setTimeout(240_000);
  const { coach, teacher } = await coachAndTeacher(browser, demo);
  const address = await openCall(coach, teacher);
  await comeIn(coach, teacher, address, []);
  await expect(coach.page.getByRole('feed')).toBeVisible();
  await coach.page.keyboard.press('9');
  await coach.page.keyboard.press('k');
  // Played to its end, not only gone to.
  await expect.poll(async () => (await lessonOf(teacher.page)).paused).toBe(false);
  const toGo = () =>
    teacher.page
      .locator('#lesson-stage video')
      .evaluate((video: HTMLVideoElement) => video.duration - video.currentTime);
  await expect.poll(toGo, { timeout: 30_000 }).toBeLessThan(0.2);
  await expect.poll(async () => (await lessonOf(teacher.page)).paused).toBe(true);
  const { atMs } = await lessonOf(teacher.page);
  await leave(coach.page).click();
  await leave(teacher.page).click();

  await test.step('nobody is called to it any more, and the door stays open for a while', async () => {
    await teacher.page.goto('/');
    const call = teacher.page.getByRole('listitem').filter({ has: teacher.page.locator(`a[href="${address}"]`) });
    await expect(call.first()).toContainText('Nu is er niemand');
  });

  await test.step('the last frame is there, and nothing is said to be on its way', async () => {
    await coach.page.goto(address);
    await coach.page.getByRole('button', { name: 'Doe mee' }).click();
    await expect
      .poll(() => coach.page.locator('#lesson-stage video').evaluate((video: HTMLVideoElement) => video.readyState))
      .toBeGreaterThanOrEqual(HAVE_CURRENT_DATA);
    await expect.poll(async () => Math.abs((await lessonOf(coach.page)).atMs - atMs)).toBeLessThan(200);
    await expect(coach.page.getByText('Het beeld komt eraan')).toBeHidden();
    await expect(coach.page.getByTestId('waiting-for')).toHaveCount(0);
  });
  await partWays(coach, teacher);
});

/** Of a media element: the frame at its place is there. */
const HAVE_CURRENT_DATA = 2;
