import {
  coachAndTeacher,
  comeIn,
  expect,
  lessonOf,
  openCall,
  partWays,
  pictures,
  picturesGoOn,
} from './support/call.ts';
import { cuttableLine } from './support/cut-line.ts';
import { test } from './support/product.ts';

/** The rule of following: further off a page would jump. */
const FOLLOWS_MS = 250;

test('a page that lost its line, changed networks or slept is back in the call by itself', async ({
  browser,
  demo,
}) => {
  test.setTimeout(300_000);
  const { coach, teacher } = await coachAndTeacher(browser, demo, { watched: ['docent'] });
  const line = await cuttableLine(teacher.page);
  await comeIn(coach, teacher, await openCall(coach, teacher), [coach]);
  await expect.poll(() => pictures(teacher.page)).toBe(1);
  const lost = teacher.page.getByText('Geen verbinding met de server.');
  const away = coach.page.getByText('Verbinding kwijt, komt zo terug');

  await test.step('the line goes down and comes up: picture and sound go on meanwhile', async () => {
    line.cut();
    await expect(lost).toBeVisible();
    await expect(away).toBeVisible();
    await picturesGoOn(teacher.page, 'Eva (coach)');
    line.mend();
    await expect(lost).toBeHidden();
    await expect(away).toBeHidden();
    await picturesGoOn(teacher.page, 'Eva (coach)');
  });

  await test.step('another network: both lines of media are restarted', async () => {
    const before = await teacher.page.evaluate(() => window.restarts.size);
    await teacher.page.evaluate(() => window.dispatchEvent(new Event('online')));
    await expect.poll(() => teacher.page.evaluate(() => window.restarts.size)).toBe(before + 2);
    await expect
      .poll(() => teacher.page.evaluate(() => window.lines.map(({ connectionState }) => connectionState)))
      .toEqual(expect.arrayContaining(['connected', 'connected']));
    await picturesGoOn(teacher.page, 'Eva (coach)');
  });

  await test.step('the lid is closed until the room has given up waiting, and opened', async () => {
    const sleep = await teacher.context.newCDPSession(teacher.page);
    await sleep.send('Page.setWebLifecycleState', { state: 'frozen' });
    line.cut();
    await expect(away).toBeVisible();
    await coach.page.keyboard.press('k');
    await expect(away).toBeHidden();
    await expect.poll(async () => (await lessonOf(coach.page)).atMs).toBeGreaterThan(2_000);
    await coach.page.keyboard.press('k');
    line.mend();
    await sleep.send('Page.setWebLifecycleState', { state: 'active' });
    await picturesGoOn(teacher.page, 'Eva (coach)');
    await expect(lost).toBeHidden();
    await expect
      .poll(async () => Math.abs((await lessonOf(coach.page)).atMs - (await lessonOf(teacher.page)).atMs))
      .toBeLessThan(FOLLOWS_MS);
  });
  await partWays(coach, teacher);
});
