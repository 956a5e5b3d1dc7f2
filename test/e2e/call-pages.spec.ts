import { expect, more, openCall, sideOf } from './support/call.ts';
import { looksRight, looksRightDayAndNight } from './support/look.ts';
import { test } from './support/product.ts';

const words = {
  nl: {
    join: 'Doe mee',
    knock: 'Klop aan',
    admit: 'Laat binnen',
    leave: 'Verlaat het gesprek',
    more: 'Meer',
    record: /^Vraag of het gesprek/,
    figures: /Heen en terug/,
    begin: 'Begin het gesprek',
    list: 'Kijkgesprekken',
    talk: /^Chat/,
    write: 'Schrijf een bericht',
    message: 'Zie je hoe lang het stil blijft na je vraag? Daar gebeurt het.',
    devices: 'Camera, microfoon, luidspreker',
    yes: 'Ja, neem mij op',
    recorded: 'Dit gesprek wordt opgenomen',
    takeBack: 'Neem mijn ja terug',
    remove: /^Haal .* uit het gesprek$/,
    removed: 'Je bent uit het gesprek gehaald',
    again: 'Klop nog eens aan',
    notNow: 'Niet nu',
    refused: 'Je kunt er nu niet bij',
    end: 'Beëindig het gesprek voor iedereen',
    endDo: 'Beëindig het gesprek',
    ended: 'Het gesprek is afgelopen',
  },
  en: {
    join: 'Join',
    knock: 'Knock',
    admit: 'Let in',
    leave: 'Leave the call',
    more: 'More',
    record: /^Ask whether the call/,
    figures: /There and back/,
    begin: 'Start the call',
    list: 'Review calls',
    talk: /^Chat/,
    write: 'Write a message',
    message: 'Do you see how long it stays quiet after your question? That is where it happens.',
    devices: 'Camera, microphone, speaker',
    yes: 'Yes, record me',
    recorded: 'This call is being recorded',
    takeBack: 'Take back my yes',
    remove: /^Remove .* from the call$/,
    removed: 'You were removed from the call',
    again: 'Knock again',
    notNow: 'Not now',
    refused: 'You cannot come in just now',
    end: 'End the call for everyone',
    endDo: 'End the call',
    ended: 'The call has ended',
  },
} as const;

for (const language of ['nl', 'en'] as const) {
  test(`the pages of a call are accessible and fit, in ${language}, light and dark`, async ({ browser, demo }) => {
    test.setTimeout(300_000);
    const say = words[language];
    const coach = await sideOf(browser, demo, 'coach', { language });
    const teacher = await sideOf(browser, demo, 'docent', { language });
    const name = (page: string): string => `call-${page}-${language}`;
    const address = await openCall(coach, teacher);
    await coach.page.goto(address);
    await expect(coach.page.getByText(say.figures)).toBeVisible();
    await looksRightDayAndNight(coach.page, name('before'));
    await coach.page.getByRole('button', { name: say.join }).click();
    await expect(coach.page.getByRole('button', { name: say.leave })).toBeVisible();
    await teacher.page.goto(address);
    await teacher.page.getByRole('button', { name: say.knock }).click();
    await expect(coach.page.getByRole('button', { name: say.admit })).toBeVisible();
    await looksRightDayAndNight(teacher.page, name('waiting'));
    await coach.page.getByRole('button', { name: say.admit }).click();
    await expect(teacher.page.getByRole('button', { name: say.leave })).toBeVisible();
    await expect(teacher.page.getByRole('feed')).toBeVisible();
    await looksRightDayAndNight(teacher.page, name('lesson-large'));
    await teacher.page.keyboard.press('w');
    await looksRightDayAndNight(teacher.page, name('faces-large'));
    await teacher.page.keyboard.press('w');
    await coach.page.getByRole('button', { name: say.more, exact: true }).click();
    await coach.page.getByRole('menuitem', { name: say.record }).click();
    await expect(teacher.page.getByRole('dialog')).toBeVisible();
    await looksRightDayAndNight(teacher.page, name('consent'));
    await teacher.page.keyboard.press('Escape');
    await teacher.page.getByRole('button', { name: say.leave }).click();
    await looksRightDayAndNight(teacher.page, name('left'));
    expect([...coach.errors, ...teacher.errors]).toEqual([]);
    await coach.context.close();
    await teacher.context.close();
  });
}

