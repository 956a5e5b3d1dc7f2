import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Scale } from './scale.ts';
import { following, isWhole, msPerPx, panBy, ticks, toMs, toPx, wholeScale, zoomAt } from './scale.ts';

const scales: fc.Arbitrary<Scale> = fc
  .record({
    durationMs: fc.integer({ min: 500, max: 4 * 3_600_000 }),
    widthPx: fc.integer({ min: 200, max: 3000 }),
    moves: fc.array(
      fc.record({
        anchor: fc.double({ min: 0, max: 1, noNaN: true }),
        factor: fc.double({ min: 0.2, max: 8, noNaN: true }),
      }),
      { maxLength: 6 },
    ),
  })
  .map(({ durationMs, widthPx, moves }) =>
    moves.reduce(
      (scale, { anchor, factor }) => zoomAt(scale, anchor * widthPx, factor),
      wholeScale(durationMs, widthPx),
    ),
  );

describe('time and pixels', () => {
  test('the view never leaves the recording, whatever is zoomed and panned', () => {
    fc.assert(
      fc.property(scales, fc.integer({ min: -5000, max: 5000 }), (scale, px) => {
        const panned = panBy(scale, px);
        expect(panned.fromMs).toBeGreaterThanOrEqual(-0.001);
        expect(panned.toMs).toBeLessThanOrEqual(panned.durationMs + 0.001);
        expect(panned.toMs - panned.fromMs).toBeCloseTo(scale.toMs - scale.fromMs, 3);
      }),
    );
  });

  test('a time drawn at a pixel is found again at that pixel, to the width of one', () => {
    fc.assert(
      fc.property(scales, fc.double({ min: 0, max: 1, noNaN: true }), (scale, share) => {
        const ms = Math.round(scale.fromMs + share * (scale.toMs - scale.fromMs));
        expect(Math.abs(toMs(scale, toPx(scale, ms)) - ms)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('zooming keeps the time under the finger, unless an end of the recording is in the way', () => {
    const scale = zoomAt(wholeScale(600_000, 1000), 500, 4);
    const zoomed = zoomAt(scale, 300, 2);
    expect(zoomed.fromMs + 300 * msPerPx(zoomed)).toBeCloseTo(scale.fromMs + 300 * msPerPx(scale), 3);
    expect(isWhole(zoomAt(zoomed, 300, 0.01))).toBe(true);
  });

  test('a playhead that runs out of the view turns the page', () => {
    const scale = zoomAt(wholeScale(600_000, 1000), 0, 10);
    expect(following(scale, 30_000)).toBe(scale);
    const next = following(scale, 61_000);
    expect(next.fromMs).toBeCloseTo(55_000, 0);
  });

  test('the ruler has round times that do not touch', () => {
    fc.assert(
      fc.property(scales, (scale) => {
        const { stepMs, at } = ticks(scale, 76);
        expect(at.every((ms) => ms % stepMs === 0 && ms >= scale.fromMs && ms <= scale.toMs)).toBe(true);
        expect(stepMs / msPerPx(scale)).toBeGreaterThanOrEqual(75.9);
      }),
    );
  });
});
