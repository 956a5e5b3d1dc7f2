import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { AAC_FRAME, soundSegments } from './sound-plan.ts';

test('sound segments are whole AAC frames, follow each other, and reach past the end of the film', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300_000 }), fc.constantFrom(32_000, 44_100, 48_000), (durationMs, rate) => {
      const segments = soundSegments(durationMs, rate);
      expect(segments[0]?.start).toBe(0);
      segments.forEach((s, n) => {
        expect([s.start % AAC_FRAME, s.end % AAC_FRAME]).toEqual([0, 0]);
        expect(s.end).toBeGreaterThan(s.start);
        if (n > 0) expect(s.start).toBe(segments[n - 1]?.end);
        // No sound segment begins more than a frame after its picture.
        expect(s.start / rate - n * 4).toBeLessThan(AAC_FRAME / rate);
        expect(s.start / rate).toBeGreaterThanOrEqual(n * 4);
      });
      const end = (segments.at(-1)?.end ?? 0) / rate;
      expect(end).toBeGreaterThanOrEqual(durationMs / 1000);
      expect(end).toBeLessThan(durationMs / 1000 + AAC_FRAME / rate + 1e-9);
    }),
    { numRuns: 40 },
  );
});
