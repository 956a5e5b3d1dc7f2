import { chromium } from '@playwright/test';
import { expect, leave, openCall, sideOf } from './support/call.ts';
import { test } from './support/product.ts';

/** What one of Chromium's own settings is called, without its value. */
const nameOf = (argument: string): string => argument.split('=')[0] ?? '';

test('where the browser plays nothing without a press, the page says so and one press mends it', async ({
  browser,
  demo,
  launchOptions,
}) => {
  test.setTimeout(300_000);
  const args = (launchOptions.args ?? []).filter((one) => nameOf(one) !== '--autoplay-policy');
  const strict = await chromium.launch({
    ...launchOptions,
    args: [...args, '--autoplay-policy=user-gesture-required'],
  });
  try {
    const coach = await sideOf(browser, demo, 'coach');
    const teacher = await sideOf(strict, demo, 'docent');
    await teacher.page.addInitScript(() => {
      window.voices = [];
      // oxlint-disable-next-line no-console -- the one way out of the page that counts as no press
      const say = (words: string) => console.info(words);
      const { play } = HTMLMediaElement.prototype;
      HTMLMediaElement.prototype.play = async function () {
        if (this instanceof HTMLAudioElement) window.voices.push(this);
        await play.call(this).catch((error: unknown) => {
          say(String(error));
          throw error;
        });
      };
      setInterval(() => {
        if (!navigator.userActivation.isActive) say('the press is over');
      }, 250);
    });
    // A look of the test into the page counts as a press there: until sound was held back the page itself says how it stands.
    const says = (words: string) =>
      teacher.page.waitForEvent('console', { predicate: (message) => message.text().includes(words) });
    const address = await openCall(coach, teacher);
    await coach.page.goto(address);
    await coach.page.getByRole('button', { name: 'Doe mee' }).click();
    await teacher.page.goto(address);
    await teacher.page.getByRole('button', { name: 'Klop aan' }).click();
    await says('the press is over');
    const heldBack = says('NotAllowedError');
    await coach.page.getByRole('button', { name: 'Laat binnen' }).click();
    await heldBack;
    const told = teacher.page.getByText('De browser houdt het geluid van de anderen tegen.');
    await expect(told).toBeVisible();
    const playing = () =>
      teacher.page.evaluate(() => window.voices.some(({ paused, currentTime }) => !paused && currentTime > 0));
    expect(await playing()).toBe(false);
    await teacher.page.getByRole('button', { name: 'Zet het geluid aan' }).click();
    await expect(told).toBeHidden();
    await expect.poll(playing).toBe(true);
    await expect(told).toBeHidden();
    expect([...coach.errors, ...teacher.errors]).toEqual([]);
    await coach.context.close();
  } finally {
    await strict.close();
  }
});

const lacking = [
  {
    what: 'no camera and no microphone',
    without: '--use-fake-device-for-media-stream',
    camera: 'We vinden geen camera.',
    microphone: 'We vinden geen microfoon.',
  },
  {
    what: 'a browser that was told no',
    without: '--use-fake-ui-for-media-stream',
    camera: 'De browser mag je camera niet gebruiken.',
    microphone: 'De browser mag je microfoon niet gebruiken.',
  },
];

for (const { what, without, camera, microphone } of lacking) {
  test(`with ${what} the page says which it is, before the call and in it, and one talks along by writing`, async ({
    browser,
    demo,
    launchOptions,
  }) => {
    test.setTimeout(300_000);
    const args = (launchOptions.args ?? []).filter((one) => nameOf(one) !== without);
    const bare = await chromium.launch({ ...launchOptions, args });
    try {
      const coach = await sideOf(bare, demo, 'coach');
      const teacher = await sideOf(browser, demo, 'docent');
      await coach.page.goto(await openCall(coach, teacher));
      await expect(coach.page.getByText(camera)).toBeVisible();
      await expect(coach.page.getByText(microphone)).toBeVisible();
      await coach.page.getByRole('button', { name: 'Doe mee' }).click();
      await expect(leave(coach.page)).toBeVisible();
      await expect(coach.page.getByText(microphone)).toBeVisible();
      await expect(coach.page.getByText(camera)).toBeHidden();
      await coach.page.getByRole('button', { name: 'Camera aan (v)' }).click();
      await expect(coach.page.getByText(camera)).toBeVisible();
      await coach.page.getByRole('button', { name: 'Camera uit (v)' }).click();
      await expect(coach.page.getByText(camera)).toBeHidden();
      expect([...coach.errors, ...teacher.errors]).toEqual([]);
      await teacher.context.close();
    } finally {
      await bare.close();
    }
  });
}

declare global {
  interface Window {
    /** What plays the others' voices. */
    voices: HTMLAudioElement[];
  }
}
