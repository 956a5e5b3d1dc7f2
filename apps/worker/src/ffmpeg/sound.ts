import { aacConfig, aacDescription } from './bmff/descriptions.ts';
import { readSampleBytes, sampleRange } from './bmff/excerpt.ts';
import { soundSegment } from './bmff/fragment.ts';
import { initSegment } from './bmff/movie.ts';
import type { Tools } from './confine.ts';
import { encodeSound } from './encode-sound.ts';
import { inOrder } from './in-order.ts';
import { AAC_FRAME } from './plan/sound-plan.ts';
import type { Segment } from './plan/types.ts';
import { soundZero } from './sound-input.ts';
import type { StreamWork } from './work.ts';

export async function makeSound(tools: Tools, work: StreamWork): Promise<void> {
  const { sound } = work.plan;
  if (!sound) throw new RangeError('This film has no sound.');
  const { sampleRate, channels, mode } = sound;
  await work.onInit(
    initSegment({ kind: 'soun', timescale: sampleRate, description: aacDescription({ sampleRate, channels }) }),
  );
  await (mode === 'copy' ? copySound(work, sound.segments) : encodeSound(tools, work, sound));
}

/** AAC-LC frames of silence, as hls.js has them too. */
const silence: Record<number, Uint8Array> = {
  1: Uint8Array.of(0x00, 0xc8, 0x00, 0x80, 0x23, 0x80),
  2: Uint8Array.of(0x21, 0x00, 0x49, 0x90, 0x02, 0x19, 0x00, 0x23, 0x80),
};

/**
 * The film's own AAC frames on a grid that begins with the first picture: moved by half a frame (11 ms) at most, those
 * before the picture left out, silence where there are none.
 */
async function copySound(work: StreamWork, segments: Segment[]): Promise<void> {
  const { soundSamples: samples } = work.film;
  const config = samples && aacConfig(samples.description);
  if (!samples || !config) throw new RangeError('This sound cannot be copied.');
  const startSeconds = ((samples.dts[0] ?? 0) + samples.shift) / samples.timescale - soundZero(work.film);
  const firstSlot = Math.round((startSeconds * config.sampleRate) / AAC_FRAME);
  const still = silence[config.channels] ?? new Uint8Array(0);

  await inOrder(segments.slice(work.from, work.to), work.signal, async (segment, i) => {
    const slots = sampleRange(segment.start / AAC_FRAME, segment.end / AAC_FRAME).map((slot) => slot - firstSlot);
    const present = slots.filter((sample) => sample >= 0 && sample < samples.size.length);
    const bytes = await readSampleBytes(work.source, samples, present, work.signal);
    const offset = present[0] ?? 0;
    const frames = slots.map((sample) => bytes[sample - offset] ?? still);
    const n = (work.from ?? 0) + i;
    await work.onSegment(n, soundSegment(n, segment.start, AAC_FRAME, frames));
  });
}
