import type { Page } from '@playwright/test';
import {
  coachAndTeacher,
  comeIn,
  expect,
  leave,
  more,
  openCall,
  partWays,
  pictures,
  picturesGoOn,
} from './support/call.ts';
import { sentFrom, soundIn } from './support/media-watch.ts';
import { test } from './support/product.ts';

const devices = (page: Page) => more(page, 'Camera, microfoon, luidspreker');

/** The ids of the devices one can choose from; the first choice is to leave it to the computer. */
const choices = (page: Page, label: string): Promise<string[]> =>
  page
    .getByLabel(label)
    .locator('option')
    .evaluateAll((all) => all.slice(1).map((one) => one.getAttribute('value') ?? ''));

test('another camera is sent at once: where only one opens at a time too, and after a change that failed', async ({
  browser,
  demo,
}) => {
  test.setTimeout(300_000);
  const { coach, teacher } = await coachAndTeacher(browser, demo, { watched: ['coach'] });
  await comeIn(coach, teacher, await openCall(coach, teacher), [coach]);
  await expect.poll(() => pictures(teacher.page)).toBe(1);
  await devices(coach.page);
  const cameras = coach.page.getByLabel('Welke camera?');
  const ids = await choices(coach.page, 'Welke camera?');
  const [first = '', last = ''] = [ids[0], ids.at(-1)];
  expect(last).not.toBe(first);

  await test.step('chosen in the call', async () => {
    await cameras.selectOption(last);
    await expect.poll(() => sentFrom(coach.page, 'video')).toEqual([last]);
    await picturesGoOn(teacher.page, 'Eva (coach)');
  });

  await test.step('on a phone, where the camera in use has to make room', async () => {
    await coach.page.evaluate(() => {
      const { mediaDevices } = navigator;
      const capture = mediaDevices.getUserMedia.bind(mediaDevices);
      mediaDevices.getUserMedia = (wishes) =>
        wishes?.video && window.captured.some(({ kind, readyState }) => kind === 'video' && readyState === 'live')
          ? Promise.reject(new DOMException('Could not start video source', 'NotReadableError'))
          : capture(wishes);
    });
    await cameras.selectOption(first);
    await expect.poll(() => sentFrom(coach.page, 'video')).toEqual([first]);
    await picturesGoOn(teacher.page, 'Eva (coach)');
  });

  await test.step('a change that the browser would not make holds up nothing', async () => {
    await coach.page.evaluate(() => {
      const replace = RTCRtpSender.prototype.replaceTrack;
      RTCRtpSender.prototype.replaceTrack = function () {
        RTCRtpSender.prototype.replaceTrack = replace;
        return Promise.reject(new DOMException('not this once', 'InvalidModificationError'));
      };
    });
    await cameras.selectOption(last);
    await expect.poll(() => coach.errors.splice(0)).toEqual(['not this once']);
    await cameras.selectOption(first);
    await expect.poll(() => sentFrom(coach.page, 'video')).toEqual([first]);
    await picturesGoOn(teacher.page, 'Eva (coach)');
  });
  await partWays(coach, teacher);
});

test('a microphone pulled out in mid-call is replaced, or missed in plain words until one is chosen or plugged in', async ({
  browser,
  demo,
}) => {
  test.setTimeout(300_000);
  const { coach, teacher } = await coachAndTeacher(browser, demo, { watched: ['coach', 'docent'] });
  await comeIn(coach, teacher, await openCall(coach, teacher), []);
  const pullOut = () =>
    coach.page.evaluate(() => {
      const track = window.captured.findLast(({ kind, readyState }) => kind === 'audio' && readyState === 'live');
      track?.stop();
      track?.dispatchEvent(new Event('ended'));
    });
  const isHeard = async () => {
    await expect.poll(() => sentFrom(coach.page, 'audio')).toHaveLength(1);
    const before = await soundIn(teacher.page);
    await expect.poll(() => soundIn(teacher.page)).toBeGreaterThan(before);
  };
  const missed = coach.page.getByText('Je microfoon is losgekoppeld. Sluit hem weer aan of kies een andere.');
  await isHeard();

  await test.step('another one takes its place', async () => {
    await pullOut();
    await expect(coach.page.getByText(/Je microfoon is losgekoppeld\. We gebruiken nu /)).toBeVisible();
    await isHeard();
  });

  await test.step('there is no other: told, and one that is chosen is used', async () => {
    await coach.page.evaluate(() => {
      const { mediaDevices } = navigator;
      const capture = mediaDevices.getUserMedia;
      mediaDevices.getUserMedia = () => {
        mediaDevices.getUserMedia = capture;
        return Promise.reject(new DOMException('', 'NotFoundError'));
      };
    });
    await pullOut();
    await expect(missed).toBeVisible();
    await expect(leave(coach.page)).toBeVisible();
    await devices(coach.page);
    const chosen = (await choices(coach.page, 'Welke microfoon?')).at(-1) ?? '';
    await coach.page.getByLabel('Welke microfoon?').selectOption(chosen);
    await expect.poll(() => sentFrom(coach.page, 'audio')).toEqual([chosen]);
    await coach.page.keyboard.press('Escape');
    await expect(missed).toBeHidden();
    await isHeard();
  });

  await test.step('there is none at all: told, and it is used again when it is plugged in', async () => {
    await coach.page.evaluate(() => {
      const { mediaDevices } = navigator;
      const { getUserMedia, enumerateDevices } = mediaDevices;
      mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotFoundError'));
      mediaDevices.enumerateDevices = async () =>
        (await enumerateDevices.call(mediaDevices)).filter(({ kind }) => kind !== 'audioinput');
      mediaDevices.dispatchEvent(new Event('devicechange'));
      window.plugIn = () => {
        Object.assign(mediaDevices, { getUserMedia, enumerateDevices });
        mediaDevices.dispatchEvent(new Event('devicechange'));
      };
    });
    await pullOut();
    await expect(missed).toBeVisible();
    await coach.page.evaluate(() => window.plugIn());
    await expect(missed).toBeHidden();
    await isHeard();
  });
  await partWays(coach, teacher);
});

declare global {
  interface Window {
    /** The microphones are there again. */
    plugIn: () => void;
  }
}
