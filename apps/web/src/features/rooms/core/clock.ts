/** One question to the server's clock: when it left and came back by the own clock, and what the server's said in between. */
export interface ClockSample {
  readonly sentAt: number;
  readonly receivedAt: number;
  readonly serverTime: number;
}

const roundTrip = ({ sentAt, receivedAt }: ClockSample): number => receivedAt - sentAt;

/**
 * How far the server's clock is ahead of the own one, in milliseconds. The sample with the shortest way there and back is
 * believed: it cannot be wrong by more than half of that way.
 */
export function offsetOf(samples: readonly ClockSample[]): { offsetMs: number; errorMs: number } | null {
  const [first, ...rest] = samples;
  if (!first) return null;
  const best = rest.reduce((a, b) => (roundTrip(b) < roundTrip(a) ? b : a), first);
  return { offsetMs: best.serverTime - (best.sentAt + best.receivedAt) / 2, errorMs: roundTrip(best) / 2 };
}

/** Milliseconds since 1970 that never jump: setting the device's clock right does not move them. */
export const steadyNow = (): number => performance.timeOrigin + performance.now();
