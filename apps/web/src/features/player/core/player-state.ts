import type { Span } from './spans.ts';

export const RATES = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3] as const;

/** Why playback cannot go on. Each kind has its own sentence and its own way out. */
export type PlayerProblem =
  /** The line is gone; goes on by itself when it is back. */
  | 'offline'
  /** The server answers with an error of its own. */
  | 'server'
  /** Access ended or the recording is gone. */
  | 'refused'
  /** The browser cannot decode what it got. */
  | 'media'
  /** This browser has no way to play HLS. */
  | 'unsupported';

/** The owner of the recording, or time, ended it: nothing may stay on the screen. */
export type EndReason = 'withdrawn' | 'expired' | 'deleted' | 'range_changed';

export interface Quality {
  /** Short side of the picture, such as 720. */
  name: string;
  bitsPerSecond: number;
}

export interface PlayerState {
  /** Whole milliseconds; while paused, of the frame that is on the screen. */
  readonly atMs: number;
  /** Where the lesson, or the part of it that is shown, ends; `fromMs`: where it begins. */
  readonly durationMs: number;
  readonly fromMs: number;
  readonly paused: boolean;
  readonly ended: boolean;
  readonly seeking: boolean;
  /** It should play and cannot, for want of data. */
  readonly waiting: boolean;
  /** What is waited for is being made at this moment. */
  readonly beingMade: boolean;
  /** A frame of the recording has been on the screen. */
  readonly started: boolean;
  readonly rate: number;
  readonly muted: boolean;
  readonly volume: number;
  readonly buffered: readonly Span[];
  readonly loop: Span | null;
  readonly qualities: readonly Quality[];
  /** Null lets the player choose. */
  readonly quality: string | null;
  readonly shownQuality: string | null;
  readonly problem: PlayerProblem | null;
  readonly over: EndReason | null;
}

export const initialPlayerState: PlayerState = {
  atMs: 0,
  durationMs: 0,
  fromMs: 0,
  paused: true,
  ended: false,
  seeking: false,
  waiting: false,
  beingMade: false,
  started: false,
  rate: 1,
  muted: false,
  volume: 1,
  buffered: [],
  loop: null,
  qualities: [],
  quality: null,
  shownQuality: null,
  problem: null,
  over: null,
};

/** What the UI may ask. Whoever owns the media (the video element; in a review call, the room) answers by a new state. */
export type PlayerRequest =
  | { name: 'play' }
  | { name: 'pause' }
  | { name: 'seek'; atMs: number }
  /** Relative to where a seek under way is heading, so that held keys add up. */
  | { name: 'skip'; byMs: number }
  | { name: 'step'; frames: 1 | -1 }
  | { name: 'rate'; rate: number }
  | { name: 'mute'; muted: boolean }
  | { name: 'volume'; volume: number }
  /** Through which speaker; empty is the computer's own choice. */
  | { name: 'speaker'; sinkId: string }
  | { name: 'loop'; span: Span | null }
  | { name: 'quality'; quality: string | null };

export interface MediaOwner {
  ask(request: PlayerRequest): void;
  /** The playhead now, for drawing between two states. */
  nowMs(): number;
  /** Empties every buffer and blanks the picture; afterwards nothing is answered. */
  end(reason: EndReason): void;
  destroy(): void;
}

/** The rate one step faster or slower; stays at the ends. */
export function nextRate(rate: number, direction: 1 | -1): number {
  const found = direction === 1 ? RATES.find((r) => r > rate + 0.001) : RATES.findLast((r) => r < rate - 0.001);
  return found ?? rate;
}
