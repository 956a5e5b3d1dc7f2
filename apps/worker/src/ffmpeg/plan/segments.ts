import type { FrameTable } from '../film.ts';
import { TICKS, type Chunk, type Segment } from './types.ts';

export const SEGMENT_SECONDS = 4;

/** Segments begin at the first frame at or after each n × 4 s; where frames are further apart than that, there are fewer. */
export function ladderSegments(frames: FrameTable, end: number): Segment[] {
  const step = SEGMENT_SECONDS * TICKS;
  const starts: number[] = [];
  let next = 0;
  for (const at of frames.at) {
    if (at < next) continue;
    starts.push(at);
    next = (Math.floor(at / step) + 1) * step;
  }
  return starts.map((start, i) => ({ start, end: starts[i + 1] ?? end }));
}

/** Index of the first frame at or after `at` (ticks); the number of frames where there is none. */
export function frameAt(frames: FrameTable, at: number): number {
  let low = 0;
  let high = frames.at.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((frames.at[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** At most about 24 s of 1080p30 a chunk: a killed one costs little, and starting one costs about a hundredth of it. */
const CHUNK_PIXELS = 24 * 30 * 1920 * 1080;
const LONGEST_SECONDS = 300;
/** Towards the end a chunk is this share of what is left, so that nobody waits long for whoever took the last one. */
const OF_THE_REST = 1 / 6;
/** And no shorter than this share of a full one. */
const SHORTEST_SHARE = 1 / 5;
const SHORTEST_SECONDS = 8;
/** Decoding from the key frame before a chunk is lost work; a chunk is as long as it takes to keep it below this share. */
const LOST_SHARE = 0.2;

/** Groups whole segments, preferring to begin where the film itself has a key frame. */
export function chunksOf(segments: Segment[], frames: FrameTable, pixels: number): Chunk[] {
  const total = (segments.at(-1)?.end ?? 0) / TICKS;
  const rate = frames.at.length / Math.max(total, 0.001);
  const full = Math.min(LONGEST_SECONDS, CHUNK_PIXELS / (pixels * rate));
  const shortest = Math.max(SHORTEST_SECONDS, full * SHORTEST_SHARE);

  const chunks: Chunk[] = [];
  for (let from = 0; from < segments.length;) {
    const left = total - (segments[from]?.start ?? 0) / TICKS;
    const length = Math.max(shortest, Math.min(full, left * OF_THE_REST));
    const to = chunkEnd(segments, frames, from, length * TICKS);
    chunks.push({ index: chunks.length, from, to });
    from = to;
  }
  return chunks;
}

function chunkEnd(segments: Segment[], frames: FrameTable, from: number, length: number): number {
  const start = segments[from]?.start ?? 0;
  if ((segments.at(-1)?.end ?? 0) - start <= length * 1.25) return segments.length;
  let best: { to: number; cost: number } | undefined;
  for (let to = from + 1; to < segments.length; to++) {
    const at = segments[to]?.start ?? 0;
    const taken = at - start;
    if (taken < length * 0.75) continue;
    if (best && taken > length * 1.25) break;
    const lost = leadIn(frames, at);
    const cost = lost + Math.abs(taken - length) / 8;
    if (lost <= taken * LOST_SHARE && (!best || cost < best.cost)) best = { to, cost };
  }
  return best?.to ?? segments.length;
}

/** Ticks between the last key frame and the frame at `at`. */
function leadIn(frames: FrameTable, at: number): number {
  let i = frameAt(frames, at);
  while (i > 0 && !frames.key[i]) i--;
  return at - (frames.at[i] ?? 0);
}
