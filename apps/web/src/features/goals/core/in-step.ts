import type { PlayerStore } from '../../player/core/player-store.ts';
import { type Held, pace, type Runner } from './pace.ts';

interface Side {
  player: PlayerStore;
  startMs: number;
  endMs: number;
}

type Which = 'first' | 'latest';

interface InStepState {
  playing: boolean;
  /** How far into the moments: of the one that is furthest. */
  intoMs: number;
}

const EVERY_MS = 60;

/** Two players as one: asked once, both go. What each then does is judged anew many times a second. */
export class InStep {
  #sides: { first: Side; latest: Side } | null = null;
  #playing = false;
  #held: Held = null;
  #sound: Which = 'latest';
  #state: InStepState = { playing: false, intoMs: 0 };
  readonly #listeners = new Set<() => void>();

  readonly getState = (): InStepState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** @returns how to let them go: paused, and both to be heard */
  begin(first: Side, latest: Side): () => void {
    this.#sides = { first, latest };
    this.#playing = false;
    this.#held = null;
    const timer = setInterval(() => this.#look(), EVERY_MS);
    return () => {
      clearInterval(timer);
      this.pause();
      for (const side of this.#both()) hear(side, true);
      this.#sides = null;
    };
  }

  play(): void {
    if (this.#both().every((side) => run(side).over)) this.seek(0);
    this.#playing = true;
    this.#look();
  }

  pause(): void {
    this.#playing = false;
    for (const side of this.#both()) steer(side, false);
    this.#look();
  }

  seek(intoMs: number): void {
    for (const { player, startMs, endMs } of this.#both())
      player.ask({ name: 'seek', atMs: Math.min(startMs + intoMs, endMs) });
    this.#look();
  }

  /** Two sounds at once cannot be followed. */
  listenTo(which: Which): void {
    this.#sound = which;
    this.#look();
  }

  #both(): Side[] {
    return this.#sides ? [this.#sides.first, this.#sides.latest] : [];
  }

  #look(): void {
    if (!this.#sides) return;
    hear(this.#sides.first, this.#sound === 'first');
    hear(this.#sides.latest, this.#sound === 'latest');
    const [first, latest] = [run(this.#sides.first), run(this.#sides.latest)];
    if (this.#playing && first.over && latest.over) this.pause();
    if (this.#playing) {
      const now = pace(first, latest, this.#held);
      this.#held = now.held;
      steer(this.#sides.first, now.first);
      steer(this.#sides.latest, now.latest);
    }
    const intoMs = Math.max(first.intoMs, latest.intoMs, 0);
    if (this.#state.playing === this.#playing && this.#state.intoMs === intoMs) return;
    this.#state = { playing: this.#playing, intoMs };
    for (const listener of [...this.#listeners]) listener();
  }
}

function run({ player, startMs, endMs }: Side): Runner {
  const { waiting, seeking, started, ended } = player.getState();
  const atMs = player.nowMs();
  return {
    intoMs: Math.min(atMs, endMs) - startMs,
    stuck: waiting || seeking || !started,
    over: started && !seeking && (ended || atMs >= endMs),
  };
}

/** Asks only for what is not so: a request for what is would be answered all the same. */
function steer({ player }: Side, play: boolean): void {
  if (player.getState().paused === play) player.ask({ name: play ? 'play' : 'pause' });
}

function hear({ player }: Side, heard: boolean): void {
  if (player.getState().muted === heard) player.ask({ name: 'mute', muted: !heard });
}
