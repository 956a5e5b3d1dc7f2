import type { Part } from './played-parts.ts';

const REMEMBERED_MS = 60_000;
const MOST_KEPT = 500;

interface Lengths {
  timescale: number;
  segmentTicks: readonly number[];
}

/** Where each segment begins, and where the last one ends, in ticks. */
interface Times {
  timescale: number;
  begins: Float64Array;
  until: number;
}

/** Where a rendition's segments lie in the film, asked of the database once a minute and not once a segment. */
export class SegmentTimes {
  readonly #known = new Map<string, Times>();

  /**
   * In milliseconds, outwards to whole ones; undefined where there is none of that number.
   * @param ask of a rendition whose segments are not known, or not yet that far
   */
  async span(
    key: string,
    n: number,
    now: number,
    ask: () => PromiseLike<Lengths | undefined>,
  ): Promise<Part | undefined> {
    const known = this.#known.get(key);
    const times = known && known.until > now && n + 1 < known.begins.length ? known : await this.#ask(key, now, ask);
    const [start, end] = [times?.begins[n], times?.begins[n + 1]];
    if (times === undefined || start === undefined || end === undefined) return undefined;
    const ms = (ticks: number) => (ticks * 1000) / times.timescale;
    return { startMs: Math.floor(ms(start)), endMs: Math.ceil(ms(end)) };
  }

  async #ask(key: string, now: number, ask: () => PromiseLike<Lengths | undefined>): Promise<Times | undefined> {
    this.#known.delete(key);
    const lengths = await ask();
    if (lengths === undefined) return undefined;
    const { timescale, segmentTicks } = lengths;
    const begins = new Float64Array(segmentTicks.length + 1);
    for (const [n, ticks] of segmentTicks.entries()) begins[n + 1] = (begins[n] ?? 0) + ticks;
    const times = { timescale, begins, until: now + REMEMBERED_MS };
    this.#known.set(key, times);
    // The one that was asked longest ago goes first: the map keeps the order of insertion.
    const oldest = this.#known.keys().next();
    if (this.#known.size > MOST_KEPT && !oldest.done) this.#known.delete(oldest.value);
    return times;
  }
}
