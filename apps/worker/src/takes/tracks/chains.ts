import type { Turn } from './stored-track.ts';
import type { VideoFrame } from '../rtp/frames.ts';

/** Part of a chain without a long pause, in RTP time. */
interface Stretch {
  from: number;
  to: number;
}

/** Frames of one SSRC and one size, which one decoder takes; what was lost between them ends before a key frame. */
export interface Chain {
  ssrc: number;
  /** Counts an SSRC's chains. */
  index: number;
  stretches: Stretch[];
  /** RTP times of its key frames. */
  keys: number[];
  turn: Turn;
}

/** Longer, and nothing moves any more: the camera was switched off, or the layer was. */
const PAUSE_SECONDS = 1;
/** A frame is shown so long at least. */
const FRAME_SECONDS = 1 / 25;

/** Gathers one SSRC's chains, frame by frame. */
export class Chains {
  readonly found: Chain[] = [];
  readonly #ssrc: number;
  readonly #clockRate: number;

  constructor(ssrc: number, clockRate: number) {
    this.#ssrc = ssrc;
    this.#clockRate = clockRate;
  }

  frame({ rtp, key, fresh }: Pick<VideoFrame, 'rtp' | 'key' | 'fresh'>, turn: Turn): void {
    const chain = this.#chain(fresh, key, turn);
    const to = rtp + FRAME_SECONDS * this.#clockRate;
    const last = chain.stretches.at(-1);
    if (last !== undefined && rtp - last.to < PAUSE_SECONDS * this.#clockRate) last.to = to;
    else chain.stretches.push({ from: rtp, to });
    if (key) chain.keys.push(rtp);
  }

  /** A camera that was turned begins a chain at the next frame that can. */
  #chain(fresh: boolean, key: boolean, turn: Turn): Chain {
    const current = this.found.at(-1);
    if (current !== undefined && !fresh && !(key && turn !== current.turn)) return current;
    const chain = { ssrc: this.#ssrc, index: this.found.length, stretches: [], keys: [], turn };
    this.found.push(chain);
    return chain;
  }
}
