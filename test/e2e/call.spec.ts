import type { Page } from '@playwright/test';
import {
  comeIn,
  drawnAt,
  endForAll,
  expect,
  leave,
  lessonOf,
  more,
  openCall,
  pictures,
  type Side,
  sideOf,
  watchFrames,
} from './support/call.ts';
import { test } from './support/product.ts';

/** How far apart two pages that play are, by the one clock of this machine: a page's own may have been set at another time. */
async function apart(one: Page, other: Page): Promise<number> {
  const read = (page: Page) =>
    page.evaluate(() => {
      const video = document.querySelector<HTMLVideoElement>('#lesson-stage video');
      return (video?.currentTime ?? 0) * 1000 - Date.now();
    });
  const [a, b] = await Promise.all([read(one), read(other)]);
  return Math.abs(a - b);
}

test('two people look at one lesson in a call, from the invitation to the goodbye', async ({ browser, demo }) => {
  test.setTimeout(420_000);
  const coach = await sideOf(browser, demo, 'coach');
  const teacher = await sideOf(browser, demo, 'docent');
  for (const { page } of [coach, teacher]) await watchFrames(page);

  await test.step('the coach opens a call from the lesson, tests the devices and the network, and goes in', async () => {
    await coach.page.goto('/recordings');
    await coach.page
      .getByRole('link', { name: /Rekenen/ })
      .first()
      .click();
    await coach.page.getByRole('link', { name: 'Kijkgesprek' }).click();
    await coach.page.getByLabel('Hoe heet het gesprek?').fill('Samen terugkijken');
    for (const box of await coach.page.getByRole('checkbox', { checked: true }).all()) await box.uncheck();
    await coach.page.getByLabel('Noor (docent)').check();
    await coach.page.getByRole('button', { name: 'Begin het gesprek' }).click();
    await expect(coach.page.getByText('Je camera doet het.')).toBeVisible();
    await expect(coach.page.getByText(/Heen en terug: \d+ ms/)).toBeVisible();
    await coach.page.getByRole('button', { name: 'Speel drie tonen af' }).click();
    await expect(coach.page.getByText('Niets gehoord?')).toBeVisible();
    await coach.page.getByRole('button', { name: 'Doe mee' }).click();
    await expect(leave(coach.page)).toBeVisible();
  });

  await test.step('the teacher finds it at home, knocks, and is let in; they see each other', async () => {
    await teacher.page.goto('/');
    const now = teacher.page.getByRole('list', { name: 'Kijkgesprekken die nu bezig zijn' });
    await now.getByRole('link', { name: 'Doe mee' }).first().click();
    await teacher.page.getByRole('button', { name: 'Klop aan' }).click();
    await expect(teacher.page.getByRole('heading', { name: 'Je hebt aangeklopt' })).toBeVisible();
    await coach.page.getByRole('button', { name: 'Laat binnen' }).click();
    await expect(leave(teacher.page)).toBeVisible();
    for (const { page } of [coach, teacher]) await expect.poll(() => pictures(page)).toBe(2);
  });

  await test.step('what the coach plays, seeks and pauses, the teacher sees', async () => {
    await expect(coach.page.getByTestId('steering')).toContainText('Jij stuurt de les');
    await expect(teacher.page.getByTestId('steering')).toContainText('Eva (coach) stuurt de les');
    await coach.page.keyboard.press('1');
    await coach.page.keyboard.press('k');
    await expect.poll(async () => (await lessonOf(teacher.page)).paused).toBe(false);
    // What the product promises. The bench measures it through a bad line too.
    await expect.poll(() => apart(coach.page, teacher.page)).toBeLessThan(100);
    await coach.page.keyboard.press('k');
    await expect.poll(async () => (await lessonOf(teacher.page)).paused).toBe(true);
    // One and the same frame, wherever within it the pause came.
    await expect
      .poll(async () => Math.abs((await drawnAt(coach.page)) - (await drawnAt(teacher.page))))
      .toBeLessThan(0.001);
  });

  await test.step('who does not steer is told so, takes over, and then plays', async () => {
    await teacher.page.keyboard.press('k');
    await expect(teacher.page.getByText('Iemand anders stuurt de les.').first()).toBeVisible();
    await teacher.page.getByRole('button', { name: 'Neem over' }).click();
    await expect(coach.page.getByTestId('steering')).toContainText('Noor (docent) stuurt de les');
    await teacher.page.keyboard.press('k');
    await expect.poll(async () => (await lessonOf(coach.page)).paused).toBe(false);
    await coach.page.keyboard.press('k');
    await expect.poll(async () => (await lessonOf(teacher.page)).paused).toBe(true);
  });

  await test.step('a pointer on the frame, and a comment at it, are there for both', async () => {
    const stage = coach.page.locator('#lesson-stage video');
    await stage.hover({ position: { x: 300, y: 200 } });
    await coach.page.mouse.move(420, 330);
    await expect(teacher.page.getByTestId('pointer')).toContainText('Eva (coach)');
    const at = (await lessonOf(coach.page)).atMs;
    await teacher.page.keyboard.press('c');
    const words = `Hier keken we samen (${crypto.randomUUID()}).`;
    await teacher.page.getByLabel('Wat zie je?').fill(words);
    await teacher.page.keyboard.press('Control+Enter');
    const theirs = coach.page.getByRole('feed').getByRole('article').filter({ hasText: words });
    await expect(theirs).toBeVisible();
    const second = Math.floor(at / 1000);
    await expect(theirs).toContainText(
      `${String(Math.floor(second / 60)).padStart(2, '0')}:${String(second % 60).padStart(2, '0')}`,
    );
  });

  await test.step('messages, and keys for the microphone', async () => {
    await coach.page.locator('h1').click();
    await coach.page.keyboard.press('b');
    const field = coach.page.getByLabel('Schrijf een bericht');
    await expect(field).toBeFocused();
    await field.fill('Zag je dat?');
    await field.press('Enter');
    await teacher.page.getByRole('tab', { name: /^Chat/ }).click();
    await expect(teacher.page.getByRole('list', { name: 'Berichten van dit gesprek' })).toContainText('Zag je dat?');
    await coach.page.locator('h1').click();
    const ofCoach = teacher.page.locator('[data-testid^="face-"]').filter({ hasText: 'Eva (coach)' });
    await coach.page.keyboard.press('s');
    await expect(ofCoach).toContainText('microfoon uit');
    await coach.page.keyboard.down(' ');
    await expect(ofCoach).not.toContainText('microfoon uit');
    await coach.page.keyboard.up(' ');
    await expect(ofCoach).toContainText('microfoon uit');
    await coach.page.keyboard.press('s');
    await expect(ofCoach).not.toContainText('microfoon uit');
    expect((await lessonOf(coach.page)).paused).toBe(true);
  });

  await test.step('a shared screen comes large and goes again', async () => {
    await teacher.page.getByRole('button', { name: 'Deel je scherm' }).click();
    const screen = coach.page.getByTestId('screen').locator('video');
    await expect
      .poll(() => screen.evaluate((video: HTMLVideoElement) => video.videoWidth).catch(() => 0))
      .toBeGreaterThan(0);
    await expect(coach.page.locator('main[data-call=faces]')).toBeVisible();
    await teacher.page.getByRole('button', { name: 'Stop met je scherm delen' }).click();
    await expect(coach.page.getByTestId('screen')).toHaveCount(0);
    await expect(coach.page.locator('main[data-call=lesson]')).toBeVisible();
  });

  await test.step('recording runs only once both have answered, and says so to both', async () => {
    await coach.page.getByRole('button', { name: 'Meer', exact: true }).click();
    await coach.page.getByRole('menuitem', { name: 'Vraag of het gesprek opgenomen mag worden' }).click();
    await teacher.page.getByRole('dialog').getByRole('button', { name: 'Ja, neem mij op' }).click();
    await expect(teacher.page.getByTestId('take')).toContainText('Nog geen antwoord van Eva (coach)');
    await coach.page.getByRole('dialog').getByRole('button', { name: 'Ja, neem mij op' }).click();
    for (const { page } of [coach, teacher])
      await expect(page.getByTestId('take')).toContainText('Dit gesprek wordt opgenomen');
    await coach.page.getByRole('button', { name: 'Neem mijn ja terug' }).click();
    await coach.page.getByRole('dialog').getByRole('button', { name: 'Verwijder het' }).click();
    await expect(teacher.page.getByTestId('take')).toContainText('Nee: Eva (coach)');
    await teacher.page.getByRole('button', { name: 'Stop de opname' }).click();
    await expect(coach.page.getByTestId('take')).toContainText('De opname is gestopt.');
    await expect(coach.page.getByTestId('take')).toContainText('De opname is van Noor (docent).');
    await expect(teacher.page.getByRole('link', { name: 'Bekijk de opname' })).toBeVisible();
  });

  await test.step('the host ends it for both, asked once and told who is in it', async () => {
    await more(coach.page, 'Beëindig het gesprek voor iedereen');
    await coach.page.getByRole('dialog').getByRole('button', { name: 'Annuleren' }).click();
    await expect(coach.page.getByRole('dialog')).toHaveCount(0);
    await expect(leave(teacher.page)).toBeVisible();
    await endForAll(coach.page, 'Nu in het gesprek: Noor (docent).');
    for (const { page } of [coach, teacher])
      await expect(page.getByRole('heading', { name: 'Het gesprek is afgelopen' })).toBeVisible();
  });

  expect([...coach.errors, ...teacher.errors]).toEqual([]);
  await coach.context.close();
  await teacher.context.close();
});

