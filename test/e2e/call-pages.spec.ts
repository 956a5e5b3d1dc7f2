import { expect, openCall, sideOf } from './support/call.ts';
import { looksRight } from './support/look.ts';
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
  },
  en: {
    join: 'Join',
    knock: 'Knock',
    admit: 'Let in',
    leave: 'Leave the call',
    more: 'More',
    record: /^Ask whether the call/,
    figures: /There and back/,
  },
} as const;

for (const language of ['nl', 'en'] as const) {
  for (const theme of ['light', 'dark'] as const) {
    test(`the pages of a call are accessible and fit, in ${language}, ${theme}`, async ({ browser, demo }) => {
      test.setTimeout(300_000);
      const say = words[language];
      const coach = await sideOf(browser, demo, 'coach', { language, theme });
      const teacher = await sideOf(browser, demo, 'docent', { language, theme });
      const name = (page: string): string => `call-${page}-${language}-${theme}`;
      const address = await openCall(coach, teacher);
      await coach.page.goto(address);
      await expect(coach.page.getByText(say.figures)).toBeVisible();
      await looksRight(coach.page, name('before'));
      await coach.page.getByRole('button', { name: say.join }).click();
      await expect(coach.page.getByRole('button', { name: say.leave })).toBeVisible();
      await teacher.page.goto(address);
      await teacher.page.getByRole('button', { name: say.knock }).click();
      await expect(coach.page.getByRole('button', { name: say.admit })).toBeVisible();
      await looksRight(teacher.page, name('waiting'));
      await coach.page.getByRole('button', { name: say.admit }).click();
      await expect(teacher.page.getByRole('button', { name: say.leave })).toBeVisible();
      await expect(teacher.page.getByRole('feed')).toBeVisible();
      await looksRight(teacher.page, name('lesson-large'));
      await teacher.page.keyboard.press('w');
      await looksRight(teacher.page, name('faces-large'));
      await teacher.page.keyboard.press('w');
      await coach.page.getByRole('button', { name: say.more, exact: true }).click();
      await coach.page.getByRole('menuitem', { name: say.record }).click();
      await expect(teacher.page.getByRole('dialog')).toBeVisible();
      await looksRight(teacher.page, name('consent'));
      await teacher.page.keyboard.press('Escape');
      await teacher.page.getByRole('button', { name: say.leave }).click();
      await looksRight(teacher.page, name('left'));
      expect([...coach.errors, ...teacher.errors]).toEqual([]);
      await coach.context.close();
      await teacher.context.close();
    });
  }
}
