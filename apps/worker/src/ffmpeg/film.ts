import { deserialize, serialize } from 'node:v8';

/** Demuxers an upload may reach; the name is ffmpeg's own (`-f`). */
export type Demuxer =
  | 'mov'
  | 'matroska'
  | 'avi'
  | 'mpegts'
  | 'mpeg'
  | 'flv'
  | 'asf'
  | 'ogg'
  | 'wav'
  | 'mp3'
  | 'aac'
  | 'flac'
  | 'mxf';

/** Integer fraction, as ffmpeg writes time bases and rates. */
export interface Fraction {
  num: number;
  den: number;
}

export interface VideoInfo {
  /** ffmpeg's stream index within the container. */
  stream: number;
  codec: string;
  profile: string | undefined;
  level: number | undefined;
  pixelFormat: string;
  bitDepth: number;
  /** As coded, before rotation and before the pixels' shape. */
  codedWidth: number;
  codedHeight: number;
  /** As a person sees it: upright, square pixels. */
  width: number;
  height: number;
  /** Clockwise turn that makes it upright. */
  rotation: 0 | 90 | 180 | 270;
  /** Mirrored left to right before the turn (some front cameras). */
  mirrored: boolean;
  sampleAspect: Fraction;
  fullRange: boolean;
  matrix: string | undefined;
  primaries: string | undefined;
  transfer: string | undefined;
  hdr: 'none' | 'hlg' | 'pq';
  interlaced: boolean;
  averageFrameRate: Fraction;
  /** Frames are not evenly spaced. */
  variableFrameRate: boolean;
}

export interface SoundInfo {
  stream: number;
  codec: string;
  profile: string | undefined;
  channels: number;
  sampleRate: number;
}

/**
 * Where each coded sample of one track lies in an MP4/MOV, in decode order, and when it is decoded and shown.
 * Times are ticks of `timescale`, on the track's own media time line (before edits).
 */
export interface SampleTable {
  timescale: number;
  offset: Float64Array;
  size: Uint32Array;
  dts: Float64Array;
  pts: Float64Array;
  key: Uint8Array;
  /** End of the last sample's decode time. */
  endDts: number;
  /** The sample description (`stsd` box) as it stands in the film. */
  description: Uint8Array;
  /** The film's `ftyp` box, which decides how descriptions are read; empty in old QuickTime films. */
  brand: Uint8Array;
  /** Added to a sample's `pts` gives its time on the film's own presentation line, in the same ticks. */
  shift: number;
  /** Samples shown before this presentation tick, or from `showUntil` on, exist for decoding only. */
  showFrom: number;
  showUntil: number;
}

/**
 * Every frame that is shown, in the order in which it is shown. `at` counts 90 kHz ticks from the first frame (which is 0).
 * `key` marks frames at which decoding can begin.
 */
export interface FrameTable {
  at: Float64Array;
  key: Uint8Array;
  /** When the last frame ends, 90 kHz ticks. */
  end: number;
  /** What to add to `at` (in seconds) to reach the container's own time line, as ffmpeg counts it with -copyts. */
  zeroSeconds: number;
  /** Frame i is sample `sample[i]` of `samples`; only where the film is an MP4/MOV read by its index. */
  sample?: Uint32Array;
}

export interface SoundTiming {
  /** When the first sample sounds, in seconds after the first frame (negative: before it). 0 where there is no picture. */
  startSeconds: number;
  endSeconds: number;
  /** The same start on the container's own line. */
  containerStart: number;
}

/**
 * All that later steps need to know of a film; made once by `Ffmpeg.examine`, stored as `encodeFilm` bytes
 * and read back by every job. Absent `video` means a sound recording.
 */
export interface Film {
  demuxer: Demuxer;
  bytes: number;
  /** From the first frame to the end of picture or sound, whichever is later. */
  durationMs: number;
  video: VideoInfo | undefined;
  frames: FrameTable | undefined;
  videoSamples: SampleTable | undefined;
  sound: SoundInfo | undefined;
  soundTiming: SoundTiming | undefined;
  soundSamples: SampleTable | undefined;
}

export const encodeFilm = (film: Film): Uint8Array => serialize(film);

/** Only for bytes that `encodeFilm` wrote and that were kept authenticated (our own storage is). */
export function decodeFilm(bytes: Uint8Array): Film {
  const film: unknown = deserialize(bytes);
  if (!isFilm(film)) throw new TypeError('These bytes are no stored film index.');
  return film;
}

function isFilm(value: unknown): value is Film {
  return typeof value === 'object' && value !== null && 'demuxer' in value && 'durationMs' in value;
}
