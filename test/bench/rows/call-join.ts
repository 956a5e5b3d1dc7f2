import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type Side, comeIn, openCall, openSide } from '../support/call-sides.ts';
import { clockCamera } from '../support/clock-camera.ts';
import { films } from '../support/films.ts';
import { type Figure, milliseconds, percentile, type Row } from '../support/row.ts';
import { School } from '../support/school.ts';

const VISITS = 20;

/** Milliseconds from the click to the first frame of the other's camera on the screen, which is told by its bar code. */
async function firstFrame(page: Page, otherId: string): Promise<number> {
  const join_ = page.getByRole('button', { name: 'Klop aan', exact: true });
  await page.evaluate((id) => {
    const drawn = new Promise<number>((done) => {
      const clicked = ({ timeStamp }: MouseEvent): void => {
        const look = (): void => {
          const video = document.querySelector<HTMLVideoElement>(`[data-testid="face-${id}"] video`);
          if (!video) requestAnimationFrame(look);
          else video.requestVideoFrameCallback((_, frame) => judge(video, frame));
        };
        const judge = (video: HTMLVideoElement, { expectedDisplayTime }: VideoFrameCallbackMetadata): void => {
          if (readBars(video) === null) look();
          else done(expectedDisplayTime - timeStamp);
        };
        look();
      };
      addEventListener('click', clicked, { capture: true, once: true });
    });
    Object.assign(globalThis, { drawn });
  }, otherId);
  await join_.click();
  return page.evaluate(() => (globalThis as unknown as { drawn: Promise<number> }).drawn);
}

export const callJoin: Row = {
  name: 'call-join',
  async run(): Promise<Figure[]> {
    const folder = await mkdtemp(join(tmpdir(), 'lesblik-camera-'));
    const camera = await clockCamera(folder);
    const school = await School.open();
    const sides: Side[] = [];
    try {
      const { recordingId, lastByte } = await school.film(await films.short());
      await school.reached(recordingId, 'ready', lastByte, 120_000);
      await school.share(recordingId);
      const teacher = await openSide(school, school.teacher, { camera: camera.file });
      sides.push(teacher);
      const coach = await openSide(school, school.coach, { camera: camera.file });
      sides.push(coach);
      const address = await openCall(school, recordingId);
      // Let in once; what follows is coming back into a call in which the other already is.
      await comeIn(teacher.page, coach.page, address);
      const { id: teacherId } = await school.send<{ id: string }>('GET', '/me');
      const times: number[] = [];
      for (let visit = 0; visit < VISITS; visit += 1) {
        await coach.page.goto(address);
        times.push(await firstFrame(coach.page, teacherId));
      }
      const p95 = percentile(times, 0.95);
      const p50 = percentile(times, 0.5);
      return [
        {
          what: 'click on join → first frame of the other drawn, loopback',
          against: '–',
          measured: `p95 ${milliseconds(p95)}, p50 ${milliseconds(p50)}`,
          reach: 'p95 ≤ 1.2 s',
          reached: p95 <= 1200,
          numbers: { p95, p50, most: Math.max(...times), count: VISITS },
        },
      ];
    } finally {
      for (const { browser } of sides) await browser.close();
      await school.close();
      await camera.stop();
      await rm(folder, { recursive: true });
    }
  },
};
