import { PART_MS, type Part } from './played-parts.ts';

/** Far less than the pause that ends a sitting, so that what is remembered still stands in a running one. */
const REMEMBERED_MS = 60_000;
const MOST_KEPT = 10_000;

/** What was just written to sittings, so that each segment of the same ten seconds does not write it again. */
export class ToldParts {
  readonly #told = new Map<string, { until: number; parts: Set<number> }>();

  has(key: string, parts: readonly Part[], now: number): boolean {
    const told = this.#told.get(key);
    return told !== undefined && told.until > now && tens(parts).every((part) => told.parts.has(part));
  }

  add(key: string, parts: readonly Part[], now: number): void {
    const told = this.#told.get(key);
    const known =
      told !== undefined && told.until > now ? told : { until: now + REMEMBERED_MS, parts: new Set<number>() };
    for (const part of tens(parts)) known.parts.add(part);
    // The least lately used goes first: the map keeps the order of insertion.
    this.#told.delete(key);
    this.#told.set(key, known);
    const oldest = this.#told.keys().next();
    if (this.#told.size > MOST_KEPT && !oldest.done) this.#told.delete(oldest.value);
  }
}

/** Numbers of the ten seconds that the parts cover. */
const tens = (parts: readonly Part[]): number[] =>
  parts.flatMap(({ startMs, endMs }) => {
    const first = Math.floor(startMs / PART_MS);
    return Array.from({ length: Math.ceil(endMs / PART_MS) - first }, (_, n) => first + n);
  });
