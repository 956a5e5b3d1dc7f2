import type { Locator, Page } from '@playwright/test';
import { coachAndTeacher, expect, leave, openCall, partWays } from './support/call.ts';
import { test } from './support/product.ts';

/** More than any page of a call has. */
const MOST_STOPS = 80;

/** By the Tab key alone, from where the keyboard is. */
async function tabTo(page: Page, to: Locator): Promise<void> {
  await expect(to).toBeVisible();
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    if (await to.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard does not reach ${String(to)}`);
}

async function press(page: Page, name: string, key = 'Enter'): Promise<void> {
  await tabTo(page, page.getByRole('button', { name }));
  await page.keyboard.press(key);
}

/** An act under the button for more, which opens and is walked with the arrows. */
async function choose(page: Page, act: string): Promise<void> {
  await tabTo(page, page.getByRole('button', { name: 'Meer', exact: true }));
  await page.keyboard.press('Enter');
  const item = page.getByRole('menuitem', { name: act });
  await expect(item).toBeVisible();
  for (let stop = 0; stop < 10; stop += 1) {
    if (await item.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
}

/** Somewhere on the page, not at the top of everything. */
const hasItsPlace = (page: Page) =>
  expect.poll(() => page.evaluate(() => document.activeElement?.tagName), { timeout: 10_000 }).not.toBe('BODY');

test('the whole of a call is done by keyboard, and the keyboard never loses its place', async ({ browser, demo }) => {
  test.setTimeout(300_000);
  const { coach, teacher } = await coachAndTeacher(browser, demo);
  const [c, t] = [coach.page, teacher.page];
  const address = await openCall(coach, teacher);

  await test.step('in: the one joins, the other knocks and is let in', async () => {
    for (const page of [c, t]) {
      await page.goto(address);
      await press(page, 'Zet de camera uit');
    }
    await press(c, 'Doe mee');
    await expect(leave(c)).toBeVisible();
    await hasItsPlace(c);
    await press(t, 'Klop aan');
    await expect(t.getByRole('heading', { name: 'Je hebt aangeklopt' })).toBeFocused();
    await press(c, 'Laat binnen');
    await expect(leave(t)).toBeVisible();
    for (const page of [c, t]) {
      await hasItsPlace(page);
      await expect(page.getByRole('feed')).toBeVisible();
    }
  });

  await test.step('the microphone: a key for off, and the space bar held to talk', async () => {
    const ofTeacher = c.locator('[data-testid^="face-"]').filter({ hasText: 'Noor (docent)' });
    await t.keyboard.press('s');
    await expect(ofTeacher).toContainText('microfoon uit');
    await t.keyboard.down(' ');
    await expect(ofTeacher).not.toContainText('microfoon uit');
    await t.keyboard.up(' ');
    await expect(ofTeacher).toContainText('microfoon uit');
    await press(t, 'Microfoon aan (s)', ' ');
    await expect(ofTeacher).not.toContainText('microfoon uit');
  });

  await test.step('a message, and on from there', async () => {
    await t.keyboard.press('b');
    await expect(t.getByLabel('Schrijf een bericht')).toBeFocused();
    await t.keyboard.type('Zie je dat ook?');
    await t.keyboard.press('Enter');
    await expect(t.getByRole('list', { name: 'Berichten van dit gesprek' })).toContainText('Zie je dat ook?');
    await expect(t.getByLabel('Schrijf een bericht')).toBeFocused();
    await t.keyboard.press('Tab');
    await hasItsPlace(t);
  });

  await test.step('a comment where the lesson is', async () => {
    await t.keyboard.press('c');
    await expect(t.getByLabel('Wat zie je?')).toBeFocused();
    const words = `Met het toetsenbord (${crypto.randomUUID()}).`;
    await t.keyboard.type(words);
    await t.keyboard.press('Control+Enter');
    await expect(c.getByRole('feed').getByRole('article').filter({ hasText: words })).toBeVisible();
    await hasItsPlace(t);
  });

  await test.step('who steers goes over and back', async () => {
    await t.keyboard.press('o');
    await expect(t.getByTestId('steering')).toContainText('Jij stuurt de les');
    await press(t, 'Laat Eva (coach) sturen');
    await expect(c.getByTestId('steering')).toContainText('Jij stuurt de les');
    await hasItsPlace(t);
  });

  await test.step('recording: asked, agreed to by both, stopped', async () => {
    await choose(c, 'Vraag of het gesprek opgenomen mag worden');
    for (const page of [c, t]) {
      await expect(page.getByRole('dialog')).toBeVisible();
      // What is asked is read first; Enter there answers nothing.
      await page.keyboard.press('Enter');
      await press(page, 'Ja, neem mij op');
      await expect(page.getByRole('dialog')).toHaveCount(0);
      await hasItsPlace(page);
    }
    await expect(t.getByTestId('take')).toContainText('Dit gesprek wordt opgenomen');
    await press(t, 'Stop de opname');
    await expect(t.getByTestId('take')).toContainText('De opname is gestopt.');
    await hasItsPlace(t);
  });

  await test.step('faces large and back, devices and out', async () => {
    await t.keyboard.press('w');
    await expect(t.locator('main[data-call=faces]')).toBeVisible();
    await t.keyboard.press('w');
    await choose(t, 'Camera, microfoon, luidspreker');
    await expect(t.getByRole('dialog')).toBeVisible();
    await t.keyboard.press('Escape');
    await expect(t.getByRole('dialog')).toHaveCount(0);
    await hasItsPlace(t);
    await press(t, 'Verlaat het gesprek');
    await expect(t.getByRole('heading', { name: 'Je hebt het gesprek verlaten' })).toBeFocused();
    await press(t, 'Ga terug het gesprek in');
    await expect(t.getByRole('heading', { name: 'Klaar voor het gesprek?' })).toBeFocused();
  });

  await test.step('the end for everyone, asked once', async () => {
    await choose(c, 'Beëindig het gesprek voor iedereen');
    await expect(c.getByRole('dialog').getByRole('button', { name: 'Annuleren' })).toBeFocused();
    await press(c, 'Beëindig het gesprek');
    await expect(c.getByRole('heading', { name: 'Het gesprek is afgelopen' })).toBeFocused();
  });
  await partWays(coach, teacher);
});
