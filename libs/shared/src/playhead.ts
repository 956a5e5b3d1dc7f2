import { z } from 'zod';
import { Id, Milliseconds } from './common.ts';

export const MIN_RATE = 0.25;
export const MAX_RATE = 3;

/** Where everybody in a review call is in the lesson: `atMs` at `serverTime`, going on from there at `rate` while it plays. */
export const Playhead = z.object({
  recordingId: Id,
  atMs: Milliseconds,
  playing: z.boolean(),
  rate: z.number().min(MIN_RATE).max(MAX_RATE),
  /** Milliseconds since 1970 by the server's clock. */
  serverTime: z.number(),
  /** Who moved it last. */
  by: Id,
});
export type Playhead = z.infer<typeof Playhead>;

/** Where it is at a later moment of the server's clock, in milliseconds of the lesson (not rounded). */
export function playheadAt(playhead: Playhead, serverTime: number, durationMs: number): number {
  const { atMs, playing, rate } = playhead;
  const gone = playing ? Math.max(0, serverTime - playhead.serverTime) * rate : 0;
  return Math.min(atMs + gone, durationMs);
}