for (const [language, theme] of [
  ['nl', 'light'],
  ['en', 'dark'],
] as const) {
  test(`what comes around a call and in it is accessible and fits, in ${language}, ${theme}`, async ({
    browser,
    demo,
  }) => {
    test.setTimeout(300_000);
    const say = words[language];
    const coach = await sideOf(browser, demo, 'coach', { language, theme });
    const teacher = await sideOf(browser, demo, 'docent', { language, theme });
    const name = (page: string): string => `call-${page}-${language}-${theme}`;
    const { recordingId, trajectoryId } = coach.ids;
    await coach.page.goto(`/kijkgesprek/nieuw?les=${recordingId}`);
    await expect(coach.page.getByRole('button', { name: say.begin })).toBeEnabled();
    await looksRight(coach.page, name('new'));
    const address = await openCall(coach, teacher);
    await teacher.page.goto(`/trajectories/${trajectoryId}`);
    await expect(teacher.page.getByRole('heading', { name: say.list })).toBeVisible();
    await teacher.page.getByRole('heading', { name: say.list }).scrollIntoViewIfNeeded();
    await looksRight(teacher.page, name('list'));

    await coach.page.goto(address);
    await coach.page.getByRole('button', { name: say.join }).click();
    await teacher.page.goto(address);
    await teacher.page.getByRole('button', { name: say.knock }).click();
    await expect(coach.page.getByRole('button', { name: say.admit })).toBeVisible();
    await looksRight(coach.page, name('somebody-waits'));
    await coach.page.getByRole('button', { name: say.notNow }).click();
    await expect(teacher.page.getByRole('heading', { name: say.refused })).toBeVisible();
    await looksRight(teacher.page, name('refused'));
    await teacher.page.getByRole('button', { name: say.again }).click();
    await coach.page.getByRole('button', { name: say.admit }).click();
    await expect(teacher.page.getByRole('feed')).toBeVisible();

    await teacher.page.getByRole('tab', { name: say.talk }).click();
    await teacher.page.getByLabel(say.write).fill(say.message);
    await teacher.page.getByLabel(say.write).press('Enter');
    await expect(teacher.page.getByRole('listitem').filter({ hasText: say.message })).toBeVisible();
    await looksRight(teacher.page, name('chat'));
    await more(teacher.page, say.devices, say.more);
    await expect(teacher.page.getByRole('dialog')).toBeVisible();
    await looksRight(teacher.page, name('devices'));
    await teacher.page.keyboard.press('Escape');

    await coach.page.getByRole('button', { name: say.more, exact: true }).click();
    await coach.page.getByRole('menuitem', { name: say.record }).click();
    for (const { page } of [teacher, coach])
      await page.getByRole('dialog').getByRole('button', { name: say.yes }).click();
    await expect(teacher.page.getByTestId('take')).toContainText(say.recorded);
    await looksRight(teacher.page, name('recorded'));
    await teacher.page.getByRole('button', { name: say.takeBack }).click();
    await expect(teacher.page.getByRole('dialog')).toBeVisible();
    await looksRight(teacher.page, name('take-back'));
    await teacher.page.keyboard.press('Escape');

    await coach.page.getByRole('button', { name: say.more, exact: true }).click();
    await coach.page.getByRole('menuitem', { name: say.remove }).click();
    await expect(teacher.page.getByRole('heading', { name: say.removed })).toBeVisible();
    await looksRight(teacher.page, name('removed'));
    await more(coach.page, say.end, say.more);
    await expect(coach.page.getByRole('dialog')).toBeVisible();
    await looksRight(coach.page, name('end-asks'));
    await coach.page.getByRole('dialog').getByRole('button', { name: say.endDo }).click();
    await expect(coach.page.getByRole('heading', { name: say.ended })).toBeVisible();
    await looksRight(coach.page, name('ended'));
    expect([...coach.errors, ...teacher.errors]).toEqual([]);
    await coach.context.close();
    await teacher.context.close();
  });
}
