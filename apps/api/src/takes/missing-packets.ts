/** How long a lost packet may still come, sent once more. */
const PATIENCE_MS = 300;
/** A jump further than this is no loss: the sender began anew. */
const FAR = 1_000;
/** Of a jump further than this, or with so many awaited already, not each packet is awaited: some will not come. */
const MOST_IN_A_JUMP = 64;
const MOST_AWAITED = 500;

/** Tells when a packet of a picture is lost for good: without a key frame nothing after it can be decoded. */
export class MissingPackets {
  readonly #next = new Map<number, number>();
  /** By SSRC, by sequence number: since when. */
  readonly #since = new Map<number, Map<number, number>>();
  #awaited = 0;
  /** Since when more is missing than is awaited one by one. */
  #lostSince: number | undefined;

  /** @param now milliseconds of any clock */
  sees(ssrc: number, sequence: number, now: number): void {
    const next = this.#next.get(ssrc) ?? sequence;
    const ahead = (sequence - next) & 0xffff;
    if (ahead >= 0x8000) {
      if (this.#since.get(ssrc)?.delete(sequence)) this.#awaited -= 1;
      return;
    }
    this.#next.set(ssrc, (sequence + 1) & 0xffff);
    if (ahead === 0 || ahead >= FAR) return;
    if (ahead > MOST_IN_A_JUMP || this.#awaited + ahead > MOST_AWAITED) this.#lostSince ??= now;
    else this.#await(ssrc, next, ahead, now);
  }

  /** Packets were missed for so long that they do not come any more; they are forgotten. */
  lost(now: number): boolean {
    let lost = this.#lostSince !== undefined && now - this.#lostSince >= PATIENCE_MS;
    if (lost) this.#lostSince = undefined;
    for (const own of this.#since.values()) {
      for (const [sequence, since] of own) {
        if (now - since < PATIENCE_MS) break;
        own.delete(sequence);
        this.#awaited -= 1;
        lost = true;
      }
    }
    return lost;
  }

  #await(ssrc: number, first: number, count: number, now: number): void {
    const own = this.#since.get(ssrc) ?? new Map<number, number>();
    this.#since.set(ssrc, own);
    for (let n = 0; n < count; n += 1) {
      const sequence = (first + n) & 0xffff;
      if (!own.has(sequence)) this.#awaited += 1;
      own.set(sequence, now);
    }
  }
}
