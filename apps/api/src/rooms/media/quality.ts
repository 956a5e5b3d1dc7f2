import type { RoomDevice } from '@lesblik/shared/room-events';

/** @param scores mediasoup's, 0 (nothing arrives) to 10 (all of it), of every stream of a device that should flow */
export function qualityOf(scores: readonly number[]): RoomDevice['quality'] {
  const worst = Math.min(10, ...scores);
  if (worst >= 7) return 'good';
  return worst >= 4 ? 'fair' : 'poor';
}
