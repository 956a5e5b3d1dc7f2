import { h264Description } from './bmff/descriptions.ts';
import { readSampleBytes, sampleRange } from './bmff/excerpt.ts';
import { mediaSegment } from './bmff/fragment.ts';
import { initSegment } from './bmff/movie.ts';
import { inOrder } from './in-order.ts';
import { copiedSegments } from './plan/copy-plan.ts';
import { TICKS } from './plan/types.ts';
import type { StreamWork } from './work.ts';

/** No ffmpeg: the index says where each frame lies, so a segment is its bytes behind a header of ours. */
export async function copyPicture(work: StreamWork): Promise<void> {
  const { film, plan, source, signal } = work;
  const { videoSamples: samples, frames } = film;
  const end = plan.ladder.segments.at(-1)?.end ?? 0;
  const segments = samples && frames && plan.copy && copiedSegments(samples, frames, end);
  const description = samples && h264Description(samples.description)?.description;
  if (!samples || !frames?.sample || !segments || !description || !plan.copy)
    throw new RangeError('This film cannot be copied.');

  const shownAt = new Map<number, number>();
  frames.sample.forEach((sample, i) => shownAt.set(sample, frames.at[i] ?? 0));
  const { width, height } = plan.copy;
  await work.onInit(initSegment({ kind: 'vide', timescale: TICKS, description, width, height }));
  await inOrder(segments.slice(work.from, work.to), signal, async (segment, i) => {
    const wanted = sampleRange(segment.fromSample, segment.toSample);
    const bytes = await readSampleBytes(source, samples, wanted, signal);
    const coded = wanted.map((sample, k) => ({ pts: shownAt.get(sample) ?? 0, bytes: bytes[k] ?? new Uint8Array(0) }));
    const n = (work.from ?? 0) + i;
    await work.onSegment(n, mediaSegment(n, segment.start, segment.end, coded));
  });
}
