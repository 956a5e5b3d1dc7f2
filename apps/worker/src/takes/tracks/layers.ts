import { Sweep } from '../sweep.ts';

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
  const worth = sweep(worthShowing(parts));
  const times = [...new Set(parts.flatMap(({ from, to }) => [from, to]))].toSorted((a, b) => a - b);
  const shown: Showable[] = [];
  for (const [i, from] of times.entries()) {
    const to = times[i + 1];
    if (to === undefined) break;
    const best = worth
      .at(from)
      .reduce<Showable | undefined>((high, part) => (high && high.layer >= part.layer ? high : part), undefined);
    if (best === undefined) continue;
    const last = shown.at(-1);
    if (last && last.to === from && last.layer === best.layer && last.chain === best.chain) last.to = to;
    else shown.push({ ...best, from, to });
  }
  return shown;
}

function worthShowing(parts: readonly Showable[]): Showable[] {
  const all = sweep(parts);
  return parts
    .toSorted((a, b) => a.from - b.from)
    .filter((part) => {
      const instead = all.at(part.from).some(({ layer, to }) => layer < part.layer && to >= part.to);
      return part.to - part.from >= WORTH_MS || !instead;
    });
}

const sweep = (parts: readonly Showable[]): Sweep<Showable> => new Sweep(parts, ({ from, to }) => ({ from, to }));
