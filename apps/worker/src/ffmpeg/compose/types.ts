import type { Input } from '../run.ts';
import type { Work } from '../work.ts';

/** The composed film's picture: frames of 1/25 s, counted from 0. */
export const FRAME_RATE = 25;
export const FRAME_MS = 1000 / FRAME_RATE;
export const CANVAS = { width: 1280, height: 720 } as const;
/** 48 kHz, two channels, 16 bits. */
export const SAMPLE_RATE = 48_000;

/** A file that is there when it is needed. `release`: it no longer is. */
export interface Prepared {
  input: Input;
  release?: () => Promise<void>;
}

/** Opens a source; undefined where it is there no longer. */
export type Open = () => Promise<Prepared | undefined>;

/** Something that moves, as shown from frame `from` up to, not including, frame `to`. */
export interface MovingPicture {
  open: Open;
  from: number;
  to: number;
  /** What the film shows at frame `from`, in seconds of the file's own time line. */
  startSeconds: number;
  /** The file's seconds that pass in a second of the film. */
  rate: number;
  /** It moves for so many frames, then stands; 1: a still. */
  frames: number;
  /** Clockwise, to make it upright. */
  turn: 0 | 90 | 180 | 270;
}

export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Tile extends Rectangle {
  /** Index of a moving picture; without one, a person in this colour. */
  picture: number | undefined;
  colour: number;
  /** Whose face it is, drawn upon it; as they wrote it. */
  name: string | undefined;
  /** Whoever speaks. */
  framed: boolean;
}

/** From frame `from` up to `to` these tiles are shown; those of a whole film join without a gap. */
export interface Scene {
  from: number;
  to: number;
  tiles: Tile[];
}

/** Something that sounds, from sample `from` of the film up to `to`; samples are of all channels. */
export interface SoundPart {
  open: Open;
  from: number;
  to: number;
  /** What sounds at sample `from`, in seconds of the file's own time line. */
  startSeconds: number;
  /** Faster or slower, the pitch kept. */
  rate: number;
  gainDb: number;
}

export interface ComposeWork extends Work {
  /** The film's length. */
  frames: number;
  pictures: MovingPicture[];
  scenes: Scene[];
  sounds: SoundPart[];
  threads?: number;
  onProgress: (share: number) => void;
  /** A source from which nothing could be decoded: its place stays empty. */
  onUnreadable: (error: unknown) => void;
  /** A name could not be drawn: its face stays without. */
  onUnnamed: (error: unknown) => void;
}
