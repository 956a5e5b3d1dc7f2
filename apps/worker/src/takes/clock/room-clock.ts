import { type Curve, type Line, lineUnder, along, type Point, through } from './line.ts';

/** A clock's drift changes with the warmth of the room it stands in: slowly. */
const WINDOW_MS = 300_000;
const STEP_MS = 60_000;
/** Over less than this, what the network does hides what the clock does. */
const SHORT_MS = 60_000;
/** No quartz is further off. */
const MOST_DRIFT = 500e-6;

/**
 * From a sender's clock to the room's. What came fastest tells the difference between the two: its way through the
 * network was shortest. `points`: x is the sender's time, y arrival minus x, both in milliseconds; not none.
 * @returns what to add to the sender's time at x
 */
export function clockDifference(points: readonly Point[]): Curve {
  const sorted = points.toSorted((a, b) => a.x - b.x);
  const [start, end] = [sorted[0]?.x ?? 0, sorted.at(-1)?.x ?? 0];
  const knots: Line[] = [];
  for (let centre = Math.min(start + STEP_MS / 2, (start + end) / 2); ; centre += STEP_MS) {
    const from = Math.max(start, Math.min(centre - WINDOW_MS / 2, end - WINDOW_MS));
    const near = within(sorted, from, from + WINDOW_MS);
    if (near.length > 0) knots.push(knotAt(near, centre));
    if (centre + STEP_MS > end) return through(knots);
  }
}

function knotAt(points: readonly Point[], x: number): Line {
  const span = (points.at(-1)?.x ?? 0) - (points[0]?.x ?? 0);
  const line = lineUnder(points);
  if (span >= SHORT_MS && Math.abs(line.slope) <= MOST_DRIFT) return { x, y: along(line, x), slope: line.slope };
  return { x, y: points.reduce((least, p) => Math.min(least, p.y), Infinity), slope: 0 };
}

function within(sorted: readonly Point[], from: number, to: number): Point[] {
  const found: Point[] = [];
  for (let i = firstFrom(sorted, from); i < sorted.length; i++) {
    const point = sorted[i];
    if (!point || point.x > to) break;
    found.push(point);
  }
  return found;
}

function firstFrom(sorted: readonly Point[], x: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.x ?? Infinity) < x) low = middle + 1;
    else high = middle;
  }
  return low;
}