test('a second page of one person makes no echo, and takes the sound over when asked', async ({ browser, demo }) => {
  test.setTimeout(240_000);
  const coach = await sideOf(browser, demo, 'coach');
  const teacher = await sideOf(browser, demo, 'docent');
  const address = await openCall(coach, teacher);
  // Three pages of pictures are more than two cores draw.
  await comeIn(coach, teacher, address, []);
  const second: Side = { ...teacher, page: await teacher.context.newPage() };
  await second.page.goto(address);
  await second.page.getByRole('button', { name: 'Zet de camera uit' }).click();
  await second.page.getByRole('button', { name: 'Klop aan' }).click();
  await expect(second.page.getByText('Je geluid loopt via je andere apparaat.')).toBeVisible();
  await second.page.getByRole('button', { name: 'Haal het geluid hierheen' }).click();
  await expect(second.page.getByText('Je geluid loopt via je andere apparaat.')).toBeHidden();
  await expect(teacher.page.getByText('Je geluid loopt via je andere apparaat.')).toBeVisible();
  await leave(second.page).click();
  await expect(teacher.page.getByText('Je geluid loopt via je andere apparaat.')).toBeHidden();
  expect([...coach.errors, ...teacher.errors]).toEqual([]);
  await coach.context.close();
  await teacher.context.close();
});

test('without a camera and a microphone the page says why and what helps, and one can still come in', async ({
  browser,
  demo,
}) => {
  const coach = await sideOf(browser, demo, 'coach');
  const teacher = await sideOf(browser, demo, 'docent');
  const address = await openCall(coach, teacher);
  await coach.context.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = ({ video } = {}) =>
      Promise.reject(new DOMException('', video ? 'NotReadableError' : 'NotAllowedError'));
  });
  await coach.page.goto(address);
  await expect(coach.page.getByText('Een ander programma gebruikt je camera.')).toBeVisible();
  await expect(coach.page.getByText('De browser mag je microfoon niet gebruiken.')).toBeVisible();
  await coach.page.getByRole('button', { name: 'Doe mee' }).click();
  await expect(leave(coach.page)).toBeVisible();
  await expect(coach.page.locator('#lesson-stage video')).toBeVisible();
  expect(coach.errors).toEqual([]);
  await coach.context.close();
  await teacher.context.close();
});
