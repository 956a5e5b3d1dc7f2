/** One question to the server's clock: when it left and came back by the own clock, and what the server's said in between. */
export interface ClockSample {
  readonly sentAt: number;
  readonly receivedAt: number;
  readonly serverTime: number;
}

const roundTrip = ({ sentAt, receivedAt }: ClockSample): number => receivedAt - sentAt;

/**
 * How far the server's clock is ahead of the own one, in milliseconds. It said its time after the question left and before
 * the answer came, so each sample gives the least and the most that it can be; all of them together narrow it down, even
 * where a busy page makes one of the two ways long (Marzullo's intersection). Where the clocks ran apart meanwhile and
 * nothing fits all of them, the sample with the shortest way there and back is believed.
 */
export function offsetOf(samples: readonly ClockSample[]): { offsetMs: number; errorMs: number } | null {
  const [first, ...rest] = samples;
  if (!first) return null;
  const least = Math.max(...samples.map(({ serverTime, receivedAt }) => serverTime - receivedAt));
  const most = Math.min(...samples.map(({ serverTime, sentAt }) => serverTime - sentAt));
  if (least <= most) return { offsetMs: (least + most) / 2, errorMs: (most - least) / 2 };
  const best = rest.reduce((a, b) => (roundTrip(b) < roundTrip(a) ? b : a), first);
  return { offsetMs: best.serverTime - (best.sentAt + best.receivedAt) / 2, errorMs: roundTrip(best) / 2 };
}

/** Milliseconds since 1970 that never jump: setting the device's clock right does not move them. */
export const steadyNow = (): number => performance.timeOrigin + performance.now();
