import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { FrameClock } from './frame-clock.ts';
import { PlayedRanges } from './played-ranges.ts';
import { nextRate, RATES } from './player-state.ts';
import { PlayerStore } from './player-store.ts';
import { addSpan } from './spans.ts';
import { formatExact, formatTime, parseTime } from './timecode.ts';

describe('times that people read and type', () => {
  test.each(['', '12:', 'a', '1:75', '1:2:3:4', '-5', '1e3', 'f'])('%p is no time', (text) => {
    expect(parseTime(text, 25)).toBeUndefined();
  });

  test('a frame number needs a frame rate', () => {
    expect(parseTime('f100', null)).toBeUndefined();
    expect(parseTime('f100', 25)).toBe(4000);
    expect(parseTime('31f', 30)).toBe(1034);
  });

  test('what is shown is read back to the millisecond', () => {
    fc.assert(
      fc.property(fc.nat(4 * 3_600_000), (ms) => {
        expect(parseTime(formatExact(ms), 25)).toBe(ms);
      }),
    );
  });

  test('hours show as soon as the recording has them', () => {
    expect(formatTime(61_000)).toBe('01:01');
    expect(formatTime(61_000, 3_700_000)).toBe('0:01:01');
    expect(parseTime('95,5', null)).toBe(95_500);
  });
});

describe('frames', () => {
  test('the moment of a frame finds that same frame again', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.constantFrom(12, 23.976, 25, 29.97, 30, 50, 59.94, 60), (n, rate) => {
        const mediaTime = n / rate;
        const found = Math.floor((FrameClock.momentOf(mediaTime) / 1000 + 0.0001) * rate + 1e-6);
        expect(found).toBe(n);
      }),
    );
  });

  test('stepping lands in the next frame, and back in the one before', () => {
    const clock = new FrameClock(25);
    clock.drawn(1);
    expect(Math.floor(clock.next(1, 0) * 25)).toBe(26);
    expect(Math.floor(clock.previous(1) * 25)).toBe(24);
  });

  test('a frame told long before the picture stopped is not the one on the screen', () => {
    const clock = new FrameClock(30);
    clock.drawn(22.134);
    expect(clock.shownAt(22.567)).toBeNull();
    expect(clock.shownAt(22.15)).toBe(22.134);
  });

  test('with varying frame times the step becomes as short as the shortest seen', () => {
    const clock = new FrameClock(30);
    clock.drawn(1);
    clock.drawn(1 + 1 / 60);
    expect(clock.next(2, 0) - 2).toBeCloseTo(1 / 60 + 0.002, 4);
  });
});

describe('what was played', () => {
  test('a seek is not playing', () => {
    const played = new PlayedRanges();
    played.playing(0, 0, 1);
    played.playing(1000, 1000, 1);
    played.playing(60_000, 1250, 1);
    played.playing(61_000, 2250, 1);
    expect(played.take()).toEqual([
      { startMs: 0, endMs: 1000 },
      { startMs: 60_000, endMs: 61_000 },
    ]);
  });

  test('twice the speed is playing, a pause in between is not counted', () => {
    const played = new PlayedRanges();
    played.playing(0, 0, 2);
    played.playing(2000, 1000, 2);
    played.interrupted();
    played.playing(2000, 50_000, 2);
    played.playing(4000, 51_000, 2);
    expect(played.take()).toEqual([{ startMs: 0, endMs: 4000 }]);
  });

  test('what could not be reported is reported with the next', () => {
    const played = new PlayedRanges();
    played.playing(0, 0, 1);
    played.playing(500, 500, 1);
    const lost = played.take();
    expect(played.take()).toEqual([]);
    played.giveBack(lost);
    expect(played.take()).toEqual([{ startMs: 0, endMs: 500 }]);
  });

  test('spans stay sorted and apart, and cover exactly what was added', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(200), fc.nat(20))), (pairs) => {
        const spans = pairs.reduce<{ startMs: number; endMs: number }[]>(
          (all, [from, length]) => addSpan(all, { startMs: from, endMs: from + length }),
          [],
        );
        const covered = (ms: number) => spans.some((span) => ms >= span.startMs && ms < span.endMs);
        for (let ms = 0; ms < 221; ms += 1)
          expect(covered(ms)).toBe(pairs.some(([from, length]) => ms >= from && ms < from + length));
        spans.forEach((span, i) => expect(span.startMs).toBeGreaterThan(spans[i - 1]?.endMs ?? -1));
      }),
    );
  });
});

describe('the player', () => {
  test('a request changes nothing until the owner answers', () => {
    const player = new PlayerStore();
    const asked: string[] = [];
    let answer: (paused: boolean) => void = () => undefined;
    player.own((tell) => {
      answer = (paused) => tell({ paused });
      return { ask: ({ name }) => asked.push(name), nowMs: () => 0, end: () => undefined, destroy: () => undefined };
    });
    player.ask({ name: 'play' });
    expect(asked).toEqual(['play']);
    expect(player.getState().paused).toBe(true);
    answer(false);
    expect(player.getState().paused).toBe(false);
  });

  test('an owner may answer from its first moment; one that was let go is not heard', () => {
    const player = new PlayerStore();
    const owner = (durationMs: number) => (tell: (change: { durationMs: number }) => void) => {
      tell({ durationMs });
      return {
        ask: () => tell({ durationMs }),
        nowMs: () => 0,
        end: () => undefined,
        destroy: () => tell({ durationMs: -1 }),
      };
    };
    player.own(owner(1000));
    expect(player.getState().durationMs).toBe(1000);
    const letGo = player.own(owner(2000));
    letGo();
    letGo();
    expect(player.getState().durationMs).toBe(2000);
    player.own(owner(3000));
    expect(player.getState().durationMs).toBe(3000);
  });

  test('after the end nothing is asked any more', () => {
    const player = new PlayerStore();
    const asked: string[] = [];
    player.own(() => ({
      ask: ({ name }) => asked.push(name),
      nowMs: () => 0,
      end: () => asked.push('end'),
      destroy: () => undefined,
    }));
    player.end('withdrawn');
    player.ask({ name: 'play' });
    expect(asked).toEqual(['end']);
    expect(player.getState()).toMatchObject({ over: 'withdrawn', paused: true });
  });

  test('the rate goes through every step and stays at the ends', () => {
    expect(RATES.map((rate) => nextRate(rate, 1)).at(-1)).toBe(3);
    expect(nextRate(0.25, -1)).toBe(0.25);
    expect(nextRate(1, 1)).toBe(1.25);
    expect(nextRate(1, -1)).toBe(0.75);
  });
});
