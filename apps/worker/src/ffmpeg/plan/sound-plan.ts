import type { Film } from '../film.ts';
import { AAC_FRAME } from '@lesblik/server/media/cut-segments';
import { aacConfig } from '../bmff/descriptions.ts';
import { SEGMENT_SECONDS } from './segments.ts';
import type { Segment, SoundPlan } from './types.ts';

export { AAC_FRAME };

/** Sound always fills the whole film, with silence where it has none: a player that runs out of one of the two stands still. */
export function soundPlan(film: Film): SoundPlan | undefined {
  const { sound } = film;
  if (!sound) return undefined;
  const mode = copies(film) ? 'copy' : 'encode';
  const sampleRate = [32_000, 44_100, 48_000].includes(sound.sampleRate) ? sound.sampleRate : 48_000;
  const channels = Math.min(2, sound.channels);
  return {
    mode,
    sampleRate,
    channels,
    timescale: sampleRate,
    segments: soundSegments(film.durationMs, sampleRate),
    codecs: 'mp4a.40.2',
    bandwidth: Math.round((mode === 'copy' ? copiedBits(film) : encodedBits(channels)) * 1.2),
  };
}

export const encodedBits = (channels: number): number => (channels === 1 ? 80_000 : 128_000);

/** Whole AAC frames, the first that starts at or after each n × 4 s. */
export function soundSegments(durationMs: number, sampleRate: number): Segment[] {
  const frames = Math.ceil((durationMs * sampleRate) / 1000 / AAC_FRAME);
  const first = (n: number): number => Math.ceil((n * SEGMENT_SECONDS * sampleRate) / AAC_FRAME);
  const segments: Segment[] = [];
  for (let n = 0; first(n) < frames; n++) {
    segments.push({ start: first(n) * AAC_FRAME, end: Math.min(first(n + 1), frames) * AAC_FRAME });
  }
  return segments;
}

/** Frames of AAC a copied sound may lose or be short of, by its own account: one in ten seconds is not heard. */
const MOST_MENDED_A_SECOND = 0.1;

/** AAC-LC that every browser plays, in frames that follow each other with few gaps. */
function copies(film: Film): boolean {
  const { sound, soundSamples: samples } = film;
  if (!sound || !samples || sound.codec !== 'aac' || sound.profile !== 'LC') return false;
  const config = aacConfig(samples.description);
  if (!config || config.sampleRate < 32_000) return false;
  if (config.sampleRate !== sound.sampleRate || config.channels !== sound.channels) return false;
  return (
    samples.dts.length > 0 &&
    soundGrid(film, config.sampleRate).mended <= 2 + (film.durationMs / 1000) * MOST_MENDED_A_SECOND
  );
}

export interface SoundGrid {
  /** The film's sample for each AAC frame of the rendition; -1: silence. */
  samples: Int32Array;
  /** How many were left out or are missing between the first and the last. */
  mended: number;
}

/** A frame further than this from its place (in frames) is moved to the nearest. */
const SLACK = 0.8;

/**
 * The film's own AAC frames on a grid that begins with the first picture: moved by a frame (21 ms) at most, those before the
 * picture left out, silence where there are none. Writers round times and joined films overlap by a frame: as long as a
 * frame is near the place behind the last one it goes there.
 */
export function soundGrid(film: Film, sampleRate: number): SoundGrid {
  const { soundSamples: table } = film;
  const frames = Math.ceil((film.durationMs * sampleRate) / 1000 / AAC_FRAME);
  const samples = new Int32Array(frames).fill(-1);
  if (!table) return { samples, mended: 0 };
  const zero = soundZero(film);
  let last: number | undefined;
  let mended = 0;
  for (let i = 0; i < table.dts.length; i++) {
    const ideal = ((((table.dts[i] ?? 0) + table.shift) / table.timescale - zero) * sampleRate) / AAC_FRAME;
    const next: number = last === undefined ? Math.round(ideal) : last + 1;
    const place = Math.abs(ideal - next) <= SLACK ? next : Math.round(ideal);
    if (last !== undefined && place !== next) mended += Math.abs(place - next);
    if (last !== undefined && place <= last) continue;
    last = place;
    if (place >= 0 && place < frames) samples[place] = i;
  }
  return { samples, mended };
}

/** The film's time 0 on its container's line, in seconds: its first frame, or its first sound where there is no picture. */
export function soundZero({ frames, soundSamples: samples, soundTiming }: Film): number {
  if (frames) return frames.zeroSeconds;
  if (samples) return (Math.max(samples.pts[0] ?? 0, samples.showFrom) + samples.shift) / samples.timescale;
  return soundTiming?.containerStart ?? 0;
}

function copiedBits({ soundSamples: samples, durationMs }: Film): number {
  return ((samples?.size.reduce((sum, s) => sum + s, 0) ?? 0) * 8) / (durationMs / 1000);
}
