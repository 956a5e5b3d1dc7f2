import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { senderClock } from './sender-clock.ts';

const RATE = 48_000;
const EPOCH = 3_990_000_000_000;

/** Some milliseconds, always the same for the same n. */
const noise = (n: number, most: number): number => (((n * 7919) % 1000) / 500 - 1) * most;

/** A sound card that is `drift` off its computer's clock, reported every 5 s with some noise; for so long it stands still. */
function sent(seconds: number, drift: number, noiseMs: number, jump?: { at: number; ms: number }) {
  const gone = (s: number): number => (jump === undefined ? 0 : Math.min(jump.ms, Math.max(0, s - jump.at) * 1000));
  const still = (s: number): boolean => jump !== undefined && s >= jump.at && s < jump.at + jump.ms / 1000;
  const rtpAt = (s: number): number => (s - gone(s) / 1000) * RATE * (1 + drift) + 4_000_000_000;
  const reports = [];
  for (let s = 2; s < seconds; s += 5) {
    if (still(s)) continue;
    reports.push({ rtp: Math.round(rtpAt(s)), ntpMs: EPOCH + s * 1000 + noise(s, noiseMs) });
  }
  const lags = [];
  for (let s = 0; s < seconds; s += 0.1) {
    if (still(s)) continue;
    const rtp = rtpAt(s);
    lags.push({ x: rtp, y: s * 1000 + 30 + Math.abs(noise(s * 10, 20)) - (rtp * 1000) / RATE });
  }
  return { rtpAt, reports, lags };
}

describe('RTP time on the sender’s clock', () => {
  test('is right within 2 ms through an hour of drift and noisy reports, before the first and after the last too', () => {
    fc.assert(
      fc.property(fc.double({ min: -200e-6, max: 200e-6, noNaN: true }), (drift) => {
        const { rtpAt, reports, lags } = sent(3_600, drift, 4);
        const clock = senderClock(reports, RATE, lags);
        for (let s = 0; s <= 3_600; s += 7.3)
          expect(Math.abs((clock?.(rtpAt(s)) ?? 0) - EPOCH - s * 1000)).toBeLessThan(2.5);
      }),
      { numRuns: 15 },
    );
  });

  test('follows a stream that stood still between two reports, from where it did', () => {
    fc.assert(
      fc.property(fc.double({ min: 30, max: 90, noNaN: true }), fc.integer({ min: 60, max: 3_000 }), (at, ms) => {
        const { rtpAt, reports, lags } = sent(120, 20e-6, 3, { at, ms });
        const clock = senderClock(reports, RATE, lags);
        for (let s = 0; s < 120; s += 0.5) {
          if (s > at - 0.3 && s < at + ms / 1000 + 0.3) continue;
          expect(Math.abs((clock?.(rtpAt(s)) ?? 0) - EPOCH - s * 1000)).toBeLessThan(5);
        }
      }),
      { numRuns: 25 },
    );
  });

  test('needs a report; one is enough', () => {
    expect(senderClock([], RATE, [])).toBeUndefined();
    expect(senderClock([{ rtp: 48_000, ntpMs: 5_000 }], RATE, [])?.(0)).toBeCloseTo(4_000);
  });
});
