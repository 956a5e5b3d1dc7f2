import type { Range } from '@lesblik/shared/cuts';

/** A segment of a cut. It has the number of the lesson's own segment there; `start` and `end` in ticks of the lesson. */
export interface CutSegment {
  n: number;
  start: number;
  end: number;
  /** Holds, or tells of, what is not shown: the cut has one of its own in its place. */
  edge: boolean;
}

export interface Cutting {
  kind: 'video' | 'sound';
  timescale: number;
  /** Length of segment n of the lesson. */
  segmentTicks: readonly number[];
  durationMs: number;
}

/** Samples in a frame of AAC-LC. */
export const AAC_FRAME = 1024;
/** A frame of AAC carries something of the frames beside it, on either side of its own time. */
const SOUND_MARGIN = 2 * AAC_FRAME;

/** What is heard or seen of a cut, exactly, in ticks: from `start` up to, not including, `end`. */
export function exactTicks(
  { timescale, segmentTicks, durationMs }: Cutting,
  range: Range,
): Omit<CutSegment, 'n' | 'edge'> {
  const whole = segmentTicks.reduce((sum, ticks) => sum + ticks, 0);
  const start = Math.ceil((range.startMs * timescale) / 1000);
  // The last frame may stay on for longer than the recording is said to last.
  const end = range.endMs >= durationMs ? whole : Math.min(whole, Math.floor((range.endMs * timescale) / 1000));
  return { start, end };
}

/**
 * A rendition's segments as far as they lie in the range: the first and the last cut short, those between as they are. The
 * picture begins and ends at the exact millisecond, the sound with the frames of AAC around it, which are silent outside.
 * What lies in the last millisecond alone is left out: a moment is a whole millisecond, and its frame begins just before.
 */
export function cutSegments(cutting: Cutting, range: Range): CutSegment[] {
  const { kind, timescale, segmentTicks } = cutting;
  const exact = exactTicks(cutting, range);
  const whole = segmentTicks.reduce((sum, ticks) => sum + ticks, 0);
  const sound = kind === 'sound';
  const grid = sound ? AAC_FRAME : 1;
  const from = Math.floor(exact.start / grid) * grid;
  const to = Math.min(whole, Math.ceil(exact.end / grid) * grid);
  const margin = sound ? SOUND_MARGIN : 0;
  const least = sound ? 0 : timescale / 1000;
  const found: CutSegment[] = [];
  let start = 0;
  for (const [n, ticks] of segmentTicks.entries()) {
    const end = start + ticks;
    const part = { start: Math.max(start, from), end: Math.min(end, to) };
    const early = range.startMs > 0 && start - margin < exact.start;
    const late = exact.end < whole && end + margin > exact.end;
    const inside = part.end > part.start && (part.end === end || part.end - part.start > least);
    if (inside) found.push({ n, ...part, edge: early || late });
    start = end;
  }
  return found;
}
