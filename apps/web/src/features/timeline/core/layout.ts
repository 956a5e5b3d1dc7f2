import type { CommentKind } from '@lesblik/shared/comments';
import { clamp } from './scale.ts';

/** Of two who looked apart and now compare: both marked it, the reader alone, or the other alone. */
export type Side = 'both' | 'mine' | 'theirs';

/** What the timeline needs of a comment. */
export interface Mark {
  readonly id: string;
  readonly startMs: number;
  readonly endMs: number | null;
  readonly kind: CommentKind;
  readonly private: boolean;
  readonly done: boolean;
  readonly side?: Side | undefined;
}

/** A marker of one comment, or of several that would lie on top of each other. */
export interface Marker {
  readonly atMs: number;
  readonly marks: readonly Mark[];
}

export interface Bar {
  readonly mark: Mark;
  readonly startMs: number;
  readonly endMs: number;
  readonly lane: number;
}

export interface Layout {
  /** By time. */
  readonly markers: readonly Marker[];
  /** By start. */
  readonly bars: readonly Bar[];
  readonly longestBarMs: number;
  readonly msPerPx: number;
}

export const LANES = 3;
/** Narrower markers cannot be hit with a finger's tip or told apart. */
const MARKER_PX = 20;
/** Of a marker's width: closer than this two of them overlap. */
const CLOSEST = 0.8;
/** A shorter range would be a dot: it is drawn as its marker alone. */
const SHORTEST_BAR_PX = 6;

/**
 * Places marks for one zoom. Markers are gathered in buckets that lie fixed in time, so that panning moves the picture and
 * never regroups it; at both ends of the recording they stand far enough inside to be whole. Ranges take the first lane that
 * is free; one that finds none keeps its marker, which leads to it.
 */
export function layOut(marks: readonly Mark[], msPerPx: number, durationMs: number, startMs = 0): Layout {
  const bucketMs = Math.max(1, MARKER_PX * msPerPx);
  const insideMs = (MARKER_PX / 2) * msPerPx;
  const markerOf = (gathered: readonly Mark[]): Marker => ({
    atMs: clamp(middleOf(gathered), startMs + insideMs, durationMs - insideMs),
    marks: gathered,
  });
  const buckets = new Map<number, Mark[]>();
  const bars: Bar[] = [];
  const freeFrom = Array.from({ length: LANES }, () => -Infinity);
  let longestBarMs = 0;

  for (const mark of marks) {
    const bucket = Math.floor(mark.startMs / bucketMs);
    const gathered = buckets.get(bucket);
    if (gathered) gathered.push(mark);
    else buckets.set(bucket, [mark]);

    if (mark.endMs === null || (mark.endMs - mark.startMs) / msPerPx < SHORTEST_BAR_PX) continue;
    const lane = freeFrom.findIndex((free) => free <= mark.startMs);
    if (lane < 0) continue;
    freeFrom[lane] = mark.endMs + 2 * msPerPx;
    bars.push({ mark, startMs: mark.startMs, endMs: mark.endMs, lane });
    longestBarMs = Math.max(longestBarMs, mark.endMs - mark.startMs);
  }

  const markers = apart(
    [...buckets.values()].map(markerOf).sort((a, b) => a.atMs - b.atMs),
    CLOSEST * bucketMs,
    markerOf,
  );
  return { markers, bars, longestBarMs, msPerPx };
}

/** A lone comment stands at its own moment; a group in the middle of what it gathers. */
function middleOf(marks: readonly Mark[]): number {
  const first = marks[0]?.startMs ?? 0;
  const last = marks.at(-1)?.startMs ?? first;
  return (first + last) / 2;
}

/** Neighbours over the border of two buckets that would still overlap become one. */
function apart(markers: readonly Marker[], closestMs: number, markerOf: (marks: readonly Mark[]) => Marker): Marker[] {
  const placed: Marker[] = [];
  for (const marker of markers) {
    const previous = placed.at(-1);
    if (previous && marker.atMs - previous.atMs < closestMs)
      placed[placed.length - 1] = markerOf([...previous.marks, ...marker.marks]);
    else placed.push(marker);
  }
  return placed;
}

/** Index of the first item whose time is not before `ms`, in a list sorted by that time. */
export function firstAt<T>(items: readonly T[], timeOf: (item: T) => number, ms: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && timeOf(item) < ms) low = middle + 1;
    else high = middle;
  }
  return low;
}
