import { routeSound } from './route-sound.ts';

/** Smaller differences nobody hears; they are not worth routing the sound through a graph. */
const AUDIBLE_DB = 0.5;

/**
 * Brings a recording to the common loudness through one gain. Once an element feeds a graph it is silent wherever the graph
 * may not run, so the graph is made only after the browser lets it: when it plays by the person's own act.
 */
export class Loudness {
  #context: AudioContext | null = null;
  #gain: GainNode | null = null;
  #gainDb = 0;
  #sinkId = '';

  readonly #video: HTMLVideoElement;

  constructor(video: HTMLVideoElement) {
    this.#video = video;
    video.addEventListener('playing', this.#begin);
  }

  set(gainDb: number | null): void {
    this.#gainDb = gainDb ?? 0;
    if (this.#gain) this.#gain.gain.value = this.#factor();
    else if (!this.#video.paused) this.#begin();
  }

  /** Through which speaker; empty is the computer's own choice. */
  route(sinkId: string): void {
    this.#sinkId = sinkId;
    void routeSound(this.#context ?? this.#video, sinkId);
  }

  destroy(): void {
    this.#video.removeEventListener('playing', this.#begin);
    void this.#context?.close();
  }

  #factor(): number {
    return 10 ** (this.#gainDb / 20);
  }

  readonly #begin = (): void => void this.#route();

  async #route(): Promise<void> {
    if (this.#context || Math.abs(this.#gainDb) < AUDIBLE_DB || !navigator.userActivation?.hasBeenActive) return;
    const context = new AudioContext();
    this.#context = context;
    await context.resume();
    if (this.#sinkId !== '') await routeSound(context, this.#sinkId);
    this.#gain = new GainNode(context, { gain: this.#factor() });
    context.createMediaElementSource(this.#video).connect(this.#gain).connect(context.destination);
  }
}
