import { type Curve, type Line, type Point, through } from './line.ts';
import { ObservedStream, type RawReport, reportsOf } from './observed.ts';
import { clockDifference } from './room-clock.ts';
import { senderClock } from './sender-clock.ts';

/** What one stored track told of time. */
export class ObservedTrack {
  readonly streams = new Map<number, ObservedStream>();
  readonly reports: RawReport[] = [];
  /** Tracks of one device share a clock; RTCP's CNAME tells (RFC 3550, section 6.5.1). */
  readonly device: string;

  constructor(device: string) {
    this.device = device;
  }

  packet(ssrc: number, clockRate: number, timestamp: number, arrivedAt: number): void {
    let stream = this.streams.get(ssrc);
    if (stream === undefined) this.streams.set(ssrc, (stream = new ObservedStream(clockRate)));
    stream.packet(timestamp, arrivedAt);
  }
}

/** From RTP time of one stream, counted on from its first packet, to the room's clock in milliseconds. */
export type StreamClock = Curve;

/** A device's streams agree on its clock within this; one that does not is told by its own packets. */
const AGREE_MS = 500;
const EVERY_MS = 1_000;
const LIKELY_MS = 600_000;

/**
 * Each stream's way to the room's clock: through its sender's reports, and one difference of clocks for all streams of a
 * device, so that a person's sound and picture stay together whatever the network did to either. A stream without any
 * report has only its arrivals.
 */
export function takeClocks(tracks: readonly ObservedTrack[]): Map<ObservedTrack, Map<number, StreamClock>> {
  const clocks = new Map<ObservedTrack, Map<number, StreamClock>>();
  for (const device of Map.groupBy(tracks, (track) => track.device).values()) {
    const told = device.flatMap((track) => toldStreams(track));
    const least = leastDelay(told.flatMap(({ points }) => points));
    const agreeing = told.filter(({ points }) => Math.abs(leastDelay(points) - least) < AGREE_MS);
    const common = agreeing.length > 0 ? clockDifference(agreeing.flatMap(({ points }) => points)) : undefined;
    for (const track of device) clocks.set(track, new Map());
    for (const stream of told) {
      const difference = common && agreeing.includes(stream) ? common : clockDifference(stream.points);
      clocks.get(stream.track)?.set(stream.ssrc, (rtp) => {
        const at = stream.sender(rtp);
        return at + difference(at);
      });
    }
  }
  return clocks;
}

interface Told {
  track: ObservedTrack;
  ssrc: number;
  sender: Curve;
  points: Point[];
}

function toldStreams(track: ObservedTrack): Told[] {
  const reports = reportsOf(track.streams, track.reports);
  return [...track.streams].map(([ssrc, stream]) => {
    const reported = senderClock(reports.get(ssrc) ?? [], stream.clockRate, stream.lags());
    const nominal: Curve = (rtp) => (rtp * 1000) / stream.clockRate;
    const sender = [reported, nominal].find((clock) => clock && isLikely(stream, clock)) ?? arrivals(stream);
    return { track, ssrc, sender, points: fastest(stream, sender) };
  });
}

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

/** Of every second what came fastest. */
function fastest(stream: ObservedStream, sender: Curve): Point[] {
  const points: Point[] = [];
  for (const { arrivedAt, rtp } of stream.samples) {
    const x = sender(rtp);
    const point = { x, y: arrivedAt - x };
    const last = points.at(-1);
    if (last === undefined || x - last.x >= EVERY_MS) points.push(point);
    else if (point.y < last.y) points[points.length - 1] = point;
  }
  return points;
}

const leastDelay = (points: readonly Point[]): number => points.reduce((least, { y }) => Math.min(least, y), Infinity);
