import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ObservedTrack } from './observed.ts';
import { takeClocks } from './take-clocks.ts';

const START = 1_790_000_000_000;
const SOUND = 48_000;
const PICTURE = 90_000;

/** How a made stream goes, in milliseconds of the call. */
interface Way {
  from?: number;
  to: number;
  /** It stands still so long, from then on. */
  still?: { at: number; ms: number };
  reports: number[];
  delayMs: number;
  jitterMs: number;
  /** The line holds everything up so long, from then on. */
  held?: { at: number; ms: number };
  drift?: number;
}

const OFF_MS = 3_600_000;
const wait = (n: number, most: number): number => (((n * 7919) % 1009) / 1009) * most;

/** @returns what the stream's RTP time is at a moment of the call */
function stream(track: ObservedTrack, rate: number, way: Way): (at: number) => number {
  const { from = 0, to, still, reports, delayMs, jitterMs, held, drift = 40e-6 } = way;
  const stood = (at: number): number => (still === undefined ? 0 : Math.min(still.ms, Math.max(0, at - still.at)));
  const rtpAt = (at: number): number =>
    2 ** 32 - 1_000 + Math.round(((at - from - stood(at)) * (1 + drift) * rate) / 1000);
  // While it stands still it reports as if it did not, and takes that back.
  const reported = (at: number): number =>
    still !== undefined && at >= still.at && at < still.at + still.ms
      ? rtpAt(still.at) + Math.round(((at - still.at) * rate) / 1000)
      : rtpAt(at);
  for (let n = 0, at = from; at < to; n++, at += 20) {
    if (still !== undefined && at >= still.at && at < still.at + still.ms) continue;
    const holds = held !== undefined && at >= held.at && at < held.at + held.ms ? held.at + held.ms - at : 0;
    track.packet(1, rate, rtpAt(at) % 2 ** 32, START + at + delayMs + wait(n, jitterMs) + holds);
  }
  for (const at of reports) {
    const ntp = START + OFF_MS + at * (1 + drift);
    track.reports.push({
      ...{ arrivedAt: START + at + delayMs, ssrc: 1, rtpTime: reported(at) % 2 ** 32 },
      ...{ ntpSeconds: Math.floor(ntp / 1000), ntpFraction: ((ntp % 1000) / 1000) * 2 ** 32 },
    });
  }
  return rtpAt;
}

const every = (ms: number, from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, Math.ceil((to - from) / ms)) }, (_, n) => from + n * ms);

/** A picture beside it, reported every second, and a sound as told. @returns by how much the sound is off against it at a moment */
function heardAgainstSeen(sound: Way, picture: Partial<Way> = {}, earlier: Way[] = []) {
  const tracks = [new ObservedTrack('laptop'), new ObservedTrack('laptop')] as const;
  for (const way of earlier) stream(addTo(tracks), SOUND, way);
  const to = Math.max(sound.to, 60_000);
  const soundAt = stream(tracks[0], SOUND, sound);
  const pictureAt = stream(tracks[1], PICTURE, {
    ...{ to, reports: every(1_000, 300, to), delayMs: sound.delayMs, jitterMs: sound.jitterMs, ...picture },
  });
  const clocks = takeClocks(all.get(tracks) ?? [...tracks]);
  return (at: number): number =>
    (clocks.get(tracks[0])?.get(1)?.(soundAt(at)) ?? NaN) - (clocks.get(tracks[1])?.get(1)?.(pictureAt(at)) ?? NaN);
}

const all = new WeakMap<readonly ObservedTrack[], ObservedTrack[]>();
function addTo(tracks: readonly ObservedTrack[]): ObservedTrack {
  const added = new ObservedTrack('laptop');
  all.set(tracks, [...(all.get(tracks) ?? tracks), added]);
  return added;
}

