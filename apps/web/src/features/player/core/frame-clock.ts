/** A hair past a frame's own time: enough to be in it after rounding, less than any frame lasts. */
const HAIR_S = 0.002;

/**
 * Knows which frame is on the screen and how far the next one can be. Recordings keep the frame times of their source, which
 * may vary, so the step is the shortest distance seen so far and the caller walks on until the picture has changed.
 */
export class FrameClock {
  #mediaTime: number | null = null;
  #step: number;
  /** What a frame lasts on average, in seconds. */
  readonly #usual: number;

  constructor(frameRate: number | null) {
    this.#usual = 1 / (frameRate && frameRate > 0 ? frameRate : 25);
    this.#step = this.#usual;
  }

  /** A frame was drawn; `mediaTime` in seconds as requestVideoFrameCallback gives it. */
  drawn(mediaTime: number): void {
    const previous = this.#mediaTime;
    this.#mediaTime = mediaTime;
    if (previous === null) return;
    const distance = mediaTime - previous;
    if (distance > 1 / 130 && distance < this.#step * 0.75) this.#step = distance;
  }

  get mediaTime(): number | null {
    return this.#mediaTime;
  }

  /** The frame drawn last is not the one of `from`, in seconds. */
  isAnotherThan(from: number): boolean {
    return this.#mediaTime !== null && Math.abs(this.#mediaTime - from) >= 0.0005;
  }

  /** The frame on the screen when the element's clock says `currentTime`; null where the last one told is too old to be it. */
  shownAt(currentTime: number): number | null {
    const age = this.#mediaTime === null ? Infinity : currentTime - this.#mediaTime;
    return age > -0.05 && age < this.#usual * 2.5 ? this.#mediaTime : null;
  }

  /** Where to seek for the next frame; `attempt` counts from 0 while the picture stays the same. */
  next(from: number, attempt: number): number {
    return from + this.#step * (attempt + 1) + HAIR_S;
  }

  /** Just before a frame lies the one before it, however long that one lasts. */
  previous(from: number): number {
    return Math.max(0, from - HAIR_S);
  }

  /**
   * The whole millisecond that finds this frame again: rounded up, since one below its own time would show the frame before it.
   */
  static momentOf(mediaTime: number): number {
    return Math.max(0, Math.ceil(mediaTime * 1000 - 0.01));
  }
}
