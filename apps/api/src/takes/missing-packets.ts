/** How long a lost packet may still come, sent once more. */
const PATIENCE_MS = 300;
/** A jump further than this is no loss: the sender began anew. */
const FAR = 1_000;

/** Tells when a packet of a picture is lost for good: without a key frame nothing after it can be decoded. */
export class MissingPackets {
  readonly #next = new Map<number, number>();
  /** By SSRC and sequence number: since when. */
  readonly #since = new Map<string, number>();

  /** @param now milliseconds of any clock */
  sees(ssrc: number, sequence: number, now: number): void {
    const next = this.#next.get(ssrc) ?? sequence;
    const ahead = (sequence - next) & 0xffff;
    if (ahead >= 0x8000) {
      this.#since.delete(`${ssrc}.${sequence}`);
      return;
    }
    for (let n = 0; ahead < FAR && n < ahead; n += 1) this.#since.set(`${ssrc}.${(next + n) & 0xffff}`, now);
    this.#next.set(ssrc, (sequence + 1) & 0xffff);
  }

  /** Packets were missed for so long that they do not come any more; they are forgotten. */
  lost(now: number): boolean {
    let lost = false;
    for (const [packet, since] of this.#since) {
      if (now - since < PATIENCE_MS) break;
      this.#since.delete(packet);
      lost = true;
    }
    return lost;
  }
}
