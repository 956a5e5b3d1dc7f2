import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { playheadSpans, type TimedEvent } from './playhead-spans.ts';

const ZERO = 1_790_000_000_000;
const LENGTH = 60_000;
const DURATION = 40_000;
const lesson = '0199a000-0000-7000-8000-000000000001';

const event = fc.oneof(
  fc.record({ playing: fc.boolean(), rate: fc.constantFrom(0.25, 0.5, 1, 1.5, 3), atMs: fc.nat(DURATION) }),
  fc.constant(null),
  fc.boolean(),
);

const timed = fc.array(fc.tuple(fc.integer({ min: -5_000, max: LENGTH }), event), { maxLength: 15 }).map((list) =>
  list
    .toSorted(([a], [b]) => a - b)
    .map(([at, what]): TimedEvent => {
      const atMs = ZERO + at;
      if (typeof what === 'boolean') return { atMs, event: { kind: 'waiting', waiting: what } };
      if (what === null) return { atMs, event: { kind: 'playhead', playhead: null } };
      const playhead = { ...what, recordingId: lesson, serverTime: atMs, by: lesson };
      return { atMs, event: { kind: 'playhead', playhead } };
    }),
);

/** The same millisecond by millisecond: slow, and plain to see that it is right. */
function* stepped(events: readonly TimedEvent[]): Generator<{ at: number; lesson: number | undefined }> {
  let [at, position, waiting] = [ZERO - 5_000, 0, false];
  let playing: { rate: number } | undefined;
  let there = false;
  const rest = [...events];
  for (; at < ZERO + LENGTH; at += 1) {
    for (let next = rest[0]; next && next.atMs <= at; next = rest[0]) {
      rest.shift();
      if (next.event.kind === 'waiting') waiting = next.event.waiting;
      if (next.event.kind !== 'playhead') continue;
      const { playhead } = next.event;
      there = playhead !== null;
      if (playhead !== null) position = playhead.atMs;
      playing = playhead?.playing === true ? playhead : undefined;
    }
    if (at >= ZERO) yield { at: at - ZERO, lesson: there ? Math.min(position, DURATION) : undefined };
    if (playing !== undefined && !waiting) position += playing.rate;
  }
}

test('the lesson is where the shared playhead was, and stands while somebody is waited for and at its end', () => {
  fc.assert(
    fc.property(timed, (events) => {
      const spans = playheadSpans(events, ZERO, LENGTH, () => DURATION);
      for (const now of stepped(events)) {
        if (now.at % 37 !== 0) continue;
        const span = spans.find(({ from, to }) => from <= now.at && now.at < to);
        const where = span && span.atMs + (now.at - span.from) * span.rate;
        if (now.lesson === undefined) expect(where).toBeUndefined();
        else expect(Math.abs((where ?? NaN) - now.lesson)).toBeLessThan(4);
      }
    }),
    { numRuns: 40 },
  );
});

test('what was set before the recording began has gone on meanwhile', () => {
  const playhead = { recordingId: lesson, atMs: 1_000, playing: true, rate: 2, serverTime: ZERO - 500, by: lesson };
  const spans = playheadSpans([{ atMs: ZERO, event: { kind: 'playhead', playhead } }], ZERO, 4_000, () => DURATION);
  expect(spans).toEqual([{ recordingId: lesson, from: 0, to: 4_000, atMs: 2_000, rate: 2 }]);
});
