import type { Locator } from '@playwright/test';
import { coachAndTeacher, comeIn, expect, more, openCall, partWays, type Side } from './support/call.ts';
import { looksRight } from './support/look.ts';
import { test } from './support/product.ts';

/** A click at its middle and at its foot is its own. */
const touched = (part: Locator): Promise<boolean> =>
  part.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const at = (y: number) => element.contains(document.elementFromPoint(left + width / 2, y));
    return at(top + height / 2) && at(top + height - 3);
  });

const steering = ({ page }: Side) => page.getByTestId('steering');

test('who asks to steer is seen by whoever does, and answered by a press of a key', async ({ browser, demo }) => {
  test.setTimeout(300_000);
  const { coach, teacher } = await coachAndTeacher(browser, demo);
  // The teacher is the host: the coach may ask, not take.
  await comeIn(teacher, coach, await openCall(teacher, coach), []);
  for (const { page } of [coach, teacher]) await expect(page.getByRole('feed')).toBeVisible();
  await more(teacher.page, 'Vraag of het gesprek opgenomen mag worden');
  await coach.page.getByRole('dialog').getByRole('button', { name: 'Nee, neem mij niet op' }).click();
  await teacher.page.getByRole('dialog').getByRole('button', { name: 'Ja, neem mij op' }).click();
  const mark = teacher.page.getByTestId('take');
  await expect(mark).toContainText('Ja: jij · Nee: Eva (coach)');
  await expect(coach.page.getByTestId('take')).toContainText('Ja: Noor (docent) · Nee: jij');
  const request = teacher.page.getByTestId('steer-request');
  const ask = () => coach.page.keyboard.press('o');
  const { page } = teacher;

  await test.step('all goals stand whole in the form beside the faces; on a phone the picture is above it', async () => {
    const goals = page.getByRole('group', { name: 'Bij welk leerdoel?' }).locator('label');
    for (const size of [
      { width: 1440, height: 900 },
      { width: 390, height: 844 },
    ]) {
      await page.setViewportSize(size);
      await page.locator('h1').click();
      await page.keyboard.press('c');
      await expect(page.getByLabel('Wat zie je?')).toBeFocused();
      if (size.width > 1000) {
        await expect.poll(() => goals.count()).toBeGreaterThanOrEqual(3);
        for (const goal of await goals.all()) expect(await touched(goal)).toBe(true);
      } else {
        const form = page.getByRole('form', { name: 'Nieuwe opmerking' });
        const overlap = async () => {
          const [picture, below] = [await page.locator('#lesson-stage video').boundingBox(), await form.boundingBox()];
          return (picture?.y ?? 0) + (picture?.height ?? 0) - (below?.y ?? 0);
        };
        await expect.poll(overlap).toBeLessThanOrEqual(0);
      }
      await page.keyboard.press('Escape');
    }
  });

  await test.step('on a phone neither who said what nor a tab is cut', async () => {
    for (const size of [
      { width: 390, height: 844 },
      { width: 844, height: 390 },
    ]) {
      await page.setViewportSize(size);
      const cut = () =>
        page.evaluate(() =>
          [...document.querySelectorAll('[data-testid=take] *, [role=tablist]')]
            .filter(({ scrollWidth, clientWidth }) => clientWidth > 0 && scrollWidth > clientWidth)
            .map(({ textContent }) => textContent),
        );
      await expect.poll(cut).toEqual([]);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.locator('h1').click();
  });

  await test.step('asked, it stands on a line of its own, is announced, and covers nothing', async () => {
    await ask();
    await expect(request).toContainText('Eva (coach) wil de les graag sturen.');
    await expect(teacher.page.getByTestId('call-said')).toContainText('Eva (coach) wil de les graag sturen');
    await expect(steering(coach)).toContainText('je vraag is verstuurd');
    const [above, below] = [await mark.boundingBox(), await request.boundingBox()];
    expect((above?.y ?? 0) + (above?.height ?? 0)).toBeLessThanOrEqual(below?.y ?? 0);
    await looksRight(teacher.page, 'call-steer-request');
  });

  await test.step('taken back, it is gone', async () => {
    await steering(coach).getByRole('button', { name: 'Trek je vraag in' }).click();
    await expect(request).toHaveCount(0);
    await expect(coach.page.getByText('blijft sturen')).toHaveCount(0);
  });

  await test.step('not now: whoever asked is told, and may ask again', async () => {
    await ask();
    await request.getByRole('button', { name: 'Niet nu' }).press('Enter');
    await expect(request).toHaveCount(0);
    await expect(coach.page.getByText('Noor (docent) blijft sturen.').first()).toBeVisible();
    await expect(steering(coach)).toContainText('Noor (docent) stuurt de les');
    await expect(steering(coach)).not.toContainText('verstuurd');
  });

  await test.step('given: they steer', async () => {
    await coach.page.locator('h1').click();
    await ask();
    await request.getByRole('button', { name: 'Geef Eva (coach) de besturing' }).press('Enter');
    await expect(steering(coach)).toContainText('Jij stuurt de les');
    await expect(steering(teacher)).toContainText('Eva (coach) stuurt de les');
    await expect(request).toHaveCount(0);
  });
  await partWays(coach, teacher);
});
