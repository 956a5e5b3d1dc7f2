import { type Curve, type Line, type Point, through } from './line.ts';
import { Company, Lateness, type Range, type Told } from './lateness.ts';
import { type ObservedStream, type ObservedTrack, reportsOf } from './observed.ts';
import { clockDifference } from './room-clock.ts';
import { senderClock } from './sender-clock.ts';

/** From RTP time of one stream, counted on from its first packet, to the room's clock in milliseconds. */
export type StreamClock = Curve;

/** A device's streams agree on its clock within this; one that does not is told by its own packets. */
const AGREE_MS = 500;
const EVERY_MS = 1_000;
const LIKELY_MS = 600_000;
/** Fewer samples between reports tell nothing by themselves. */
const ENOUGH = 5;
const FAR_MS = 15_000;

/**
 * Each stream's way to the room's clock: through its sender's reports, and one difference of clocks for all streams of a
 * device, so that a person's sound and picture stay together whatever the network did to either. What no report tells
 * (before the first and after the last, or a stream without any) goes by its arrivals, against what is usual for that
 * stream and what came of the others at the time.
 * @param onGivenUp told of a track whose reports make no sense: only its arrivals are gone by
 */
export function takeClocks(
  tracks: readonly ObservedTrack[],
  onGivenUp: (track: ObservedTrack) => void = () => undefined,
): Map<ObservedTrack, Map<number, StreamClock>> {
  const clocks = new Map<ObservedTrack, Map<number, StreamClock>>(tracks.map((track) => [track, new Map()]));
  for (const device of Map.groupBy(tracks, (track) => track.device).values()) {
    const told = device.flatMap((track) => toldStreams(track, onGivenUp));
    const reported = told.filter((one) => one.range !== undefined);
    const least = leastDelay(reported.flatMap(({ points }) => points));
    const agreeing = reported.filter(({ points }) => Math.abs(leastDelay(points) - least) < AGREE_MS);
    const common = agreeing.length > 0 ? clockDifference(agreeing.flatMap(({ points }) => points)) : undefined;
    const company = new Company(agreeing.map((one) => new Lateness(one, common ?? clockDifference(one.points))));
    for (const stream of told) {
      const lateness = company.of(stream) ?? new Lateness(stream, clockDifference(stream.points));
      clocks.get(stream.track)?.set(stream.ssrc, lateness.clock(company));
    }
  }
  return clocks;
}

function toldStreams(track: ObservedTrack, onGivenUp: (track: ObservedTrack) => void): Told[] {
  const reports = reportsOf(track.streams, track.reports);
  return [...track.streams].map(([ssrc, stream]) => {
    const own = reports.get(ssrc) ?? [];
    const reported = senderClock(own, stream.clockRate, stream.lags());
    const nominal: Curve = (rtp) => (rtp * 1000) / stream.clockRate;
    const sender = [reported, nominal].find((clock) => clock && isLikely(stream, clock)) ?? arrivals(stream);
    if (own.length > 0 && sender !== reported) onGivenUp(track);
    const range = sender === reported ? rangeOf(own.map(({ arrivedAt }) => arrivedAt)) : undefined;
    return { track, ssrc, stream, sender, range, points: fastest(stream, sender, range) };
  });
}

const rangeOf = (values: readonly number[]): Range =>
  values.reduce(({ from, to }, value) => ({ from: Math.min(from, value), to: Math.max(to, value) }), {
    from: Infinity,
    to: -Infinity,
  });

/** The sender chooses its times: over what came it must have gone about as far as the room's clock. */
function isLikely({ samples }: ObservedStream, clock: Curve): boolean {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last) return true;
  let [least, most] = [Infinity, -Infinity];
  for (const { rtp } of samples) {
    const at = clock(rtp);
    if (!Number.isFinite(at)) return false;
    [least, most] = [Math.min(least, at), Math.max(most, at)];
  }
  const took = last.arrivedAt - first.arrivedAt;
  return Math.abs(most - least - took) <= 2 * took + LIKELY_MS;
}

/** When what was sent at an RTP time came, with nothing of the sender's clock in it. */
function arrivals({ samples, clockRate }: ObservedStream): Curve {
  const lines: Line[] = [];
  for (const { rtp, arrivedAt } of samples.toSorted((a, b) => a.rtp - b.rtp)) {
    if (rtp > (lines.at(-1)?.x ?? -Infinity)) lines.push({ x: rtp, y: arrivedAt, slope: 1000 / clockRate });
  }
  return through(lines);
}

/** Of every second what came fastest, of what reports tell where that is enough. */
function fastest({ samples }: ObservedStream, sender: Curve, range: Range | undefined): Point[] {
  const within = range && samples.filter(({ arrivedAt }) => isNear(arrivedAt, range));
  const seconds = new Map<number, Point>();
  for (const { arrivedAt, rtp } of within && within.length >= ENOUGH ? within : samples) {
    const x = sender(rtp);
    const second = Math.floor(x / EVERY_MS);
    const least = seconds.get(second);
    if (least === undefined || arrivedAt - x < least.y) seconds.set(second, { x, y: arrivedAt - x });
  }
  return [...seconds.values()];
}

/** Inside, or so far outside that other streams of the device would have to tell its drift. */
function isNear(arrivedAt: number, { from, to }: Range): boolean {
  const outside = Math.max(from - arrivedAt, arrivedAt - to);
  return outside <= 0 || outside > FAR_MS;
}

const leastDelay = (points: readonly Point[]): number => points.reduce((least, { y }) => Math.min(least, y), Infinity);
