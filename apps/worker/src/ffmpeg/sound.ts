import { aacConfig, aacDescription } from './bmff/descriptions.ts';
import { readSampleBytes } from './bmff/excerpt.ts';
import { soundSegment } from './bmff/fragment.ts';
import { initSegment } from './bmff/movie.ts';
import type { Tools } from './confine.ts';
import { encodeSound } from './encode-sound.ts';
import { inOrder } from './in-order.ts';
import { AAC_FRAME, soundGrid } from './plan/sound-plan.ts';
import type { Segment } from './plan/types.ts';
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

async function copySound(work: StreamWork, segments: Segment[]): Promise<void> {
  const { soundSamples: table } = work.film;
  const config = table && aacConfig(table.description);
  if (!table || !config) throw new RangeError('This sound cannot be copied.');
  const grid = soundGrid(work.film, config.sampleRate).samples;
  const still = silence[config.channels] ?? new Uint8Array(0);

  await inOrder(segments.slice(work.from, work.to), work.signal, async (segment, i) => {
    const wanted = [...grid.subarray(segment.start / AAC_FRAME, segment.end / AAC_FRAME)];
    const present = wanted.filter((sample) => sample >= 0);
    const bytes = await readSampleBytes(work.source, table, present, work.signal);
    let next = 0;
    const frames = wanted.map((sample) => (sample < 0 ? still : (bytes[next++] ?? still)));
    const n = (work.from ?? 0) + i;
    await work.onSegment(n, soundSegment(n, segment.start, AAC_FRAME, frames));
  });
}
