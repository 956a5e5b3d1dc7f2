import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  atStart,
  isPlaying,
  move,
  nextChangeAt,
  passTime,
  PATIENCE_MS,
  positionAt,
  published,
  setWaiting,
  type SharedPlayhead,
  waitedFor,
} from './shared-playhead.ts';

const lesson = { recordingId: 'lesson', durationMs: 600_000 };
const start = () => atStart(lesson, 'coach', 0);
const playing = () => move(start(), { act: 'play' }, 'coach', 0);
const page = { deviceId: 'phone', personId: 'teacher' };

test('it plays on from where it was, at its rate, and stands still when it is paused', () => {
  const fast = move(playing(), { act: 'rate', rate: 1.5 }, 'coach', 1000);
  expect(positionAt(fast, 3000)).toBe(4000);
  const paused = move(fast, { act: 'pause' }, 'teacher', 3000);
  expect(published(paused)).toMatchObject({ atMs: 4000, playing: false, by: 'teacher' });
  expect(positionAt(paused, 99_000)).toBe(4000);
});

test('whoever pauses stands on the frame they saw, but cannot jump by pausing', () => {
  expect(positionAt(move(playing(), { act: 'pause', atMs: 9700 }, 'teacher', 10_000), 0)).toBe(9700);
  expect(positionAt(move(playing(), { act: 'pause', atMs: 60_000 }, 'teacher', 10_000), 0)).toBe(10_000);
});

test('a page that loads is waited for, and everybody sees for whom', () => {
  const held = setWaiting(playing(), page, true, 5000);
  expect(waitedFor(held)).toEqual(['teacher']);
  expect(positionAt(held, 8000)).toBe(5000);
  const on = setWaiting(held, page, false, 8000);
  expect(waitedFor(on)).toEqual([]);
  expect(positionAt(on, 9000)).toBe(6000);
});

test('a page that never loads is waited for ten seconds, and again only when it was ready once', () => {
  const held = setWaiting(playing(), page, true, 5000);
  expect(nextChangeAt(held)).toBe(5000 + PATIENCE_MS);
  const on = passTime(held, 5000 + PATIENCE_MS);
  expect(isPlaying(on)).toBe(true);
  expect(setWaiting(on, page, true, 16_000)).toBe(on);
  const again = setWaiting(setWaiting(on, page, false, 17_000), page, true, 18_000);
  expect(isPlaying(again)).toBe(false);
});

test('it stops at the end, and played from there it begins anew', () => {
  const near = move(playing(), { act: 'seek', atMs: 599_000 }, 'coach', 0);
  expect(nextChangeAt(near)).toBe(1000);
  const ended = passTime(near, 1000);
  expect(published(ended)).toMatchObject({ atMs: 600_000, playing: false });
  expect(positionAt(move(ended, { act: 'play' }, 'coach', 2000), 2500)).toBe(500);
});

test('without a lesson there is nothing to move', () => {
  const none = atStart(null, 'coach', 0);
  expect(move(none, { act: 'play' }, 'coach', 1)).toBe(none);
  expect(published(none)).toBeNull();
});

describe('whatever people and pages do', () => {
  const at = fc.integer({ min: 0, max: 700_000 });
  const act = fc.oneof(
    fc.constant({ act: 'play' } as const),
    fc.record({ act: fc.constant('pause' as const), atMs: fc.option(at, { nil: undefined }) }),
    fc.record({ act: fc.constant('seek' as const), atMs: at }),
    fc.record({ act: fc.constant('rate' as const), rate: fc.double({ min: 0.25, max: 3, noNaN: true }) }),
    fc.record({ act: fc.constant('wait' as const), device: fc.constantFrom('a', 'b'), waits: fc.boolean() }),
    fc.constant({ act: 'time' } as const),
  );
  const story = fc.array(fc.record({ what: act, after: fc.integer({ min: 0, max: 15_000 }) }), { maxLength: 40 });

  function* told(steps: typeof story extends fc.Arbitrary<infer T> ? T : never) {
    let state: SharedPlayhead = start();
    let now = 0;
    for (const { what, after } of steps) {
      const before = state;
      now += after;
      state = passTime(state, now);
      if (what.act === 'wait')
        state = setWaiting(state, { deviceId: what.device, personId: what.device }, what.waits, now);
      else if (what.act === 'pause')
        state = move(state, { act: 'pause', ...(what.atMs !== undefined && { atMs: what.atMs }) }, 'coach', now);
      else if (what.act !== 'time') state = move(state, what, 'coach', now);
      yield { before, state, what, now };
    }
  }

  test('it stays within the lesson, in whole milliseconds', () => {
    fc.assert(
      fc.property(story, (steps) => {
        for (const { state, now } of told(steps)) {
          for (const later of [0, 1, 20_000]) {
            const position = positionAt(state, now + later);
            expect(Number.isInteger(position) && position >= 0 && position <= lesson.durationMs).toBe(true);
          }
        }
      }),
    );
  });

  test('nothing but a seek, a pause on the frame one saw, or a new beginning makes it jump', () => {
    fc.assert(
      fc.property(story, (steps) => {
        for (const { before, state, what, now } of told(steps)) {
          if (what.act === 'seek' || what.act === 'play' || what.act === 'pause') continue;
          const was = positionAt(passTime(before, now), now);
          expect(Math.abs(positionAt(state, now) - was)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  test('nobody is waited for longer than the patience, and time alone always ends a wait or the lesson', () => {
    fc.assert(
      fc.property(story, (steps) => {
        for (const { state, now } of told(steps)) {
          const patient = passTime(state, now + PATIENCE_MS);
          expect(waitedFor(patient)).toEqual([]);
          const next = nextChangeAt(state);
          if (next !== undefined) expect(passTime(state, Math.ceil(Math.max(next, now)) + 1)).not.toBe(state);
        }
      }),
    );
  });
});
