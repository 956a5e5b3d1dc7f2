/** How much of the machine background work may take. */
export interface Slots {
  /** Pieces of film that this worker makes at once. */
  pieces: number;
  /** Threads of each of their encoders, where a film has enough pieces to fill the slots. */
  threads: number;
}

/**
 * Encoders of one thread each, one a processor, keep every processor busy; one encoder of many threads waits for itself
 * (its filters and its reader have but one) and uses more of them for the same picture.
 * @param concurrency pieces a processor; @param threads of each encoder, 0: one
 */
export function slotsFor(concurrency: number, threads: number, processors: number): Slots {
  const each = Math.max(1, threads);
  return { pieces: concurrency * Math.max(1, Math.floor(processors / each)), threads: each };
}

/** Threads for one piece of a film of so many: a film of few pieces would leave processors idle. */
export const threadsFor = ({ pieces, threads }: Slots, piecesOfFilm: number): number =>
  Math.max(threads, Math.floor((pieces * threads) / Math.max(1, piecesOfFilm)));
