import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import type { Ffmpeg } from '../../../apps/worker/src/ffmpeg/ffmpeg.ts';
import { openFfmpeg } from '../../../apps/worker/src/ffmpeg/open.ts';
import { TICKS } from '../../../apps/worker/src/ffmpeg/plan/types.ts';
import { filmNamed, recipes, type FilmName } from '../../fixtures/media/recipes.ts';
import { FLASH_EVERY, patches } from '../../support/film/picture.ts';
import { examined, madeSound, scratchFolder } from '../../support/film/pipeline.ts';
import { Player, type Played } from '../../support/film/player.ts';
import { countPackets, flashes, readBeeps, readFrames, type SeenFrame } from '../../support/film/read.ts';
import { encodeChunks, type Made, Rendition } from '../../support/film/renditions.ts';

/** Of 255; 4:2:0 at 240 lines, 8 bits and the way from HDR and back take some. */
const COLOUR_TOLERANCE = 12;
const LIPS_SECONDS = 0.04;

let player: Player;
let ffmpeg: Ffmpeg;
beforeAll(async () => {
  player = await Player.open();
  ffmpeg = await openFfmpeg();
}, 60_000);
afterAll(() => player.close());

describe.each(Object.keys(recipes) as FilmName[])('a film: %s', (name) => {
  let scratch: Awaited<ReturnType<typeof scratchFolder>>;
  let made: Made;
  let rungs: Map<string, Rendition>;
  const seen = new Map<string, SeenFrame[]>();
  const stored = new Map<string, number>();
  let beeps: number[] = [];
  let sound: Rendition | undefined;

  beforeAll(async () => {
    scratch = await scratchFolder();
    made = await examined(ffmpeg, await filmNamed(name), scratch.path);
    // A chunk a segment: as many borders as there can be.
    const chunks = made.plan.ladder.segments.map((_, i) => ({ from: i, to: i + 1 }));
    rungs = await encodeChunks(ffmpeg, made, chunks, scratch.path);
    for (const [rung, rendition] of rungs) {
      const path = await rendition.write(join(scratch.path, `${rung}.mp4`));
      seen.set(rung, await readFrames(path));
      stored.set(rung, await countPackets(path));
    }
    if (made.plan.sound) {
      sound = await madeSound(ffmpeg, made, scratch.path);
      beeps = await readBeeps(await sound.write(join(scratch.path, 'sound.mp4')));
    }
  }, 180_000);

  afterAll(() => scratch.remove());

  test('every frame is there once, in order, at its own time, across every border', () => {
    expect(made.plan.ladder.segments.length).toBeGreaterThan(1);
    for (const [rung, frames] of seen) {
      expect(stored.get(rung)).toBe(made.film.frames?.at.length);
      const first = frames[0]?.number ?? -1;
      expect(frames.map((f) => f.number)).toEqual(Array.from(made.film.frames?.at ?? [], (_, i) => first + i));
      const late = frames.map((f, i) => Math.abs(f.at * TICKS - (made.film.frames?.at[i] ?? 0)));
      expect(Math.max(...late)).toBeLessThanOrEqual(1);
    }
  });

  test('flash and beep stay together', () => {
    for (const frames of seen.values()) {
      const flashed = flashes(frames);
      expect(flashed.length).toBe(Math.ceil((made.plan.durationMs / 1000 - (flashed[0] ?? 0)) / FLASH_EVERY));
      if (!made.plan.sound) continue;
      expect(beeps.length).toBe(flashed.length);
      beeps.forEach((beep, i) => expect(Math.abs(beep - (flashed[i] ?? Infinity))).toBeLessThanOrEqual(LIPS_SECONDS));
    }
  });

  test('it is upright and keeps its colours', () => {
    for (const frames of seen.values()) {
      expect(frames.filter((f) => !f.upright)).toEqual([]);
      for (const frame of [frames[0], frames.at(-1)]) {
        frame?.patches.forEach((colour, i) =>
          colour.forEach((value, c) =>
            expect(Math.abs(value - (patches[i]?.[c] ?? 0))).toBeLessThanOrEqual(COLOUR_TOLERANCE),
          ),
        );
      }
    }
  });

  test('Chromium plays it to the end, every frame at its own time', async () => {
    const pictures: Map<string, Rendition>[] = [rungs];
    if (made.plan.copy) {
      const copied = new Rendition();
      await ffmpeg.copy({ ...made, scratch: scratch.path, ...copied.sinks });
      pictures.push(new Map([['copy', copied]]));
    }
    for (const offered of pictures) expectPlayed(await player.play(made.plan, offered, sound), made);
  }, 150_000);

  test('every chunk makes the same initialisation segment', () => {
    for (const { inits } of rungs.values()) {
      expect(inits.length).toBe(made.plan.ladder.segments.length);
      expect(new Set(inits.map((bytes) => bytes.toString('hex'))).size).toBe(1);
    }
  });
});

function expectPlayed(played: Played, { film, plan }: Made): void {
  expect(played).toMatchObject({ ended: true, errors: [], buffered: [expect.anything()] });
  expect(Math.abs(played.duration - plan.durationMs / 1000)).toBeLessThan(LIPS_SECONDS);
  expect(played.shown.length).toBeGreaterThan(3);
  const times = [...(film.frames?.at ?? [])].map((at) => at / TICKS);
  for (const at of played.shown) expect(Math.min(...times.map((t) => Math.abs(t - at)))).toBeLessThan(0.001);
  // Its proportions, whichever rung was chosen.
  const { width = 1, height = 1 } = film.video ?? {};
  expect(Math.abs(played.width / played.height / (width / height) - 1)).toBeLessThan(0.01);
}
