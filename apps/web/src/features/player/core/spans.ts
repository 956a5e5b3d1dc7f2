/** From `startMs` up to `endMs`, in whole milliseconds of the recording. */
export interface Span {
  startMs: number;
  endMs: number;
}

/** Adds a span to sorted, disjoint ones; spans that lie within `gapMs` of each other become one. */
export function addSpan(spans: readonly Span[], added: Span, gapMs = 0): Span[] {
  if (added.endMs <= added.startMs) return [...spans];
  const kept: Span[] = [];
  let { startMs, endMs } = added;
  for (const span of spans) {
    if (span.endMs + gapMs < startMs || span.startMs > endMs + gapMs) kept.push(span);
    else {
      startMs = Math.min(startMs, span.startMs);
      endMs = Math.max(endMs, span.endMs);
    }
  }
  return [...kept, { startMs, endMs }].sort((a, b) => a.startMs - b.startMs);
}

/** `fromMs`: where in the lesson the element's time begins. */
export const spansOf = (ranges: TimeRanges, fromMs = 0): Span[] =>
  Array.from({ length: ranges.length }, (_, i) => ({
    startMs: Math.round(ranges.start(i) * 1000) + fromMs,
    endMs: Math.round(ranges.end(i) * 1000) + fromMs,
  }));
