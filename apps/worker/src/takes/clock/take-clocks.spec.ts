import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ObservedTrack } from './observed.ts';
import { takeClocks } from './take-clocks.ts';

const START = 1_790_000_000_000;
const SOUND = 48_000;
const PICTURE = 90_000;

interface Way {
  seconds: number;
  /** The device's clock against the room's, and how much faster it goes. */
  offMs: number;
  drift: number;
  delayMs: number;
  jitterMs: number;
}

const wait = (n: number, most: number): number => (((n * 7919) % 1009) / 1009) * most;

/** One stream as it came; packets 20 ms apart, reports every second under `reportSsrc`. */
function stream(
  track: ObservedTrack,
  rate: number,
  ssrc: number,
  reportSsrc: number | undefined,
  way: Way,
  base: number,
) {
  const { seconds, offMs, drift, delayMs, jitterMs } = way;
  const sender = (room: number): number => START + offMs + room * (1 + drift);
  const rtpAt = (room: number): number => base + Math.round((room * (1 + drift) * rate) / 1000);
  for (let n = 0, room = 0; room < seconds * 1000; n++, room += 20) {
    track.packet(ssrc, rate, rtpAt(room) % 2 ** 32, START + room + delayMs + wait(n, jitterMs));
  }
  for (let room = 700; reportSsrc !== undefined && room < seconds * 1000; room += 1_000) {
    const ntp = sender(room);
    track.reports.push({
      ...{ arrivedAt: START + room + delayMs, ssrc: reportSsrc, rtpTime: rtpAt(room) % 2 ** 32 },
      ...{ ntpSeconds: Math.floor(ntp / 1000), ntpFraction: ((ntp % 1000) / 1000) * 2 ** 32 },
    });
  }
  return rtpAt;
}

const way = fc.record({
  seconds: fc.constantFrom(10, 90, 700),
  offMs: fc.integer({ min: -3_600_000, max: 3_600_000 }),
  drift: fc.double({ min: -50e-6, max: 50e-6, noNaN: true }),
  delayMs: fc.integer({ min: 5, max: 80 }),
  jitterMs: fc.integer({ min: 0, max: 40 }),
});

describe('the tracks of a call on the room’s clock', () => {
  test('a person’s sound and picture are together to the millisecond, however much later the picture comes', () => {
    fc.assert(
      fc.property(way, fc.integer({ min: 0, max: 400 }), (given, later) => {
        const sound = new ObservedTrack('laptop');
        const picture = new ObservedTrack('laptop');
        const soundAt = stream(sound, SOUND, 1, 1, given, 2 ** 32 - 100);
        // The forwarder's SSRC is not the producer's; the first report tells which is which by its time.
        const pictureAt = stream(picture, PICTURE, 7, 99, { ...given, delayMs: given.delayMs + later }, 3 * 2 ** 30);
        const clocks = takeClocks([sound, picture]);
        for (let room = 0; room < given.seconds * 1000; room += 997) {
          const heard = clocks.get(sound)?.get(1)?.(soundAt(room)) ?? 0;
          const seen = clocks.get(picture)?.get(7)?.(pictureAt(room)) ?? 0;
          expect(Math.abs(heard - seen)).toBeLessThan(1);
          expect(Math.abs(heard - START - room - given.delayMs)).toBeLessThan(given.jitterMs / 4 + 5);
        }
      }),
      { numRuns: 20 },
    );
  });

  test('two people whose clocks lie hours apart are together within their ways’ difference', () => {
    const [one, other] = [new ObservedTrack('a'), new ObservedTrack('b')];
    const base = { seconds: 120, jitterMs: 20, drift: 40e-6 };
    const first = stream(one, SOUND, 1, 1, { ...base, offMs: 3_600_000, delayMs: 20 }, 0);
    const second = stream(other, SOUND, 1, 1, { ...base, offMs: -7_200_000, delayMs: 30 }, 5);
    const clocks = takeClocks([one, other]);
    for (let room = 0; room < 120_000; room += 1_000) {
      const apart = (clocks.get(one)?.get(1)?.(first(room)) ?? 0) - (clocks.get(other)?.get(1)?.(second(room)) ?? 0);
      expect(Math.abs(apart + 10)).toBeLessThan(6);
    }
  });

  test('a sender that says its clock leaps through centuries, or floods reports, costs no time and is placed by its arrivals', () => {
    const track = new ObservedTrack('a');
    for (let n = 0; n < 16_000; n++) {
      track.packet(1, PICTURE, (n * 3_000) % 2 ** 32, START + (n * 100) / 3);
      const ntpSeconds = (n % 2) * 4e9;
      track.reports.push({ arrivedAt: START + (n * 100) / 3, ssrc: 1, rtpTime: n * 3_000, ntpSeconds, ntpFraction: 0 });
    }
    // RTP time itself leaps as well.
    for (let n = 0; n < 2_000; n++) track.packet(2, PICTURE, (n * (2 ** 31 - 1)) % 2 ** 32, START + n * 100);
    const begin = performance.now();
    const clocks = takeClocks([track]).get(track);
    expect(performance.now() - begin).toBeLessThan(5_000);
    expect(Math.abs((clocks?.get(1)?.(3_000_000) ?? 0) - START - 100_000 / 3)).toBeLessThan(1_000);
    expect(clocks?.get(2)?.(0)).toBeCloseTo(START, -3);
  });

  test('a track without any report is placed by what came fastest; one with a clock of its own by that', () => {
    const [mute, odd, own] = [new ObservedTrack('a'), new ObservedTrack('b'), new ObservedTrack('b')];
    const base = { seconds: 30, jitterMs: 30, drift: 0, delayMs: 25 };
    const muteAt = stream(mute, SOUND, 1, undefined, { ...base, offMs: 0 }, 2 ** 32 - 5);
    const oddAt = stream(odd, SOUND, 1, 1, { ...base, offMs: 60_000 }, 9);
    const ownAt = stream(own, PICTURE, 1, 1, { ...base, offMs: 0 }, 9);
    const clocks = takeClocks([mute, odd, own]);
    for (const [track, rtpAt] of [
      [mute, muteAt],
      [odd, oddAt],
      [own, ownAt],
    ] as const) {
      const at = clocks.get(track)?.get(1)?.(rtpAt(10_000)) ?? 0;
      expect(Math.abs(at - START - 10_025)).toBeLessThan(5);
    }
  });
});
