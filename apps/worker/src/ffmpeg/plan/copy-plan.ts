import type { Film, FrameTable, SampleTable } from '../film.ts';
import { h264Description } from '../bmff/descriptions.ts';
import { SEGMENT_SECONDS } from './segments.ts';
import { TICKS, type CopyPlan, type Segment } from './types.ts';

const LONGEST_GAP_SECONDS = 10;
const profiles = ['Baseline', 'Constrained Baseline', 'Main', 'High'];

/** A copied segment: what is played, and which samples (in decode order) carry it. */
export interface CopiedSegment extends Segment {
  fromSample: number;
  toSample: number;
}

/**
 * The film's own picture as it is, where every browser plays it: H.264, 8 bits, 4:2:0, upright, square pixels, with key
 * frames at which nothing before is needed. A turned film is not copied: its lower rungs are upright, and a change between
 * a turned and an upright rendition is more than every player handles.
 */
export function copyPlan(film: Film, end: number): CopyPlan | undefined {
  const { video, frames, videoSamples: samples } = film;
  if (!video || !frames || !samples) return undefined;
  const plain =
    video.codec === 'h264' &&
    ['yuv420p', 'yuvj420p'].includes(video.pixelFormat) &&
    profiles.includes(video.profile ?? '');
  const upright = video.rotation === 0 && !video.mirrored && video.width === video.codedWidth;
  if (!plain || !upright || video.interlaced || video.hdr !== 'none') return undefined;
  const codecs = h264Description(samples.description)?.codecs;
  const segments = copiedSegments(samples, frames, end);
  if (!codecs || !segments) return undefined;
  return {
    timescale: TICKS,
    segments,
    width: video.width,
    height: video.height,
    codecs,
    bandwidth: Math.ceil(Math.max(...segments.map((s) => bits(samples, s)))),
  };
}

const bits = (samples: SampleTable, s: CopiedSegment): number =>
  (samples.size.subarray(s.fromSample, s.toSample).reduce((sum, size) => sum + size, 0) * 8 * TICKS) /
  Math.max(1, s.end - s.start);

/** `undefined` where the film cannot be cut at its key frames often enough, or has frames that are only decoded. */
export function copiedSegments(samples: SampleTable, frames: FrameTable, end: number): CopiedSegment[] | undefined {
  const order = frames.sample;
  if (!order) return undefined;
  const shownAt = new Map<number, number>();
  order.forEach((sample, i) => shownAt.set(sample, frames.at[i] ?? 0));
  const last = order.reduce((most, s) => Math.max(most, s), 0);
  const cuts: { sample: number; at: number }[] = [];
  const earliestAfter = new Float64Array(last + 2).fill(Infinity);
  for (let i = last; i >= 0; i--) {
    const at = shownAt.get(i);
    if (at === undefined) return undefined;
    earliestAfter[i] = Math.min(at, earliestAfter[i + 1] ?? Infinity);
  }
  let latestBefore = -1;
  for (let i = 0; i <= last; i++) {
    const at = shownAt.get(i) ?? 0;
    const closed = samples.key[i] === 1 && at === earliestAfter[i] && latestBefore < at;
    const previous = cuts.at(-1);
    if (closed && (!previous || at - previous.at >= (SEGMENT_SECONDS - 0.1) * TICKS)) cuts.push({ sample: i, at });
    latestBefore = Math.max(latestBefore, at);
  }
  if (cuts[0]?.sample !== 0) return undefined;
  const segments = cuts.map((cut, i) => ({
    start: cut.at,
    end: cuts[i + 1]?.at ?? end,
    fromSample: cut.sample,
    toSample: cuts[i + 1]?.sample ?? last + 1,
  }));
  const shownEnd = (frames.at.at(-1) ?? 0) + 1;
  const tooLong = segments.some(
    (s) => Math.min(s.end, shownEnd) - s.start > (LONGEST_GAP_SECONDS + SEGMENT_SECONDS) * TICKS,
  );
  return tooLong ? undefined : segments;
}
