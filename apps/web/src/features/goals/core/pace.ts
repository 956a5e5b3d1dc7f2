/** How far into its moment one of two players is, and whether it can go on. */
export interface Runner {
  intoMs: number;
  /** It waits for data, or is on its way to another place. */
  stuck: boolean;
  /** Its moment is over. */
  over: boolean;
}

export type Held = 'first' | 'latest' | null;

/** Nobody sees less than this; catching up for it would be seen. */
const APART_MS = 150;
const TOGETHER_MS = 40;

interface Pace {
  first: boolean;
  latest: boolean;
  /** Who waits for the other. */
  held: Held;
}

/** Who plays now, so that two moments that began at once stay in step: whoever is ahead waits until the other is there. */
export function pace(first: Runner, latest: Runner, held: Held): Pace {
  if (first.over || latest.over) return { first: !first.over, latest: !latest.over, held: null };
  if (first.stuck !== latest.stuck) return waitFor(first.stuck ? 'latest' : 'first');
  const ahead = first.intoMs - latest.intoMs;
  if (Math.abs(ahead) > (held === null ? APART_MS : TOGETHER_MS)) return waitFor(ahead > 0 ? 'first' : 'latest');
  return { first: true, latest: true, held: null };
}

const waitFor = (held: 'first' | 'latest'): Pace => ({ first: held !== 'first', latest: held !== 'latest', held });
