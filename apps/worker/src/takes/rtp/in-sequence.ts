import type { RtpPacket } from './packet.ts';
import { nearest } from './unwrap.ts';

/** A packet in its place: `sequence` counts on, `lost` says that packets before it never came. */
export interface OrderedPacket {
  packet: RtpPacket;
  lost: boolean;
}

/** A packet that is missing is waited for so long after the next came: a sender repeats it within a round trip or two. */
const PATIENCE_MS = 1_000;
/** So far back is no late packet but a sender that began its numbers anew. */
const ANEW = 3_000;
const SEQUENCES = 2 ** 16;

/** Puts one SSRC's packets into the order in which they were sent, once each. */
export class InSequence {
  readonly #waiting = new Map<number, { packet: RtpPacket; arrivedAt: number }>();
  #next: number | undefined;
  #lost = false;

  /** Takes the packets in the order of their arrival. @returns those whose turn has come */
  push(packet: RtpPacket, arrivedAt: number): OrderedPacket[] {
    this.#next ??= packet.sequence;
    const out: OrderedPacket[] = [];
    let sequence = nearest(packet.sequence, this.#next, SEQUENCES);
    if (sequence < this.#next - ANEW) {
      out.push(...this.flush());
      this.#lost = true;
      sequence = packet.sequence;
      this.#next = sequence;
    }
    if (sequence < this.#next || this.#waiting.has(sequence)) return out;
    this.#waiting.set(sequence, { packet, arrivedAt });
    out.push(...this.#ready());
    while (this.#waiting.size > 0 && arrivedAt - this.#oldest() > PATIENCE_MS) out.push(...this.#giveUp());
    return out;
  }

  /** All that still waits: nothing will come any more. */
  flush(): OrderedPacket[] {
    const out: OrderedPacket[] = [];
    while (this.#waiting.size > 0) out.push(...this.#giveUp());
    return out;
  }

  #ready(): OrderedPacket[] {
    const out: OrderedPacket[] = [];
    for (let next = this.#next ?? 0; ; next++) {
      const found = this.#waiting.get(next);
      if (found === undefined) return out;
      this.#waiting.delete(next);
      this.#next = next + 1;
      out.push({ packet: found.packet, lost: this.#lost });
      this.#lost = false;
    }
  }

  #giveUp(): OrderedPacket[] {
    this.#next = Math.min(...this.#waiting.keys());
    this.#lost = true;
    return this.#ready();
  }

  /** Maps keep the order of arrival. */
  #oldest(): number {
    for (const { arrivedAt } of this.#waiting.values()) return arrivedAt;
    return Infinity;
  }
}
