import type { EndReason, MediaOwner, PlayerRequest, PlayerState } from './player-state.ts';
import { initialPlayerState } from './player-state.ts';

type Listener = () => void;
/** Makes the owner and tells it where its answers go. */
export type MakeOwner = (tell: (change: Partial<PlayerState>) => void, state: () => PlayerState) => MediaOwner;

/** One state, many readers, one owner. Nothing is optimistic: a request changes nothing until the owner says so. */
export class PlayerStore {
  #state: PlayerState = initialPlayerState;
  #owner: MediaOwner | null = null;
  #turn = 0;
  readonly #listeners = new Set<Listener>();

  readonly getState = (): PlayerState => this.#state;

  readonly subscribe = (listener: Listener): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Hands the media over; the previous owner is let go first and its late answers are not heard. */
  own(factory: MakeOwner): () => void {
    this.#owner?.destroy();
    this.#owner = null;
    const turn = (this.#turn += 1);
    this.#owner = factory((change) => {
      if (this.#turn === turn) this.#tell(change);
    }, this.getState);
    return () => {
      if (this.#turn !== turn) return;
      this.#turn += 1;
      this.#owner?.destroy();
      this.#owner = null;
    };
  }

  ask(request: PlayerRequest): void {
    if (!this.#state.over) this.#owner?.ask(request);
  }

  nowMs(): number {
    return this.#owner?.nowMs() ?? this.#state.atMs;
  }

  end(reason: EndReason): void {
    if (this.#state.over) return;
    this.#owner?.end(reason);
    this.#tell({ over: reason, paused: true, waiting: false, seeking: false, buffered: [], problem: null });
  }

  #tell(change: Partial<PlayerState>): void {
    const keys = Object.keys(change) as (keyof PlayerState)[];
    if (keys.every((key) => Object.is(this.#state[key], change[key]))) return;
    this.#state = { ...this.#state, ...change };
    for (const listener of [...this.#listeners]) listener();
  }
}
