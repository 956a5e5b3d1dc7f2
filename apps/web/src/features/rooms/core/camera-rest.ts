import type { RoomDevice } from '@lesblik/shared/room-events';

/** The line has been weak or good since then, by the own clock. */
export interface LineSince {
  readonly quality: RoomDevice['quality'];
  readonly since: number;
}

const WEAK_MS = 8_000;
const WELL_MS = 15_000;

export const lineSince = (before: LineSince | null, quality: RoomDevice['quality'], now: number): LineSince =>
  before?.quality === quality ? before : { quality, since: now };

/**
 * Smaller layers went first, by themselves. When the line stays poor all the same, the camera rests so that the voice has
 * what is left; it comes back only after the line has been good for a while, or it would come and go.
 */
export function cameraRests(resting: boolean, line: LineSince, now: number): boolean {
  const lasts = now - line.since;
  if (!resting) return line.quality === 'poor' && lasts >= WEAK_MS;
  return !(line.quality === 'good' && lasts >= WELL_MS);
}
