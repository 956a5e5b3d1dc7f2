import type { Span } from './spans.ts';
import { addSpan } from './spans.ts';

/** Longest stretch between two sightings of the playhead that still counts as played, in milliseconds of wall time. */
const LONGEST_TICK_MS = 1500;
const MOST_SPANS = 50;

/** Which parts were really played: grows while the playhead moves by itself, not by a seek. */
export class PlayedRanges {
  #spans: Span[] = [];
  #last: { atMs: number; wall: number } | null = null;

  /** The playhead while playing; `wall` is any steady clock in milliseconds. */
  playing(atMs: number, wall: number, rate: number): void {
    const last = this.#last;
    this.#last = { atMs, wall };
    if (!last) return;
    const moved = atMs - last.atMs;
    const passed = wall - last.wall;
    if (moved > 0 && passed <= LONGEST_TICK_MS && moved <= passed * rate * 1.5 + 250)
      this.#spans = addSpan(this.#spans, { startMs: last.atMs, endMs: atMs }, 250);
  }

  /** Paused, sought or stalled: the next sighting starts a new stretch. */
  interrupted(): void {
    this.#last = null;
  }

  /** Takes out what was not yet reported, at most as many as one report carries. */
  take(): Span[] {
    const taken = this.#spans.slice(0, MOST_SPANS);
    this.#spans = this.#spans.slice(MOST_SPANS);
    return taken;
  }

  /** A report that did not arrive is told again with the next one. */
  giveBack(spans: readonly Span[]): void {
    for (const span of spans) this.#spans = addSpan(this.#spans, span, 250);
  }
}
