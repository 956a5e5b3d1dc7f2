/** The part of a recording that the timeline shows, and on how many pixels. */
export interface Scale {
  /** Where the recording, or what is shown of it, ends. */
  readonly durationMs: number;
  /** Where it begins. */
  readonly startMs: number;
  readonly widthPx: number;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Closer than this nobody needs: a second fills a third of the timeline. */
const SHORTEST_VIEW_MS = 3000;

export const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);

export const wholeScale = (durationMs: number, widthPx: number, startMs = 0): Scale => ({
  durationMs: Math.max(startMs + 1, durationMs),
  startMs,
  widthPx: Math.max(1, widthPx),
  fromMs: startMs,
  toMs: Math.max(startMs + 1, durationMs),
});

const wholeMs = ({ durationMs, startMs }: Scale): number => durationMs - startMs;

export const msPerPx = (scale: Scale): number => (scale.toMs - scale.fromMs) / scale.widthPx;

export const toPx = (scale: Scale, ms: number): number => (ms - scale.fromMs) / msPerPx(scale);

/** A whole millisecond within the recording. */
export const toMs = (scale: Scale, px: number): number =>
  Math.round(clamp(scale.fromMs + px * msPerPx(scale), scale.startMs, scale.durationMs));

export const isWhole = (scale: Scale): boolean => scale.fromMs <= scale.startMs && scale.toMs >= scale.durationMs;

function view(scale: Scale, fromMs: number, spanMs: number): Scale {
  const span = clamp(spanMs, Math.min(SHORTEST_VIEW_MS, wholeMs(scale)), wholeMs(scale));
  const from = clamp(fromMs, scale.startMs, scale.durationMs - span);
  return { ...scale, fromMs: from, toMs: from + span };
}

/** Zooms by a factor (above 1: closer) while the time under `anchorPx` stays where it is. */
export function zoomAt(scale: Scale, anchorPx: number, factor: number): Scale {
  const anchorMs = scale.fromMs + anchorPx * msPerPx(scale);
  const span = clamp((scale.toMs - scale.fromMs) / factor, Math.min(SHORTEST_VIEW_MS, wholeMs(scale)), wholeMs(scale));
  return view(scale, anchorMs - (anchorPx / scale.widthPx) * span, span);
}

export const panBy = (scale: Scale, px: number): Scale =>
  view(scale, scale.fromMs + px * msPerPx(scale), scale.toMs - scale.fromMs);

export const resized = (scale: Scale, widthPx: number): Scale => ({ ...scale, widthPx: Math.max(1, widthPx) });

/** Moves on by a page when the playhead has left the view, so that it is found again near the left. */
export function following(scale: Scale, atMs: number): Scale {
  if (atMs >= scale.fromMs && atMs <= scale.toMs) return scale;
  const span = scale.toMs - scale.fromMs;
  return view(scale, atMs - span * 0.1, span);
}

const STEPS_MS = [
  100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 900_000, 1_800_000,
  3_600_000,
];

/** Times for the ruler, at least `gapPx` apart, all multiples of one round step. */
export function ticks(scale: Scale, gapPx: number): { stepMs: number; at: number[] } {
  const least = msPerPx(scale) * gapPx;
  const stepMs = STEPS_MS.find((step) => step >= least) ?? 7_200_000;
  const at: number[] = [];
  for (let ms = Math.ceil(scale.fromMs / stepMs) * stepMs; ms <= scale.toMs; ms += stepMs) at.push(ms);
  return { stepMs, at };
}
