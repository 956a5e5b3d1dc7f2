import { z } from 'zod';
import { Milliseconds } from './common.ts';

/** A part of a lesson, in its own time: from `startMs` up to, not including, `endMs`. */
export const Range = z
  .object({ startMs: Milliseconds, endMs: Milliseconds })
  .refine(({ startMs, endMs }) => endMs > startMs, { error: 'moment_ends_before_it_starts' })
  .meta({ id: 'Range' });
export type Range = z.infer<typeof Range>;

/** Shorter than this nothing can be said about, nor played. */
export const SHORTEST_CUT_MS = 1000;

/** Whether a moment lies wholly in what somebody is shown; null: all of it. The rule of `momentShown` in SQL. */
export const isShown = (moment: { startMs: number; endMs: number | null }, shown: Range | null): boolean =>
  shown === null ||
  (moment.startMs >= shown.startMs && moment.startMs < shown.endMs && (moment.endMs ?? moment.startMs) <= shown.endMs);
