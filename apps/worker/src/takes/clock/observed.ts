import { nearest, Unwrapper } from '../rtp/unwrap.ts';
import type { Point } from './line.ts';
import { ntpMilliseconds, type Report } from './sender-clock.ts';

const TIMESTAMPS = 2 ** 32;
const EVERY_MS = 40;

/** A report as it came, its SSRC the producer's, which need not be the one that the stored packets carry. */
export interface RawReport {
  arrivedAt: number;
  ssrc: number;
  ntpSeconds: number;
  ntpFraction: number;
  rtpTime: number;
}

/** Of what came within 40 ms: what had come fastest by `arrivedAt`, and what was sent first. */
interface Sample {
  arrivedAt: number;
  rtp: number;
  first: number;
}

/** What is kept of one SSRC's packets to tell its time: of every 40 ms the packet that came fastest. */
export class ObservedStream {
  readonly clockRate: number;
  /** In ascending arrival; `rtp` counts on. */
  readonly samples: Sample[] = [];
  readonly #unwrapper = new Unwrapper(32);

  constructor(clockRate: number) {
    this.clockRate = clockRate;
  }

  packet(timestamp: number, arrivedAt: number): void {
    const rtp = this.#unwrapper.next(timestamp);
    const last = this.samples.at(-1);
    if (last === undefined || arrivedAt - last.arrivedAt >= EVERY_MS) this.samples.push({ arrivedAt, rtp, first: rtp });
    else if (this.#lag(arrivedAt, rtp) < this.#lag(last.arrivedAt, last.rtp))
      last.rtp = rtp + this.#ticks(last.arrivedAt - arrivedAt);
  }

  /** RTP time of a report, counted on as the packets' is: the one nearest to what was sent when it came. */
  place({ rtpTime, arrivedAt }: RawReport): { rtp: number; offByMs: number } | undefined {
    const sample = this.#near(arrivedAt);
    if (sample === undefined) return undefined;
    const expected = sample.rtp + this.#ticks(arrivedAt - sample.arrivedAt);
    const rtp = nearest(rtpTime, Math.round(expected), TIMESTAMPS);
    return { rtp, offByMs: (Math.abs(rtp - expected) * 1000) / this.clockRate };
  }

  /** x: RTP time from which on it holds; y: arrival minus RTP time, in milliseconds. */
  lags(): Point[] {
    return this.samples.map(({ arrivedAt, rtp, first }) => ({ x: first, y: this.#lag(arrivedAt, rtp) }));
  }

  #lag(arrivedAt: number, rtp: number): number {
    return arrivedAt - (rtp * 1000) / this.clockRate;
  }

  #ticks(milliseconds: number): number {
    return (milliseconds * this.clockRate) / 1000;
  }

  #near(arrivedAt: number): { arrivedAt: number; rtp: number } | undefined {
    let [low, high] = [0, this.samples.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.samples[middle]?.arrivedAt ?? Infinity) <= arrivedAt) low = middle + 1;
      else high = middle;
    }
    return this.samples[low - 1] ?? this.samples[0];
  }
}

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

/** A report so far from what was sent at about then is not this stream's. */
const FOREIGN_MS = 10_000;

/**
 * Gives each report to its stream. A forwarder gives packets an SSRC of its own and leaves the report's; RTP times begin
 * anywhere in 32 bits, so the stream whose time is near is the one (and where two share a beginning, both are right).
 */
export function reportsOf(
  streams: ReadonlyMap<number, ObservedStream>,
  reports: readonly RawReport[],
): Map<number, (Report & { arrivedAt: number })[]> {
  const found = new Map<number, (Report & { arrivedAt: number })[]>();
  for (const report of reports) {
    const own = streams.get(report.ssrc);
    const candidates = own === undefined ? [...streams] : [[report.ssrc, own] as const];
    const placed = candidates
      .map(([ssrc, stream]) => ({ ssrc, at: stream.place(report) }))
      .filter(({ at }) => at !== undefined && at.offByMs < FOREIGN_MS)
      .toSorted((a, b) => (a.at?.offByMs ?? 0) - (b.at?.offByMs ?? 0))[0];
    if (placed?.at === undefined) continue;
    const list = found.get(placed.ssrc) ?? [];
    const { arrivedAt, ntpSeconds, ntpFraction } = report;
    list.push({ rtp: placed.at.rtp, ntpMs: ntpMilliseconds(ntpSeconds, ntpFraction), arrivedAt });
    found.set(placed.ssrc, list);
  }
  return found;
}
