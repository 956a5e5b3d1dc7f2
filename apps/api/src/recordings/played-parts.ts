export const PART_MS = 10_000;

export interface Part {
  startMs: number;
  endMs: number;
}

/** As far as they lie in that part. */
export const within = (ranges: readonly Part[], part: Part): Part[] =>
  ranges
    .map(({ startMs, endMs }) => ({ startMs: Math.max(startMs, part.startMs), endMs: Math.min(endMs, part.endMs) }))
    .filter(({ startMs, endMs }) => endMs > startMs);

/** Played ranges, widened to parts of ten seconds, within the film, joined where they meet. */
export function playedParts(ranges: readonly Part[], durationMs: number): Part[] {
  const parts = ranges
    .filter(({ startMs, endMs }) => endMs > startMs && startMs < durationMs)
    .map(({ startMs, endMs }) => ({
      startMs: Math.floor(startMs / PART_MS) * PART_MS,
      endMs: Math.min(Math.ceil(endMs / PART_MS) * PART_MS, durationMs),
    }))
    .toSorted((a, b) => a.startMs - b.startMs);
  const joined: Part[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (last !== undefined && part.startMs <= last.endMs) last.endMs = Math.max(last.endMs, part.endMs);
    else joined.push(part);
  }
  return joined;
}
