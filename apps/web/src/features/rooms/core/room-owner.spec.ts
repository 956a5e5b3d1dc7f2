import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { Playhead } from '@lesblik/shared/playhead';
import { initialPlayerState, type PlayerRequest, type PlayerState } from '../../player/core/player-state.ts';
import { type PlayheadChange, type PlayheadLine, RoomOwner } from './room-owner.ts';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** A page in a room whose server and video element are under the test's hands. */
class Page {
  readonly asked: PlayerRequest[] = [];
  readonly changes: PlayheadChange[] = [];
  readonly buffering: boolean[] = [];
  shown: PlayerState = initialPlayerState;
  playhead: Playhead | null = null;
  serverTime = 0;
  atMs = 0;
  held = false;
  steers = true;
  #changed: () => void = () => undefined;
  #video: (change: Partial<PlayerState>) => void = () => undefined;
  readonly owner: RoomOwner;

  constructor() {
    const line: PlayheadLine = {
      subscribe: (listener) => {
        this.#changed = listener;
        return () => undefined;
      },
      playhead: () => this.playhead,
      serverNow: () => this.serverTime,
      held: () => this.held,
      steers: () => this.steers,
      change: async (change) => void this.changes.push(change),
      buffering: (waiting) => void this.buffering.push(waiting),
      blocked: () => undefined,
    };
    this.owner = new RoomOwner(
      (tell) => {
        this.#video = tell;
        return {
          ask: (request) => void this.asked.push(request),
          nowMs: () => this.atMs,
          end: () => undefined,
          destroy: () => undefined,
        };
      },
      (change) => (this.shown = { ...this.shown, ...change }),
      () => this.shown,
      line,
    );
    this.video({ durationMs: 60_000, started: true, buffered: [{ startMs: 0, endMs: 60_000 }] });
  }

  video(change: Partial<PlayerState>): void {
    this.#video(change);
  }

  told(change: Partial<Playhead>): void {
    const standing = { recordingId: 'r', atMs: 0, playing: false, rate: 1, serverTime: this.serverTime, by: 'eva' };
    this.playhead = { ...standing, ...change };
    this.#changed();
  }

  forget(): void {
    this.asked.length = 0;
  }

  names(): string[] {
    return this.asked.map(({ name }) => name);
  }
}

describe('what the page shows', () => {
  test('is what the room says, not what the element does', () => {
    const page = new Page();
    page.told({ playing: true, rate: 2 });
    page.video({ paused: true, rate: 1.9 });
    expect(page.shown).toMatchObject({ paused: false, rate: 2 });
    page.told({ playing: false });
    page.video({ paused: false });
    expect(page.shown.paused).toBe(true);
  });

  test('while somebody is waited for it plays and waits', () => {
    const page = new Page();
    page.held = true;
    page.told({ playing: false, atMs: 4000 });
    expect(page.shown).toMatchObject({ paused: false, waiting: true });
    expect(page.asked).toContainEqual({ name: 'seek', atMs: 4000 });
  });
});

