import type { Side } from '../../timeline/core/layout.ts';
import { type Filter, noFilter } from '../../comments/core/filter.ts';

/** A range somebody is marking: its end is open until it is set. */
export interface MarkedRange {
  readonly startMs: number;
  readonly endMs: number | null;
}

export type Tab = 'comments' | 'goals' | 'talk' | 'log' | 'details';

export interface UiState {
  readonly selectedId: string | null;
  readonly range: MarkedRange | null;
  /** The slot whose writing place is open: `new`, `reply:<id>`, `edit:<id>`. */
  readonly writing: string | null;
  /** It played when writing began, and goes on when that is done. */
  readonly resume: boolean;
  readonly filter: Filter;
  readonly tab: Tab;
  readonly dialog: 'keys' | 'goto' | 'share' | null;
  /** The list moves along with the playhead until somebody scrolls it. */
  readonly following: boolean;
  /** Whose each comment is, while two who looked apart compare. */
  readonly sides: ReadonlyMap<string, Side> | null;
}

const initial: UiState = {
  selectedId: null,
  range: null,
  writing: null,
  resume: false,
  filter: noFilter,
  tab: 'comments',
  dialog: null,
  following: true,
  sides: null,
};

/** What is chosen and open on this page; shared by timeline, list and keys. */
export class ReviewUi {
  #state: UiState = initial;
  readonly #listeners = new Set<() => void>();

  readonly getState = (): UiState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  set(change: Partial<UiState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of [...this.#listeners]) listener();
  }
}

/** Shorter than that is nothing to look at. */
const SHORTEST_MS = 100;

/** There is film after it: a range may begin here. */
export const mayBegin = (atMs: number, durationMs: number): boolean => atMs <= durationMs - SHORTEST_MS;

/** `[`: a new start; an end that no longer lies after it is dropped. At the film's end nothing begins. */
export const withStart = (range: MarkedRange | null, atMs: number, durationMs: number): MarkedRange | null =>
  mayBegin(atMs, durationMs)
    ? { startMs: atMs, endMs: range?.endMs != null && range.endMs > atMs ? range.endMs : null }
    : range;

/** `]`: the end; without a start before it, the ten seconds before it become the range. */
export const withEnd = (range: MarkedRange | null, atMs: number, fromMs = 0): MarkedRange | null => {
  if (atMs <= fromMs) return range;
  const startMs = range && range.startMs < atMs ? range.startMs : Math.max(fromMs, atMs - 10_000);
  return { startMs, endMs: atMs };
};
