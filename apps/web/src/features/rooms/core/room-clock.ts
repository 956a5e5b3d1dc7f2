import { ask } from '../../../api/socket.ts';
import { type ClockSample, offsetOf, steadyNow } from './clock.ts';

const BURST = 6;
const BURST_GAP_MS = 120;
const AGAIN_MS = 10_000;
/** Two quartzes drift apart by some milliseconds in this time: older samples tell nothing better. */
const OLDEST_MS = 90_000;

const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** The server's clock as this page knows it: measured in a burst at the start, and once in a while afterwards. */
export class RoomClock {
  #samples: ClockSample[] = [];
  #offsetMs = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;

  /** Measures anew: at first, and after a sleep, when the own steady clock may have stood still. */
  async start(): Promise<void> {
    this.stop();
    const turn = this.#turn;
    this.#samples = [];
    for (let i = 0; i < BURST && turn === this.#turn; i += 1) {
      await this.#measure(turn);
      if (i === 0) this.#later(turn);
      await wait(BURST_GAP_MS);
    }
  }

  stop(): void {
    this.#turn += 1;
    clearTimeout(this.#timer);
  }

  /** Milliseconds since 1970 by the server's clock. */
  readonly now = (): number => steadyNow() + this.#offsetMs;

  #later(turn: number): void {
    this.#timer = setTimeout(() => {
      if (turn === this.#turn) void this.#measure(turn).then(() => this.#later(turn));
    }, AGAIN_MS);
  }

  async #measure(turn: number): Promise<void> {
    const sentAt = steadyNow();
    try {
      const { serverTime } = await ask('room:clock', {});
      if (turn !== this.#turn) return;
      const receivedAt = steadyNow();
      this.#samples = [
        ...this.#samples.filter((sample) => sample.receivedAt > receivedAt - OLDEST_MS),
        { sentAt, receivedAt, serverTime },
      ];
      this.#offsetMs = offsetOf(this.#samples)?.offsetMs ?? this.#offsetMs;
    } catch {
      // The line is down; what was measured holds until it is asked again.
    }
  }
}
