import { MessageLimit } from './message-limit.ts';

interface Pace {
  perSecond: number;
  atOnce: number;
}

/** A review page with its own lessons' news. */
const REVIEW: Pace = { perSecond: 20, atOnce: 60 };
/** Joining four people, each with three devices that send two tracks, asks for 60 receivers and as many answers. */
const SIGNALLING: Pace = { perSecond: 30, atOnce: 180 };
/** A pointer that is moved, a clock that is measured. */
const POINTING: Pace = { perSecond: 40, atOnce: 80 };
/** Who goes on after so many refusals floods. */
const REFUSALS: Pace = { perSecond: 50, atOnce: 1_000 };

const POINTING_NAMES = new Set(['room:pointer', 'room:clock']);

/** What one socket may send: each kind of message at its own pace. */
export class SocketLimits {
  readonly #review: MessageLimit;
  readonly #signalling: MessageLimit;
  readonly #pointing: MessageLimit;
  readonly #refusals: MessageLimit;

  /** @param now milliseconds of a clock that only goes forward */
  constructor(now: number) {
    const limit = ({ perSecond, atOnce }: Pace) => new MessageLimit(perSecond, atOnce, now);
    this.#review = limit(REVIEW);
    this.#signalling = limit(SIGNALLING);
    this.#pointing = limit(POINTING);
    this.#refusals = limit(REFUSALS);
  }

  judge(name: unknown, now: number): 'pass' | 'refuse' | 'cut' {
    if (this.#limitOf(String(name)).take(now)) return 'pass';
    return this.#refusals.take(now) ? 'refuse' : 'cut';
  }

  #limitOf(name: string): MessageLimit {
    if (POINTING_NAMES.has(name)) return this.#pointing;
    return name.startsWith('room:') ? this.#signalling : this.#review;
  }
}
