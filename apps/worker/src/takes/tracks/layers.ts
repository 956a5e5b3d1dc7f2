/** A part of a layer that can be shown, on the film's line in milliseconds; a higher `layer` is a larger picture. */
export interface Showable {
  layer: number;
  chain: number;
  from: number;
  to: number;
}

/** So short a visit of a larger picture is not worth the change. */
const WORTH_MS = 1_000;

/**
 * What of several layers is shown when: at each moment the highest that is there. Pieces in ascending order that do not
 * overlap; where nothing is there, there is no piece.
 */
export function highestLayers(parts: readonly Showable[]): Showable[] {
  const worth = parts.filter(
    (part) =>
      part.to - part.from >= WORTH_MS ||
      !parts.some((other) => other.layer < part.layer && other.from <= part.from && other.to >= part.to),
  );
  const times = [...new Set(worth.flatMap(({ from, to }) => [from, to]))].toSorted((a, b) => a - b);
  const shown: Showable[] = [];
  for (const [i, from] of times.entries()) {
    const to = times[i + 1];
    if (to === undefined) break;
    const best = worth
      .filter((part) => part.from <= from && part.to >= to)
      .reduce<Showable | undefined>((high, part) => (high && high.layer >= part.layer ? high : part), undefined);
    if (best === undefined) continue;
    const last = shown.at(-1);
    if (last && last.to === from && last.layer === best.layer && last.chain === best.chain) last.to = to;
    else shown.push({ ...best, from, to });
  }
  return shown;
}