describe('following', () => {
  test('a playhead that stands is gone to once, to the millisecond', () => {
    const page = new Page();
    page.told({ atMs: 12_345 });
    expect(page.asked).toContainEqual({ name: 'seek', atMs: 12_345 });
    page.forget();
    page.atMs = 12_320;
    jest.advanceTimersByTime(500);
    expect(page.asked).toEqual([]);
  });

  test('a frame that is drawn after the pause is gone back from, once', () => {
    const page = new Page();
    page.told({ atMs: 5000 });
    page.atMs = 5000;
    page.forget();
    page.atMs = 5040;
    jest.advanceTimersByTime(500);
    expect(page.asked).toEqual([{ name: 'seek', atMs: 5000 }]);
    page.forget();
    page.told({ atMs: 6000 });
    page.atMs = 6040;
    jest.advanceTimersByTime(500);
    expect(page.asked.filter(({ name }) => name === 'seek')).toEqual([
      { name: 'seek', atMs: 6000 },
      { name: 'seek', atMs: 6000 },
    ]);
  });

  test('an element that ran on after it was to stand is brought back', () => {
    const page = new Page();
    page.told({ atMs: 5000 });
    page.forget();
    page.atMs = 5090;
    page.video({ paused: false });
    jest.advanceTimersByTime(100);
    expect(page.asked).toContainEqual({ name: 'pause' });
    expect(page.asked).toContainEqual({ name: 'seek', atMs: 5000 });
  });

  test('near it walks, far off it jumps ahead to where the others will be', () => {
    const page = new Page();
    page.video({ paused: false });
    page.atMs = 900;
    page.serverTime = 1000;
    page.told({ playing: true, serverTime: 0 });
    expect(page.asked).toEqual([{ name: 'rate', rate: 1.1 }]);
    page.forget();
    page.atMs = 100;
    jest.advanceTimersByTime(60);
    const seek = page.asked.find(({ name }) => name === 'seek');
    expect(seek && 'atMs' in seek && seek.atMs).toBeGreaterThan(1000);
  });

  test('a page with nothing to show says so, and says so when it has again; a broken film holds nobody up', () => {
    const page = new Page();
    page.video({ buffered: [] });
    page.told({ atMs: 20_000 });
    jest.advanceTimersByTime(400);
    expect(page.buffering).toEqual([true]);
    page.video({ buffered: [{ startMs: 19_000, endMs: 30_000 }] });
    jest.advanceTimersByTime(100);
    expect(page.buffering).toEqual([true, false]);
    page.video({ buffered: [], problem: 'media' });
    jest.advanceTimersByTime(1000);
    expect(page.buffering).toEqual([true, false]);
  });
});

describe('at the end of the film', () => {
  test('a page that comes in there waits for nothing and goes to the last frame', () => {
    const page = new Page();
    page.video({ started: false, buffered: [] });
    page.told({ atMs: 60_000 });
    jest.advanceTimersByTime(1000);
    expect(page.buffering).toEqual([]);
    expect(page.shown).toMatchObject({ ended: true, waiting: false });
    expect(page.asked).toContainEqual({ name: 'seek', atMs: 59_999 });
  });
});

describe('asking', () => {
  test('a seek is asked of the room and changes nothing here by itself', () => {
    const page = new Page();
    page.told({ atMs: 0 });
    page.forget();
    page.owner.ask({ name: 'seek', atMs: 30_000.4 });
    expect(page.changes).toEqual([{ act: 'seek', atMs: 30_000 }]);
    expect(page.asked).toEqual([]);
  });

  test('held keys add up, and are asked one at a time', async () => {
    const page = new Page();
    page.told({ atMs: 0 });
    for (let i = 0; i < 4; i += 1) page.owner.ask({ name: 'skip', byMs: 5000 });
    await jest.advanceTimersByTimeAsync(300);
    expect(page.changes).toEqual([
      { act: 'seek', atMs: 5000 },
      { act: 'seek', atMs: 20_000 },
    ]);
  });

  test('a pause stops here at once, and tells which frame the person saw', () => {
    const page = new Page();
    page.video({ paused: false });
    page.told({ playing: true });
    page.forget();
    page.atMs = 7040;
    page.owner.ask({ name: 'pause' });
    expect(page.names()).toEqual(['pause']);
    expect(page.changes).toEqual([{ act: 'pause', atMs: 7040 }]);
  });

  test('who does not steer steps nowhere', () => {
    const page = new Page();
    page.told({ atMs: 0 });
    page.forget();
    page.steers = false;
    page.owner.ask({ name: 'step', frames: 1 });
    expect(page.names()).not.toContain('step');
  });

  test('the loop turns by asking the room, only on the page of whoever steers', () => {
    for (const steers of [true, false]) {
      const page = new Page();
      page.steers = steers;
      page.owner.ask({ name: 'loop', span: { startMs: 1000, endMs: 2000 } });
      page.video({ paused: false });
      page.serverTime = 1900;
      page.told({ playing: true, atMs: 0, serverTime: 0 });
      page.serverTime = 2050;
      jest.advanceTimersByTime(70);
      expect(page.changes).toEqual(steers ? [{ act: 'seek', atMs: 1000 }] : []);
      page.owner.destroy();
    }
  });

  test('sound is everybody’s own', () => {
    const page = new Page();
    page.owner.ask({ name: 'mute', muted: true });
    expect(page.asked).toEqual([{ name: 'mute', muted: true }]);
    expect(page.changes).toEqual([]);
  });
});
