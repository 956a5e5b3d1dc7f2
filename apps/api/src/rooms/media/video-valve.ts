/** About one packet in six of a voice is lost. */
const BAD_VOICE = 5;
const GOOD_VOICE = 8;
const CLOSE_AFTER_MS = 2_000;
const FIRST_OPEN_AFTER_MS = 8_000;
const LONGEST_OPEN_AFTER_MS = 64_000;

/**
 * Whether a device still gets pictures. mediasoup itself drops layers when its estimate of the bandwidth falls; where
 * voices suffer in spite of it (a single layer, a line that is shared), all pictures are held until the voices are well
 * again, longer each time that the pictures were what hurt them. Voices are never held.
 */
export class VideoValve {
  #open = true;
  /** Since when the voices have been as they have to be for the other state. */
  #since: number | undefined;
  #openAfterMs = FIRST_OPEN_AFTER_MS;
  #openedAt = 0;

  /**
   * @param voiceScore mediasoup's score of the worst voice that this device receives; undefined when nobody is heard
   * @param now milliseconds of a clock that only goes forward
   */
  look(voiceScore: number | undefined, now: number): boolean {
    const bad = voiceScore !== undefined && voiceScore < BAD_VOICE;
    const good = voiceScore === undefined || voiceScore >= GOOD_VOICE;
    if (this.#open ? !bad : !good) this.#since = undefined;
    else this.#since ??= now;
    if (this.#since !== undefined && now - this.#since >= (this.#open ? CLOSE_AFTER_MS : this.#openAfterMs))
      this.#turn(now);
    return this.#open;
  }

  #turn(now: number): void {
    if (this.#open) {
      const soonAgain = this.#openedAt > 0 && now - this.#openedAt < 2 * this.#openAfterMs;
      this.#openAfterMs = soonAgain ? Math.min(this.#openAfterMs * 2, LONGEST_OPEN_AFTER_MS) : FIRST_OPEN_AFTER_MS;
    } else this.#openedAt = now;
    this.#open = !this.#open;
    this.#since = undefined;
  }
}
