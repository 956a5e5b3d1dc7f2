import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { FrameTable } from '../film.ts';
import { chunksOf, frameAt, ladderSegments } from './segments.ts';
import { TICKS } from './types.ts';

const table = (at: number[], end: number, key: number[] = at.map(() => 1)): FrameTable => ({
  at: Float64Array.from(at),
  key: Uint8Array.from(key),
  end,
  zeroSeconds: 0,
});

const steady = (rate: number, seconds: number, keyEvery = 1): FrameTable => {
  const at = Array.from({ length: rate * seconds }, (_, i) => Math.round((i * TICKS) / rate));
  return table(
    at,
    seconds * TICKS,
    at.map((_, i) => (i % keyEvery === 0 ? 1 : 0)),
  );
};

/** Frames at any distances, from a 240th of a second to eleven seconds. */
const anyFrames = fc
  .tuple(
    fc.array(fc.integer({ min: 375, max: 11 * TICKS }), { minLength: 1, maxLength: 400 }),
    fc.array(fc.boolean(), { minLength: 400, maxLength: 400 }),
  )
  .map(([gaps, keys]) => {
    const at: number[] = [];
    let now = 0;
    for (const gap of gaps) {
      at.push(now);
      now += gap;
    }
    return table(
      at,
      now,
      at.map((_, i) => (i === 0 || keys[i] ? 1 : 0)),
    );
  });

describe('segments', () => {
  test('begin at the first frame at or after each four seconds', () => {
    const starts = ladderSegments(steady(30, 13), 13 * TICKS).map((s) => s.start / TICKS);
    expect(starts).toEqual([0, 4, 8, 12]);
  });

  test('of a film at 29.97 begin a little after the four seconds, never before', () => {
    const at = Array.from({ length: 400 }, (_, i) => Math.round((i * TICKS * 1001) / 30_000));
    const starts = ladderSegments(table(at, (at.at(-1) ?? 0) + 3003), 0).map((s) => s.start);
    expect(starts.slice(0, 3)).toEqual([0, 120 * 3003, 240 * 3003]);
  });

  test('of a film whose frames are seconds apart are fewer, and none is empty', () => {
    const slides = table([0, 11 * TICKS, 12 * TICKS, 30 * TICKS], 31 * TICKS);
    expect(ladderSegments(slides, 31 * TICKS).map((s) => s.start / TICKS)).toEqual([0, 11, 12, 30]);
  });

  test('cover the film without gap or overlap, each beginning at a frame, whatever the frames', () => {
    fc.assert(
      fc.property(anyFrames, (frames) => {
        const segments = ladderSegments(frames, frames.end);
        expect(segments[0]?.start).toBe(0);
        expect(segments.at(-1)?.end).toBe(frames.end);
        segments.forEach((s, i) => {
          expect(s.end).toBeGreaterThan(s.start);
          expect(frames.at).toContain(s.start);
          if (i > 0) {
            expect(s.start).toBe(segments[i - 1]?.end);
            const asked = Math.floor(s.start / (4 * TICKS)) * 4 * TICKS;
            const before = frames.at[frameAt(frames, s.start) - 1] ?? -1;
            expect(before).toBeLessThan(asked);
          }
        });
      }),
    );
  });
});

describe('chunks', () => {
  const pixels = 1920 * 1080;

  const secondsOf = (frames: FrameTable, size: number): number[] => {
    const segments = ladderSegments(frames, frames.end);
    return chunksOf(segments, frames, size).map(
      ({ from, to }) => ((segments[to - 1]?.end ?? 0) - (segments[from]?.start ?? 0)) / TICKS,
    );
  };

  /** How much longer than an even share the last of so many media workers is at work. */
  const unevenness = (chunks: number[], workers: number): number => {
    const busy = Array.from({ length: workers }, () => 0);
    for (const chunk of chunks) busy[busy.indexOf(Math.min(...busy))]! += chunk;
    return (Math.max(...busy) * workers) / chunks.reduce((sum, chunk) => sum + chunk, 0);
  };

  test('take about 24 seconds of 1080p30, and less towards the end', () => {
    const chunks = secondsOf(steady(30, 240, 30), pixels);
    expect(chunks.slice(0, 5)).toEqual([24, 24, 24, 24, 24]);
    expect(chunks).toEqual(chunks.toSorted((a, b) => b - a));
    expect(Math.min(...chunks.slice(0, -1))).toBe(8);
  });

  test('of four minutes are shared evenly by two media workers, and by four', () => {
    for (const size of [1280 * 720, pixels]) {
      const chunks = secondsOf(steady(30, 240, 30), size);
      expect(unevenness(chunks, 2)).toBeLessThan(1.05);
      expect(unevenness(chunks, 4)).toBeLessThan(1.1);
    }
  });

  test('are shared evenly although the film has key frames only where its encoder wanted them', () => {
    expect(unevenness(secondsOf(steady(30, 240, 250), 1280 * 720), 2)).toBeLessThan(1.05);
  });

  test('of a small slow film are minutes long', () => {
    const chunks = secondsOf(steady(2, 4 * 3600, 20), 160 * 90);
    expect(chunks[0]).toBe(300);
    expect(chunks.length).toBe(57);
  });

  test('of a film with a single key frame are one: decoding from the start again and again would cost more', () => {
    const frames = steady(30, 240, 100_000);
    const segments = ladderSegments(frames, frames.end);
    expect(chunksOf(segments, frames, pixels)).toEqual([{ index: 0, from: 0, to: segments.length }]);
  });

  test('prefer to begin where the film has a key frame', () => {
    const frames = steady(30, 96, 240);
    const segments = ladderSegments(frames, frames.end);
    for (const { from } of chunksOf(segments, frames, pixels))
      expect((segments[from]?.start ?? 1) % (8 * TICKS)).toBe(0);
  });

  test('hold every segment once, in order, whatever the frames', () => {
    fc.assert(
      fc.property(anyFrames, fc.integer({ min: 160 * 90, max: 3840 * 2160 }), (frames, size) => {
        const segments = ladderSegments(frames, frames.end);
        const chunks = chunksOf(segments, frames, size);
        const all = chunks.flatMap((c) => Array.from({ length: c.to - c.from }, (_, i) => c.from + i));
        expect(all).toEqual(segments.map((_, i) => i));
        expect(chunks.map((c) => c.index)).toEqual(chunks.map((_, i) => i));
      }),
    );
  });
});
