import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lineUnder } from './line.ts';
import { clockDifference } from './room-clock.ts';

const points = fc.array(
  fc.record({ x: fc.integer({ min: 0, max: 100_000 }), y: fc.integer({ min: -1000, max: 1000 }) }),
  { minLength: 1, maxLength: 60 },
);

test('no point lies below the line, and it touches one', () => {
  fc.assert(
    fc.property(points, (given) => {
      const line = lineUnder(given);
      const over = given.map(({ x, y }) => y - line.y - (x - line.x) * line.slope);
      expect(Math.min(...over)).toBeGreaterThan(-1e-6);
      expect(Math.min(...over)).toBeLessThan(1e-6);
    }),
  );
});

test('an hour of a clock that is an hour off and drifts is told within the jitter that never ends', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -100e-6, max: 100e-6, noNaN: true }),
      fc.integer({ min: -3_600_000, max: 3_600_000 }),
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 50, maxLength: 50 }),
      (drift, off, jitter) => {
        const wait = (n: number): number => (80 * (jitter[n % 50] ?? 0) ** 2 * ((n * 37) % 101)) / 100;
        const difference = (room: number): number => off - room * drift;
        const given = Array.from({ length: 3_600 }, (_, s) => {
          const room = s * 1000;
          const sender = room - difference(room);
          return { x: sender, y: difference(room) + wait(s) };
        });
        const curve = clockDifference(given);
        for (let s = 0; s < 3_600; s += 11) {
          const room = s * 1000;
          expect(Math.abs(curve(room - difference(room)) - difference(room))).toBeLessThan(10);
        }
      },
    ),
    { numRuns: 30 },
  );
});
