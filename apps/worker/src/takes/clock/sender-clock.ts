import { type Curve, fitLine, type Line, type Point, along, through } from './line.ts';

/** A sender report (RFC 3550, section 6.4.1): this RTP time (counted on) was that millisecond of the sender's clock. */
export interface Report {
  rtp: number;
  ntpMs: number;
}

export const ntpMilliseconds = (seconds: number, fraction: number): number =>
  seconds * 1000 + (fraction / 2 ** 32) * 1000;

/** What a report says is some milliseconds off, each time otherwise; so many around a place are taken together. */
const WINDOW_MS = 60_000;
/** More than noise: the stream stood still while the clock went on (another microphone, a laptop that slept). */
const JUMP_MS = 15;
const LOOKED_AT = 3;
/** A clock that jumps more often tells nothing. */
const MOST_JUMPS = 500;

/** One stretch of a stream in which RTP time and the sender's clock go evenly. */
interface Even {
  /** First RTP time that belongs to it. */
  from: number;
  curve: Curve;
}

/**
 * From RTP time to the sender's clock in milliseconds. Before the first report and after the last, what they say goes on.
 * `lag(rtp)`: arrival minus nominal time of what was sent at about then, which tells where between two reports a jump lies.
 * @returns undefined without any report that tells it
 */
export function senderClock(reports: readonly Report[], clockRate: number, lags: readonly Point[]): Curve | undefined {
  const sorted = reports.toSorted((a, b) => a.rtp - b.rtp);
  if (sorted.length === 0) return undefined;
  const perTick = 1000 / clockRate;
  const offsets = sorted.map(({ rtp, ntpMs }) => ntpMs - rtp * perTick);
  const evens: Even[] = [];
  let begin = 0;
  let from = -Infinity;
  for (let i = 1; i <= sorted.length; i++) {
    const jump = i < sorted.length ? jumpBefore(offsets, i, begin) : 0;
    if (i < sorted.length && jump === 0) continue;
    if (evens.length > MOST_JUMPS) return undefined;
    evens.push({ from, curve: evenCurve(agreeing(sorted.slice(begin, i), offsets.slice(begin, i)), perTick) });
    const [before, after] = [sorted[i - 1], sorted[i]];
    // The report before may have been sent while the stream stood: then it tells of a time that the stream reached later.
    if (before && after) from = jumpPlace(before.rtp - Math.max(0, jump) / perTick, after.rtp, jump, lags);
    begin = i;
  }
  return (rtp) => (evens.findLast((even) => rtp >= even.from) ?? evens[0])?.curve(rtp) ?? NaN;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** By how much the offset jumps at report `i` of those from `begin` on; 0 where it does not. */
function jumpBefore(offsets: readonly number[], i: number, begin: number): number {
  const by = (offsets[i] ?? 0) - (offsets[i - 1] ?? 0);
  const medians = median(offsets.slice(i, i + LOOKED_AT)) - median(offsets.slice(Math.max(begin, i - LOOKED_AT), i));
  return Math.abs(by) > JUMP_MS && Math.abs(medians) > JUMP_MS && Math.sign(by) === Math.sign(medians) ? medians : 0;
}

/** Splits what arrived between two reports where its lag fits best with the jump. */
function jumpPlace(from: number, to: number, jump: number, lags: readonly Point[]): number {
  const between = lags.filter(({ x }) => x > from && x <= to);
  const base = median(
    lags
      .filter(({ x }) => x <= from)
      .slice(-10)
      .map(({ y }) => y),
  );
  let error = between.reduce((sum, { y }) => sum + Math.abs(y - base - jump), 0);
  let best = { error, place: between[0]?.x ?? to };
  for (const [i, { y }] of between.entries()) {
    error += Math.abs(y - base) - Math.abs(y - base - jump);
    if (error < best.error) best = { error, place: between[i + 1]?.x ?? to };
  }
  return best.place;
}

/**
 * Without those that stand apart from their neighbours: a sender whose microphone is being changed reports as if time went
 * on for it, and takes that back afterwards.
 */
function agreeing(reports: readonly Report[], offsets: readonly number[]): readonly Report[] {
  const kept = reports.filter((_, i) => {
    const near = offsets.slice(Math.max(0, i - LOOKED_AT), i + LOOKED_AT + 1);
    return Math.abs((offsets[i] ?? 0) - median(near)) <= JUMP_MS;
  });
  return kept.length > 0 ? kept : reports;
}

function evenCurve(reports: readonly Report[], perTick: number): Curve {
  const points = reports.map(({ rtp, ntpMs }) => ({ x: rtp * perTick, y: ntpMs }));
  const lines: Line[] = [];
  let [low, high] = [0, 0];
  for (const { x } of points) {
    while ((points[low]?.x ?? Infinity) < x - WINDOW_MS) low++;
    while (high < points.length && (points[high]?.x ?? Infinity) <= x + WINDOW_MS) high++;
    const near = points.slice(low, high);
    const span = (near.at(-1)?.x ?? 0) - (near[0]?.x ?? 0);
    // The slope of a few seconds is noise.
    const line = span < WINDOW_MS / 2 ? { ...fitLine(near, 1), slope: 1 } : fitLine(near, 1);
    if (x > (lines.at(-1)?.x ?? -Infinity)) lines.push({ x, y: along(line, x), slope: line.slope });
  }
  const curve = through(lines);
  return (rtp) => curve(rtp * perTick);
}
