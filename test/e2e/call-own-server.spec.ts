import type { Page } from '@playwright/test';
import { startTurnServer } from '../support/turn-server.ts';
import { expect, picturesGoOn } from './support/call.ts';
import { watchMedia, ways } from './support/media-watch.ts';
import { test } from './support/product.ts';
import { type SchoolCall, withSchoolCall } from './support/school-side.ts';

/** As the issue has it: the picture is gone. */
const GONE_WITHIN_MS = 2_000;

/** When the lesson's picture left the page, by its clock. */
const lessonGone = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise((gone) => {
        const look = (): void => {
          if (!document.querySelector('#lesson-stage video')) gone(Date.now());
        };
        look();
        new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
      }),
  );

test('through the relay alone two see each other; their lesson deleted, it is gone at once and they talk on', async ({
  browser,
}) => {
  test.setTimeout(420_000);
  const turn = await startTurnServer();
  const settings = { TURN_URLS: turn.url, TURN_SECRET: turn.secret };
  const talk = async ({ school, recordingId, address, coach, teacher }: SchoolCall): Promise<void> => {
    await school.send('PATCH', '/me', { language: 'en' }, school.coach);
    await coach.page.addInitScript(watchMedia);
    await coach.page.addInitScript(() => localStorage.setItem('lesblik-language', 'en'));
    await coach.page.addInitScript(() => {
      const Line = window.RTCPeerConnection;
      // As where a firewall lets nothing through to the media ports: of all ways the relay is left.
      window.RTCPeerConnection = class extends Line {
        constructor(settings?: RTCConfiguration) {
          super({ ...settings, iceTransportPolicy: 'relay' });
        }
      };
    });

    await test.step('through the relay', async () => {
      for (const { page } of [coach, teacher]) await page.goto(address);
      await coach.page.getByRole('button', { name: 'Turn the camera off' }).click();
      await coach.page.getByRole('button', { name: 'Join' }).click();
      await teacher.page.getByRole('button', { name: 'Klop aan' }).click();
      await coach.page.getByRole('button', { name: 'Let in' }).click();
      await picturesGoOn(coach.page, 'Docent');
      const found = (await ways(coach.page)).map((way) => way.found);
      expect(found.length).toBeGreaterThanOrEqual(2);
      expect(new Set(found)).toEqual(new Set(['relay']));
    });

    await test.step('the lesson is deleted', async () => {
      for (const { page } of [coach, teacher]) await expect(page.locator('#lesson-stage video')).toBeVisible();
      const gone = Promise.all([coach, teacher].map(({ page }) => lessonGone(page)));
      const since = Date.now();
      await school.send('DELETE', `/recordings/${recordingId}`);
      for (const at of await gone) expect(at - since).toBeLessThan(GONE_WITHIN_MS);
      await expect(coach.page.getByText('The lesson was deleted. The call simply goes on.')).toBeVisible();
      await expect(teacher.page.getByText('De les is verwijderd. Het gesprek gaat gewoon door.')).toBeVisible();
      await coach.page.getByLabel('Write a message').fill('We talk on.');
      await coach.page.getByLabel('Write a message').press('Enter');
      await expect(teacher.page.getByText('We talk on.').first()).toBeVisible();
      await picturesGoOn(coach.page, 'Docent');
    });
  };
  try {
    await withSchoolCall(browser, { seconds: 20, settings }, talk);
  } finally {
    await turn.stop();
  }
});
