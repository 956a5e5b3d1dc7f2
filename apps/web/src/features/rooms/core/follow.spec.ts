import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { correct, isLoaded, SEEK_MS, SeekLead } from './follow.ts';

const rates = fc.constantFrom(0.25, 0.5, 1, 1.5, 2, 3);
const TICK_MS = 60;
const drifts = fc.double({ min: -5000, max: 5000, noNaN: true });

describe('following the playhead', () => {
  test('the speed is never more than ten percent off, and never in the wrong direction', () => {
    fc.assert(
      fc.property(drifts, rates, fc.boolean(), (drift, rate, correcting) => {
        const step = correct(drift, rate, correcting);
        expect(Math.abs(step.rate / rate - 1)).toBeLessThanOrEqual(0.1 + 1e-9);
        if (step.rate !== rate) expect(Math.sign(step.rate - rate)).toBe(-Math.sign(drift));
      }),
    );
  });

  test('further off than a quarter of a second it seeks, and at the usual speed not before', () => {
    fc.assert(
      fc.property(drifts, fc.boolean(), (drift, correcting) => {
        expect(correct(drift, 1, correcting).seek).toBe(Math.abs(drift) > SEEK_MS);
      }),
    );
  });

  test('from anywhere within reach it comes within 100 ms in two seconds, without ever overshooting', () => {
    fc.assert(
      fc.property(fc.double({ min: -SEEK_MS, max: SEEK_MS, noNaN: true }), rates, (start, rate) => {
        let drift = start;
        let correcting = false;
        for (let ms = 0; ms < 2000; ms += 60) {
          const step = correct(drift, rate, correcting);
          if (step.seek) return;
          correcting = step.correcting;
          const next = drift + (step.rate - rate) * 60;
          expect(next * drift).toBeGreaterThanOrEqual(0);
          drift = next;
        }
        expect(Math.abs(drift)).toBeLessThanOrEqual(100);
      }),
    );
  });

  test('also with an element whose clock is not right, that changes its speed late and seeks slowly', () => {
    const elements = fc.record({
      pace: fc.double({ min: 0.98, max: 1.02, noNaN: true }),
      lateTicks: fc.nat(2),
      seekMs: fc.nat(900),
      start: drifts,
      rate: fc.constantFrom(0.25, 0.5, 1, 1.5, 2),
    });
    fc.assert(
      fc.property(elements, ({ pace, lateTicks, seekMs, start, rate }) => {
        const lead = new SeekLead();
        const speeds: number[] = Array.from({ length: lateTicks + 1 }, () => rate);
        let [drift, correcting, seeking] = [start, false, 0];
        for (let ms = 0; ms < 12_000; ms += TICK_MS) {
          const step = correct(drift, rate, correcting);
          if (seeking <= 0) {
            correcting = step.correcting;
            if (step.seek) [drift, seeking] = [lead.ms * rate, seekMs];
            speeds.push(step.rate);
          } else if ((seeking -= TICK_MS) <= 0) lead.took(seekMs);
          const goes = seeking > 0 ? 0 : (speeds.at(-1 - lateTicks) ?? rate) * pace;
          drift += (goes - rate) * TICK_MS;
          if (ms > 8000) expect(Math.abs(drift)).toBeLessThanOrEqual(40);
        }
      }),
    );
  });

  test('a difference that nobody sees is left alone; one being mended is mended to the end', () => {
    expect(correct(20, 1, false)).toEqual({ seek: false, rate: 1, correcting: false });
    expect(correct(20, 1, true).rate).toBeLessThan(1);
    expect(correct(5, 1, true)).toEqual({ seek: false, rate: 1, correcting: false });
  });
});

test('seeks aim ahead by what they lately took, within reason', () => {
  const lead = new SeekLead();
  for (let i = 0; i < 12; i += 1) lead.took(400);
  expect(lead.ms).toBeCloseTo(400, 0);
  for (let i = 0; i < 30; i += 1) lead.took(60_000);
  expect(lead.ms).toBeLessThanOrEqual(1500);
});

describe('something to play at the playhead', () => {
  test('half a second after it has to be there', () => {
    expect(isLoaded([], 0, 60_000)).toBe(false);
    expect(isLoaded([{ startMs: 0, endMs: 400 }], 0, 60_000)).toBe(false);
    expect(isLoaded([{ startMs: 0, endMs: 600 }], 0, 60_000)).toBe(true);
    expect(isLoaded([{ startMs: 5000, endMs: 9000 }], 4000, 60_000)).toBe(false);
  });

  test('at the end nothing more can come', () => {
    expect(isLoaded([{ startMs: 50_000, endMs: 59_950 }], 59_800, 60_000)).toBe(true);
    expect(isLoaded([], 60_000, 60_000)).toBe(true);
  });
});
