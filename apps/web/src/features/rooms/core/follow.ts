import type { Span } from '../../player/core/spans.ts';

/** Further off than this the picture jumps; nearer, it walks. */
export const SEEK_MS = 250;
const MOST = 0.1;
/** A difference that nobody sees is left alone, and once it is being mended it is mended until hardly anything is left. */
const LEAVE_MS = 30;
const MENDED_MS = 8;
/**
 * A difference shrinks as if it were to be gone in this time, at most by those ten percent. An element whose clock is one
 * percent off stays off by one percent of it; shorter, and one that changes its speed late would swing about the playhead.
 */
const WITHIN_MS = 400;

export interface Correction {
  readonly seek: boolean;
  readonly rate: number;
  readonly correcting: boolean;
}

/**
 * What to do about being `driftMs` ahead of the playhead (behind when negative), in milliseconds of the lesson.
 * At a quarter of the speed walking is slow too: there it jumps sooner.
 */
export function correct(driftMs: number, rate: number, correcting: boolean): Correction {
  const off = Math.abs(driftMs);
  if (off > Math.max(80, SEEK_MS * Math.min(1, rate))) return { seek: true, rate, correcting: false };
  if (off < (correcting ? MENDED_MS : LEAVE_MS)) return { seek: false, rate, correcting: false };
  const share = Math.min(MOST, Math.max(-MOST, driftMs / (WITHIN_MS * rate)));
  return { seek: false, rate: rate * (1 - share), correcting: true };
}

/** Aims ahead by what the last seeks took, so that playing goes on where the others are by then. */
export class SeekLead {
  #ms = 60;

  took(ms: number): void {
    this.#ms += (Math.min(1500, Math.max(0, ms)) - this.#ms) / 2;
  }

  get ms(): number {
    return this.#ms;
  }
}

/** Enough is here to play on from `atMs` for a moment. */
export function isLoaded(buffered: readonly Span[], atMs: number, durationMs: number): boolean {
  const until = Math.min(atMs + 500, durationMs - 100);
  // Buffers begin and end some milliseconds beside the times asked for.
  return until <= atMs || buffered.some(({ startMs, endMs }) => startMs <= atMs + 100 && endMs >= until);
}
