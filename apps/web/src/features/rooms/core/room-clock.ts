import { ask } from '../../../api/socket.ts';
import { type ClockSample, offsetOf, steadyNow } from './clock.ts';

/** Asked so often while what is known may be wrong by more than anybody would accept. */
const UNSURE_MS = 250;
const SURE_ENOUGH_MS = 15;
/** Asked so often for the first while, and afterwards. */
const AT_FIRST_MS = 1000;
const FIRST_WHILE_MS = 15_000;
const AFTERWARDS_MS = 5000;
/** Two quartzes drift apart by some milliseconds in this time: older samples tell nothing better. */
const OLDEST_MS = 90_000;

/**
 * The server's clock as this page knows it. A page or a line that is busy makes poor samples, all in the same direction: it
 * goes on asking until a good one came, and once in a while for ever.
 */
export class RoomClock {
  #samples: ClockSample[] = [];
  #offsetMs = 0;
  #errorMs = Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;

  /** Measures anew: at first, and after a sleep, when the own steady clock may have stood still. */
  start(): void {
    this.stop();
    this.#samples = [];
    this.#errorMs = Infinity;
    void this.#measure(this.#turn, steadyNow());
  }

  stop(): void {
    this.#turn += 1;
    clearTimeout(this.#timer);
  }

  /** Milliseconds since 1970 by the server's clock. */
  readonly now = (): number => steadyNow() + this.#offsetMs;

  async #measure(turn: number, since: number): Promise<void> {
    const sentAt = steadyNow();
    try {
      const { serverTime } = await ask('room:clock', {});
      if (turn === this.#turn) this.#take({ sentAt, receivedAt: steadyNow(), serverTime });
    } catch {
      // The line is down; what was measured holds until it is asked again.
    }
    if (turn !== this.#turn) return;
    const early = steadyNow() - since < FIRST_WHILE_MS;
    const unsure = this.#errorMs > SURE_ENOUGH_MS;
    const wait = unsure ? (early ? UNSURE_MS : AT_FIRST_MS) : early ? AT_FIRST_MS : AFTERWARDS_MS;
    this.#timer = setTimeout(() => void this.#measure(turn, since), wait);
  }

  #take(sample: ClockSample): void {
    this.#samples = [...this.#samples.filter((old) => old.receivedAt > sample.receivedAt - OLDEST_MS), sample];
    const found = offsetOf(this.#samples);
    if (!found) return;
    this.#offsetMs = found.offsetMs;
    this.#errorMs = found.errorMs;
  }
}