describe('a microphone that was changed', () => {
  const still = fc.record({ ms: fc.integer({ min: 60, max: 4_000 }), left: fc.integer({ min: 800, max: 4_500 }) });
  const line = fc.record({ delayMs: fc.integer({ min: 5, max: 80 }), jitterMs: fc.integer({ min: 0, max: 25 }) });
  const later = fc.integer({ min: 0, max: 150 });

  test('after its last report, or while that was sent, is in step with the picture to its end', () => {
    fc.assert(
      fc.property(still, line, later, fc.double({ min: 0, max: 1, noNaN: true }), ({ ms, left }, way, more, share) => {
        const at = 57_200 - share * (ms + 250);
        const to = at + ms + left;
        const sound = { ...way, to, still: { at, ms }, reports: every(5_000, 1_900, 57_000) };
        const off = heardAgainstSeen(sound, { delayMs: way.delayMs + more });
        for (let moment = 1_000; moment < to; moment += 130) {
          if (moment > at - 30 && moment < at + ms + 30) continue;
          expect(Math.abs(off(moment))).toBeLessThan(40);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('before its first report is in step from its beginning', () => {
    fc.assert(
      fc.property(still, line, later, ({ ms, left }, way, more) => {
        const at = Math.min(left, 2_000);
        const sound = { ...way, to: 40_000, still: { at, ms }, reports: every(5_000, at + ms + 300, 40_000) };
        const off = heardAgainstSeen(sound, { delayMs: way.delayMs + more });
        for (let moment = 0; moment < 20_000; moment += 130) {
          if (moment > at - 30 && moment < at + ms + 30) continue;
          expect(Math.abs(off(moment))).toBeLessThan(40);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('between two reports, and while one is sent, is in step throughout', () => {
    fc.assert(
      fc.property(still, line, fc.integer({ min: 0, max: 5_000 }), ({ ms }, way, since) => {
        const at = 31_000 + since;
        const sound = { ...way, to: 60_000, still: { at, ms }, reports: every(5_000, 1_900, 60_000) };
        const off = heardAgainstSeen(sound, { delayMs: way.delayMs + 60 });
        for (let moment = 1_000; moment < 60_000; moment += 130) {
          if (moment > at - 30 && moment < at + ms + 30) continue;
          expect(Math.abs(off(moment))).toBeLessThan(40);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('twice after its last report is in step after both', () => {
    const track = new ObservedTrack('laptop');
    const picture = new ObservedTrack('laptop');
    const seen = stream(picture, PICTURE, {
      to: 62_000,
      reports: every(1_000, 300, 62_000),
      delayMs: 90,
      jitterMs: 10,
    });
    const way = { delayMs: 30, jitterMs: 10, reports: every(5_000, 1_900, 57_000), drift: 40e-6 };
    const first = stream(track, SOUND, { ...way, to: 58_500, still: { at: 57_500, ms: 400 } });
    // The same stream goes on after standing still once more.
    const rtpAt = (at: number): number =>
      first(58_480) + 960 + Math.round(((at - 59_100) * (1 + 40e-6) * SOUND) / 1000);
    for (let at = 59_100; at < 61_000; at += 20) track.packet(1, SOUND, rtpAt(at) % 2 ** 32, START + at + 30);
    const clocks = takeClocks([track, picture]);
    const off = (at: number, rtp: number) =>
      (clocks.get(track)?.get(1)?.(rtp) ?? NaN) - (clocks.get(picture)?.get(1)?.(seen(at)) ?? NaN);
    for (const at of [57_000, 58_200]) expect(Math.abs(off(at, first(at)))).toBeLessThan(40);
    for (const at of [59_300, 60_900]) expect(Math.abs(off(at, rtpAt(at)))).toBeLessThan(40);
  });
});

test('a line that holds up what was sent after the last report, then lets go, is no standstill', () => {
  fc.assert(
    fc.property(fc.integer({ min: 60, max: 900 }), fc.integer({ min: 0, max: 1_500 }), (ms, since) => {
      const held = { at: 57_100 + since, ms };
      const sound = { delayMs: 30, jitterMs: 15, to: 59_700, held, reports: every(5_000, 1_900, 57_000) };
      const off = heardAgainstSeen(sound, { held });
      for (let moment = 50_000; moment < 59_700; moment += 110) expect(Math.abs(off(moment))).toBeLessThan(40);
    }),
    { numRuns: 60 },
  );
});

test('a track that ends before its first report is in step, as what came of its kind before it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1_000, max: 5_000 }), fc.integer({ min: 0, max: 150 }), (length, more) => {
      const way = { delayMs: 30 + more, jitterMs: 10 };
      const before = { ...way, to: 40_000, reports: every(5_000, 1_900, 40_000) };
      const sound = { ...way, from: 41_000, to: 41_000 + length, reports: [] };
      const off = heardAgainstSeen(sound, { delayMs: 30 }, [before]);
      for (let moment = 41_000; moment < 41_000 + length; moment += 90) expect(Math.abs(off(moment))).toBeLessThan(40);
    }),
    { numRuns: 40 },
  );
});
