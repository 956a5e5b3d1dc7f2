import type { Curve, Point } from './line.ts';
import type { ObservedStream, ObservedTrack } from './observed.ts';
import { type Late, shiftAt, type Shift, standstills, SURE } from './standstill.ts';

/** Of arrivals, both included: what an RTP time says of order is not certain where a stream stood still. */
export interface Range {
  from: number;
  to: number;
}

/** A stream with what its sender told of it. */
export interface Told {
  track: ObservedTrack;
  ssrc: number;
  stream: ObservedStream;
  /** From RTP time to the sender's clock. */
  sender: Curve;
  /** First and last report; undefined where none tells that clock. */
  range: Range | undefined;
  points: Point[];
}

/** What is usual is told by so much beside the place in question. */
const BESIDE_MS = 10_000;
/** Of one report alone, by what came about then. */
const ABOUT_MS = 500;
/** A part without reports that is longer than a minute says nothing of who stood still when. */
const MOST_SAMPLES = 1_500;

/** A stream's packets against its clock: by how much each came later than the fastest of its device. */
export class Lateness {
  readonly late: readonly Late[];
  /** What reports tell. */
  readonly reported: readonly Late[];
  readonly #told: Told;
  readonly #difference: Curve;

  constructor(told: Told, difference: Curve) {
    this.#told = told;
    this.#difference = difference;
    this.late = told.stream.samples.map(({ rtp, first, arrivedAt }) => ({
      ...{ rtp, first, arrivedAt, ms: arrivedAt - this.#at(rtp) },
    }));
    const { range } = told;
    this.reported =
      range === undefined ? [] : this.late.filter(({ arrivedAt }) => arrivedAt >= range.from && arrivedAt <= range.to);
  }

  get told(): Told {
    return this.#told;
  }

  /** The least that is usual at about this time. */
  usual(arrivedAt: number): number {
    const within = (milliseconds: number) => (one: Late) => Math.abs(one.arrivedAt - arrivedAt) <= milliseconds;
    const near = this.reported.filter(within(BESIDE_MS));
    return leastOf(near.length > 0 ? near : this.late.filter(within(ABOUT_MS)));
  }

  /** To the room's clock. */
  clock(company: Company): Curve {
    const { range } = this.#told;
    const shifts = range === undefined ? this.#alone(company) : this.#outside(range, company);
    return (rtp) => this.#at(rtp) + shiftAt(shifts, rtp);
  }

  #at(rtp: number): number {
    const at = this.#told.sender(rtp);
    return at + this.#difference(at);
  }

  #outside({ from, to }: Range, company: Company): Shift[] {
    // What follows is looked at too: that it came as usual makes sure of what was before.
    const told = this.late.findIndex(({ arrivedAt }) => arrivedAt >= from);
    const begin = this.late[told]?.first ?? Infinity;
    const head = told > 0 ? this.late.slice(0, told + SURE) : [];
    const tail = this.late.filter(({ arrivedAt }) => arrivedAt > to);
    const before = this.late.findLast(({ arrivedAt }) => arrivedAt <= to);
    return [
      ...this.#shifts(head, this.usual(from), company).filter((shift) => shift.from < begin),
      { from: begin, ms: 0 },
      ...this.#shifts(tail, this.usual(to), company, before),
    ];
  }

  /** No report at all: it came as late as others of its kind do. */
  #alone(company: Company): Shift[] {
    const [first, last] = [this.late[0], this.late.at(-1)];
    if (first === undefined || last === undefined) return [];
    const usual = company.usual(this.#told.stream.clockRate, first.arrivedAt);
    const ms = -usual - Math.max(0, company.later(this, first.arrivedAt, last.arrivedAt));
    const stood = this.#shifts(this.late, 0, company, first);
    return [{ from: -Infinity, ms }, ...stood.map((shift) => ({ from: shift.from, ms: shift.ms + ms }))];
  }

  #shifts(late: readonly Late[], usual: number, company: Company, before?: Late): Shift[] {
    const end = late.at(-1)?.arrivedAt ?? 0;
    if (late.length > MOST_SAMPLES || !Number.isFinite(usual)) return [];
    return standstills(late, usual, (from) => company.later(this, from, end), before);
  }
}

/** The streams of one device whose clock is told. */
export class Company {
  readonly #streams: readonly Lateness[];

  constructor(streams: readonly Lateness[]) {
    this.#streams = streams;
  }

  of(told: Told): Lateness | undefined {
    return this.#streams.find((one) => one.told === told);
  }

  /** By how much the others came later than usual between these arrivals: 0 where nothing came of them. */
  later(than: Lateness, from: number, to: number): number {
    const each = this.#streams.flatMap((other) => {
      const between =
        other === than ? [] : other.reported.filter((one) => one.arrivedAt >= from && one.arrivedAt <= to);
      const [first] = between;
      return first === undefined ? [] : [leastOf(between) - other.usual(first.arrivedAt)];
    });
    return each.length > 0 ? Math.min(...each) : 0;
  }

  /** What is usual for a stream of this kind at about then; 0 where none is known. */
  usual(clockRate: number, arrivedAt: number): number {
    const alike = this.#streams.filter(({ told }) => told.stream.clockRate === clockRate);
    const near = alike.map((one) => {
      const sample = nearestTo(one.reported, arrivedAt);
      return {
        usual: sample === undefined ? Infinity : one.usual(sample.arrivedAt),
        away: awayFrom(sample, arrivedAt),
      };
    });
    const best = near.toSorted((a, b) => a.away - b.away)[0];
    return best !== undefined && Number.isFinite(best.usual) ? best.usual : 0;
  }
}

const leastOf = (late: readonly Late[]): number => late.reduce((least, { ms }) => Math.min(least, ms), Infinity);

const awayFrom = (sample: Late | undefined, arrivedAt: number): number =>
  sample === undefined ? Infinity : Math.abs(sample.arrivedAt - arrivedAt);

const nearestTo = (late: readonly Late[], arrivedAt: number): Late | undefined =>
  late.reduce<Late | undefined>(
    (best, one) => (awayFrom(one, arrivedAt) < awayFrom(best, arrivedAt) ? one : best),
    undefined,
  );
