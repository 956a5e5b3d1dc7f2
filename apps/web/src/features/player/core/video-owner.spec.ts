import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { initialPlayerState, type PlayerState } from './player-state.ts';
import { VideoOwner } from './video-owner.ts';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** What of a video element the owner uses, with its seeks under the test's hands. */
class Element extends EventTarget {
  paused = true;
  ended = false;
  seeking = false;
  muted = false;
  volume = 1;
  playbackRate = 1;
  duration = 60;
  src = '';
  /** What it was last told to take in. */
  loaded: string | undefined;
  readonly buffered = { length: 0 };
  readonly asked: number[] = [];
  #at = 0;

  get currentTime(): number {
    return this.#at;
  }

  set currentTime(at: number) {
    this.#at = at;
    this.asked.push(Math.round(at * 1000));
    this.seeking = true;
    this.dispatchEvent(new Event('seeking'));
  }

  canPlayType = (): string => 'maybe';
  pause = (): void => void (this.paused = true);
  play = async (): Promise<void> => void (this.paused = false);
  removeAttribute = (name: string): void => void (name === 'src' && (this.src = ''));
  load = (): void => void (this.loaded = this.src);

  /** As a busy page hears of it: by then a playing element has gone on from where it went. */
  arrive(goneOnMs: number): void {
    this.seeking = false;
    this.#at += goneOnMs / 1000;
    this.dispatchEvent(new Event('seeked'));
  }
}

function made(startMs = 0) {
  const element = new Element();
  let state: PlayerState = initialPlayerState;
  const film = {
    masterUrl: '/film',
    frameRate: 25,
    gainDb: null,
    durationMs: 60_000,
    fromMs: 0,
    startMs: Promise.resolve(startMs),
  };
  const owner = new VideoOwner(
    element as unknown as HTMLVideoElement,
    film,
    (change) => (state = { ...state, ...change }),
    () => state,
  );
  return { element, owner, state: () => state };
}

test('what a key did to the sound is known before the element tells of it: pressed again, it takes that back', () => {
  const { owner, state } = made();
  owner.ask({ name: 'mute', muted: !state().muted });
  owner.ask({ name: 'mute', muted: !state().muted });
  expect(state().muted).toBe(false);
  owner.ask({ name: 'mute', muted: !state().muted });
  expect(state().muted).toBe(true);
});

test('what a key did to playing is known before the element tells of it: pressed at once again, it takes that back', () => {
  const { element, owner, state } = made();
  const press = () => owner.ask({ name: state().paused ? 'play' : 'pause' });
  const seen = [1, 2, 3, 4].map(() => {
    press();
    return [element.paused, state().paused];
  });
  expect(seen).toEqual([
    [false, false],
    [true, true],
    [false, false],
    [true, true],
  ]);
});

test('who begins at the very end begins at the last frame', async () => {
  const { element } = made(60_000);
  await Promise.resolve();
  expect(element.asked).toEqual([59_999]);
});

test('whose access ended keeps nothing of a film that the browser plays by itself', () => {
  Object.assign(globalThis, { cancelAnimationFrame: () => undefined });
  const { element, owner } = made();
  element.paused = false;
  expect(element.src).toBe('/film');
  owner.end();
  expect(element).toMatchObject({ paused: true, src: '', loaded: '' });
});

describe('seeking', () => {
  test('is over when the element says so, also where it has played on meanwhile', () => {
    const { element, owner, state } = made();
    element.paused = false;
    owner.ask({ name: 'seek', atMs: 20_000 });
    expect(state().seeking).toBe(true);
    expect(owner.nowMs()).toBe(20_000);
    element.arrive(130);
    expect(state().seeking).toBe(false);
    expect(owner.nowMs()).toBe(20_130);
  });

  test('is not over while a newer one waits its turn or is under way', () => {
    const { element, owner, state } = made();
    owner.ask({ name: 'seek', atMs: 20_000 });
    owner.ask({ name: 'seek', atMs: 30_000 });
    element.arrive(0);
    expect(state().seeking).toBe(true);
    expect(owner.nowMs()).toBe(30_000);
    jest.advanceTimersByTime(100);
    expect(element.asked).toEqual([20_000, 30_000]);
    // The end of the older one is heard only now.
    element.dispatchEvent(new Event('seeked'));
    expect(state().seeking).toBe(true);
    element.arrive(0);
    expect(state().seeking).toBe(false);
  });
});
