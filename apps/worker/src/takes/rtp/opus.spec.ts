import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { packetMs, SteadyTimes } from './opus.ts';

test.each([
  [[0xfc, 1], 20],
  [[0x0b, 0x03], 60],
  [[0x78, 0], 20],
  [[0x60, 0], 10],
  [[0x81, 0], 5],
  [[0x18, 0], 60],
])('a packet that begins with %j sounds %d ms', (bytes, ms) => {
  expect(packetMs(Uint8Array.from(bytes))).toBe(ms);
});

test('packets follow each other without a seam, never far from the clock, and are put right where it is quiet', () => {
  const drift = fc.double({ min: -200e-6, max: 200e-6, noNaN: true });
  fc.assert(
    fc.property(drift, fc.array(fc.integer({ min: 3, max: 80 }), { minLength: 50, maxLength: 50 }), (off, sizes) => {
      const times = new SteadyTimes(48_000);
      let [seams, last, most, mostWhenQuiet] = [0, -20, 0, 0];
      for (let n = 0; n < 20_000; n++) {
        const clock = n * 20 * (1 + off);
        const packet = new Uint8Array(sizes[n % 50] ?? 9).fill(0xfc, 0, 1);
        const at = times.next(packet, n * 960, clock);
        most = Math.max(most, Math.abs(at - clock));
        if (packet.length <= 20) mostWhenQuiet = Math.max(mostWhenQuiet, Math.abs(at - clock));
        if (Math.abs(at - last - 20) > 1e-6) seams += 1;
        last = at;
      }
      expect(most).toBeLessThanOrEqual(8);
      expect(mostWhenQuiet).toBeLessThanOrEqual(1);
      expect(seams).toBeLessThanOrEqual(Math.ceil(20_000 * 20 * Math.abs(off)) + 1);
    }),
    { numRuns: 10 },
  );
});

test('after a gap the clock tells', () => {
  const times = new SteadyTimes(48_000);
  const packet = Uint8Array.of(0xfc, ...Array.from({ length: 60 }, () => 1));
  expect(times.next(packet, 0, 5)).toBe(5);
  expect(times.next(packet, 960, 27)).toBe(25);
  expect(times.next(packet, 4_800, 107)).toBe(107);
});
