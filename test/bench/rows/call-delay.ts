import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { AROUND } from '../support/bar-code.ts';
import { comeIn, openCall, openSide, type Side } from '../support/call-sides.ts';
import { clockCamera } from '../support/clock-camera.ts';
import { films } from '../support/films.ts';
import { type Figure, milliseconds, percentile, type Row } from '../support/row.ts';
import { School } from '../support/school.ts';
import { keepSounds, recordSound, soundDelays } from '../support/sound-tap.ts';
import { silenceWav, tonesWav } from '../support/tones.ts';

/** A call that has run for a while: the picture has found its size and the sound its buffer. */
const SETTLES_MS = 6000;
const LOOK_MS = 12_000;

const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** How old each frame of the other's camera was when it came on the screen: that time less the one in its bars. */
async function pictureDelays(page: Page, otherId: string): Promise<number[]> {
  const shown = await page.evaluate(
    ([id, ms]) =>
      new Promise<[at: number, seen: number][]>((done) => {
        const video = document.querySelector<HTMLVideoElement>(`[data-testid="face-${id}"] video`);
        const all: [number, number][] = [];
        const drawn: VideoFrameRequestCallback = (_, { expectedDisplayTime }) => {
          const seen = video && readBars(video);
          // A page that is told late may see a newer frame than the one it is told of: then it stands there by now.
          const at = Math.max(expectedDisplayTime, performance.now());
          if (seen != null) all.push([at + Date.now() - performance.now(), seen]);
          video?.requestVideoFrameCallback(drawn);
        };
        video?.requestVideoFrameCallback(drawn);
        setTimeout(() => done(all), ms);
      }),
    [otherId, LOOK_MS] as const,
  );
  return shown.map(([at, seen]) => (((at - seen) % AROUND) + AROUND) % AROUND);
}

function figure(what: string, delays: readonly number[], more: Record<string, number> = {}): Figure {
  const p95 = percentile(delays, 0.95);
  const p50 = percentile(delays, 0.5);
  return {
    what,
    against: '–',
    measured: `p95 ${milliseconds(p95)}, p50 ${milliseconds(p50)}`,
    reach: 'p95 ≤ 250 ms',
    reached: p95 <= 250,
    numbers: { p95, p50, most: Math.max(...delays), count: delays.length, ...more },
  };
}

export const callDelay: Row = {
  name: 'call-delay',
  async run(): Promise<Figure[]> {
    const folder = await mkdtemp(join(tmpdir(), 'lesblik-devices-'));
    const camera = await clockCamera(folder);
    const [tones, silence] = [join(folder, 'tones.wav'), join(folder, 'silence.wav')];
    await writeFile(tones, tonesWav());
    await writeFile(silence, silenceWav());
    const school = await School.open();
    const sides: Side[] = [];
    try {
      const { recordingId, lastByte } = await school.film(await films.short());
      await school.reached(recordingId, 'ready', lastByte, 120_000);
      await school.share(recordingId);
      const teacher = await openSide(school, school.teacher, { camera: camera.file, microphone: tones });
      sides.push(teacher);
      // One talks, the other listens: with both talking the same tones one would be taken for the other's echo.
      const coach = await openSide(school, school.coach, { camera: camera.file, microphone: silence });
      sides.push(coach);
      for (const { context } of sides) await keepSounds(context);
      await comeIn(teacher.page, coach.page, await openCall(school, recordingId));
      await wait(SETTLES_MS);
      const { id: teacherId } = await school.send<{ id: string }>('GET', '/me');
      const [toCoach, toTeacher, spoken, heard] = await Promise.all([
        pictureDelays(coach.page, teacherId),
        pictureDelays(teacher.page, school.coachId),
        recordSound(teacher.page, 'own', LOOK_MS),
        recordSound(coach.page, 'other', LOOK_MS),
      ]);
      const pictures = [...toCoach, ...toTeacher];
      const sounds = soundDelays(spoken, heard);
      if (pictures.length < LOOK_MS / 100) throw new Error(`only ${pictures.length} pictures could be read`);
      if (sounds.length < LOOK_MS / 500) throw new Error(`only ${sounds.length} tones were heard`);
      return [
        figure('glass to glass, loopback, both ways', pictures),
        figure('mouth to ear, loopback', sounds, { outputMs: heard.outputMs }),
      ];
    } finally {
      for (const { browser } of sides) await browser.close();
      await school.close();
      await camera.stop();
      await rm(folder, { recursive: true });
    }
  },
};
