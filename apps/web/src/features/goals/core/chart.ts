import type { Rater } from '@lesblik/shared/goals';

export interface Point {
  /** Per cent of the width. */
  x: number;
  value: number;
}

interface Rated {
  as: Rater;
  at: string;
  value: number;
}

const MARGIN = 4;
const LEAST_APART = 3;

/**
 * Where each rating of one of the two stands: by time from the first to the last of both. Those of one person that fell at
 * nearly the same moment are moved a little apart, so that each is seen.
 */
export function pointsOf(ratings: readonly Rated[], as: Rater): Point[] {
  const times = ratings.map(({ at }) => Date.parse(at));
  const [from, to] = [Math.min(...times), Math.max(...times)];
  const own = ratings.filter((one) => one.as === as);
  const apart = Math.min(LEAST_APART, (100 - 2 * MARGIN) / Math.max(1, own.length - 1));
  const places = own.map(({ at }) =>
    to === from ? 50 : MARGIN + ((Date.parse(at) - from) / (to - from)) * (100 - 2 * MARGIN),
  );
  for (let n = 1; n < places.length; n++) places[n] = Math.max(places[n] ?? 0, (places[n - 1] ?? 0) + apart);
  // Pushed over the edge, they move back.
  let edge = 100 - MARGIN;
  for (let n = places.length - 1; n >= 0; n--) {
    places[n] = Math.min(places[n] ?? 0, edge);
    edge = (places[n] ?? 0) - apart;
  }
  return own.map(({ value }, n) => ({ x: places[n] ?? 0, value }));
}
