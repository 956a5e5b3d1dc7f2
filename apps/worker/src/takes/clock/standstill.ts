/** How much later something came than its stream's clock says that it was sent; in the order in which it was sent. */
export interface Late {
  rtp: number;
  /** What was sent first of what came at about then. */
  first: number;
  arrivedAt: number;
  ms: number;
}

/** From this RTP time on the stream's clock is so much later than its reports say. */
export interface Shift {
  from: number;
  ms: number;
}

/** Less is the network's doing. */
const LEAST_MS = 30;
/** With fewer samples than this behind it a standstill has to be so much longer. */
export const SURE = 20;

/**
 * Where a stream stood still (another microphone, a camera that was changed) and no report tells by how much: before its
 * first report, or after its last. Nothing comes faster than the fastest: what follows a standstill is late to its end,
 * what the network held up catches up. `late` are samples of such a part, `usual` what is usual for the stream,
 * `elsewhere` by how much the device's other streams came later than usual from then on: that was the network.
 */
export function standstills(
  late: readonly Late[],
  usual: number,
  elsewhere: (fromArrival: number) => number,
  before?: Late,
): Shift[] {
  const shifts: Shift[] = [];
  const least = leastFromHere(late);
  let shift = 0;
  for (const [i, { first, arrivedAt, ms }] of late.entries()) {
    const previous = late[i - 1] ?? before;
    const wanted = (least[i] ?? 0) - usual;
    const enough = LEAST_MS * Math.max(1, SURE / (late.length - i));
    // A step: what comes ever later from sample to sample waits in a queue.
    const steps = previous === undefined || ms - previous.ms > LEAST_MS / 2;
    if (!steps || Math.abs(wanted - shift) <= enough) continue;
    const now = wanted - Math.max(0, elsewhere(arrivedAt));
    if (Math.abs(now - shift) <= enough) continue;
    shift = Math.abs(now) <= LEAST_MS ? 0 : now;
    shifts.push({ from: first, ms: shift });
  }
  return shifts;
}

/** At each place the least of all that follows. */
function leastFromHere(late: readonly Late[]): number[] {
  const least: number[] = [];
  let sofar = Infinity;
  for (const { ms } of late.toReversed()) least.push((sofar = Math.min(sofar, ms)));
  return least.toReversed();
}

export const shiftAt = (shifts: readonly Shift[], rtp: number): number =>
  shifts.findLast(({ from }) => rtp >= from)?.ms ?? 0;
