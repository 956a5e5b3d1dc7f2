import type { Depacketizer, Piece } from './frames.ts';

/** VP8 in RTP (RFC 7741): a descriptor, then a piece of the frame. */
export const vp8: Depacketizer = {
  piece(payload) {
    const first = payload[0];
    if (first === undefined) return undefined;
    const begins = (first & 0x10) !== 0 && (first & 0x07) === 0;
    const start = descriptorLength(payload);
    return start < payload.length ? { begins, parts: [payload.subarray(start)] } : undefined;
  },

  /** RFC 6386, section 9.1: a key frame's lowest bit is 0; after its start code stand width and height, 14 bits each. */
  frame(pieces: readonly Piece[]) {
    const data = Buffer.concat(pieces.flatMap(({ parts }) => parts));
    const key = ((data[0] ?? 1) & 1) === 0;
    if (key && (data.length < 10 || data.readUIntBE(3, 3) !== 0x9d012a)) return undefined;
    const shape = key ? `${data.readUInt16LE(6) & 0x3fff}x${data.readUInt16LE(8) & 0x3fff}` : undefined;
    return { key, data, shape };
  },
};

function descriptorLength(payload: Uint8Array): number {
  if (((payload[0] ?? 0) & 0x80) === 0) return 1;
  const fields = payload[1] ?? 0;
  let at = 2;
  if ((fields & 0x80) !== 0) at += ((payload[at] ?? 0) & 0x80) === 0 ? 1 : 2;
  if ((fields & 0x40) !== 0) at += 1;
  if ((fields & 0x30) !== 0) at += 1;
  return at;
}
