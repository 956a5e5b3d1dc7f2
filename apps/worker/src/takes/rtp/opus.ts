/** Opus in RTP (RFC 7587): a packet of Opus as it is. */

/** What a sender hears later than it says, because it looks ahead (RFC 6716, 3.4 of its reference): 312 samples. */
export const LOOKAHEAD_MS = 6.5;

const silk = [10, 20, 40, 60];
const hybrid = [10, 20];
const celt = [2.5, 5, 10, 20];

/** How long a packet sounds, by its first bytes (RFC 6716, 3.1 and 3.2). */
export function packetMs(packet: Uint8Array): number {
  const first = packet[0] ?? 0;
  const config = first >> 3;
  const frame = config < 12 ? silk[config % 4] : config < 16 ? hybrid[config % 2] : celt[config % 4];
  const code = first & 0x03;
  const frames = code === 0 ? 1 : code < 3 ? 2 : (packet[1] ?? 0) & 0x3f;
  return (frame ?? 20) * frames;
}

/** So few bytes (of 20 ms) say that nothing is said. */
const QUIET_BYTES = 20;
/** Packets of two bytes and less only say that the silence goes on (DTX). */
const EMPTY_BYTES = 2;

export const isEmpty = (packet: Uint8Array): boolean => packet.length <= EMPTY_BYTES;

const MOST_OFF_MS = 8;
const OFF_WHEN_QUIET_MS = 1;

/**
 * Times at which packets sound. They follow each other without a seam, though the sender's clock runs otherwise than the
 * room's: what gathers is mended where it is quiet, and at the latest when it is eight milliseconds.
 */
export class SteadyTimes {
  #last: { rtp: number; end: number; ms: number } | undefined;

  constructor(private readonly clockRate: number) {}

  /** `at`: the packet's time by the clock, in milliseconds. */
  next(packet: Uint8Array, rtp: number, at: number): number {
    const last = this.#last;
    const ms = packetMs(packet);
    const follows = last !== undefined && rtp - last.rtp === Math.round((last.ms * this.clockRate) / 1000);
    const allowed = packet.length <= QUIET_BYTES ? OFF_WHEN_QUIET_MS : MOST_OFF_MS;
    const steady = follows && Math.abs(at - last.end) <= allowed ? last.end : at;
    this.#last = { rtp, end: steady + ms, ms };
    return steady;
  }
}
