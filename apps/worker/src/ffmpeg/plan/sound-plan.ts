import type { Film } from '../film.ts';
import { aacConfig } from '../bmff/descriptions.ts';
import { SEGMENT_SECONDS } from './segments.ts';
import type { Segment, SoundPlan } from './types.ts';

/** Samples in a frame of AAC-LC. */
export const AAC_FRAME = 1024;

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

/** AAC-LC that every browser plays, in frames that follow each other without a gap. */
function copies({ sound, soundSamples: samples }: Film): boolean {
  if (!sound || !samples || sound.codec !== 'aac' || sound.profile !== 'LC') return false;
  const config = aacConfig(samples.description);
  if (!config || config.sampleRate < 32_000 || config.sampleRate !== samples.timescale) return false;
  if (config.sampleRate !== sound.sampleRate || config.channels !== sound.channels) return false;
  for (let i = 1; i < samples.dts.length; i++) {
    if ((samples.dts[i] ?? 0) - (samples.dts[i - 1] ?? 0) !== AAC_FRAME) return false;
  }
  return samples.dts.length > 0;
}

function copiedBits({ soundSamples: samples, durationMs }: Film): number {
  return ((samples?.size.reduce((sum, s) => sum + s, 0) ?? 0) * 8) / (durationMs / 1000);
}
