/** Smaller differences nobody hears; they are not worth routing the sound through a graph. */
const AUDIBLE_DB = 0.5;

/**
 * Brings a recording to the common loudness through one gain. Once an element feeds a graph it is silent wherever the graph
 * may not run, so the graph is made only after the browser lets it: at the first playing by the person's own act.
 */
export class Loudness {
  #context: AudioContext | null = null;

  readonly #video: HTMLVideoElement;
  readonly #gainDb: number;

  constructor(video: HTMLVideoElement, gainDb: number | null) {
    this.#video = video;
    this.#gainDb = gainDb ?? 0;
    if (Math.abs(this.#gainDb) >= AUDIBLE_DB) video.addEventListener('playing', this.#begin);
  }

  destroy(): void {
    this.#video.removeEventListener('playing', this.#begin);
    void this.#context?.close();
  }

  readonly #begin = async (): Promise<void> => {
    if (this.#context || !navigator.userActivation.hasBeenActive) return;
    const context = new AudioContext();
    this.#context = context;
    await context.resume();
    const gain = new GainNode(context, { gain: 10 ** (this.#gainDb / 20) });
    context.createMediaElementSource(this.#video).connect(gain).connect(context.destination);
  };
}
