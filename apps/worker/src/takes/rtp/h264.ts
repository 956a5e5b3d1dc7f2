import type { Depacketizer, Piece } from './frames.ts';

const IDR = 5;
const SPS = 7;
const PPS = 8;
const STAP_A = 24;
const FU_A = 28;

const typeOf = (nal: Uint8Array): number => (nal[0] ?? 0) & 0x1f;

/** H.264 in RTP (RFC 6184): units alone, together (STAP-A) or in pieces (FU-A). */
export const h264: Depacketizer = {
  piece(payload) {
    const type = typeOf(payload);
    if (type >= 1 && type <= 23) return { begins: true, parts: [payload] };
    if (type === STAP_A) return { begins: true, parts: together(payload) };
    if (type !== FU_A || payload.length < 3) return undefined;
    const head = payload[1] ?? 0;
    const begins = (head & 0x80) !== 0;
    const body = payload.subarray(2);
    if (!begins) return { begins, parts: [body], goesOn: true };
    return { begins, parts: [Uint8Array.of(((payload[0] ?? 0) & 0xe0) | (head & 0x1f)), body], oneUnit: true };
  },

  frame(pieces: readonly Piece[]) {
    const units = unitsOf(pieces);
    if (units === undefined || units.length === 0) return undefined;
    const sps = units.find((unit) => typeOf(unit) === SPS);
    const pps = units.filter((unit) => typeOf(unit) === PPS);
    const idr = units.some((unit) => typeOf(unit) === IDR);
    // Decoding can begin only where the parameters come along.
    const key = idr && sps !== undefined && pps[0] !== undefined;
    const data = Buffer.concat(units.flatMap((unit) => [lengthOf(unit), unit]));
    if (!key) return { key, data, shape: undefined };
    return { key, data, shape: sps.toString('hex'), description: avcConfiguration(sps, pps) };
  },
};

/** `undefined` where a piece goes on with a unit that never began. */
function unitsOf(pieces: readonly Piece[]): Buffer[] | undefined {
  const units: Buffer[][] = [];
  for (const { parts, goesOn, oneUnit } of pieces) {
    const bytes = parts.map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength));
    if (goesOn === true) {
      if (units.length === 0) return undefined;
      units.at(-1)?.push(...bytes);
    } else if (oneUnit === true) units.push(bytes);
    else units.push(...bytes.map((unit) => [unit]));
  }
  return units.map((unit) => (unit.length === 1 && unit[0] ? unit[0] : Buffer.concat(unit)));
}

function together(payload: Uint8Array): Uint8Array[] {
  const units: Uint8Array[] = [];
  for (let at = 1; at + 2 <= payload.length;) {
    const length = ((payload[at] ?? 0) << 8) | (payload[at + 1] ?? 0);
    if (length === 0 || at + 2 + length > payload.length) break;
    units.push(payload.subarray(at + 2, at + 2 + length));
    at += 2 + length;
  }
  return units;
}

function lengthOf(unit: Uint8Array): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeUInt32BE(unit.length);
  return bytes;
}

/** ISO/IEC 14496-15, 5.3.3.1: the decoder's configuration, lengths of four bytes. */
function avcConfiguration(sps: Buffer, pps: readonly Buffer[]): Buffer {
  const sized = (unit: Buffer): Buffer => Buffer.concat([Buffer.of(unit.length >> 8, unit.length & 0xff), unit]);
  return Buffer.concat([
    Buffer.of(1, sps[1] ?? 0, sps[2] ?? 0, sps[3] ?? 0, 0xff, 0xe1),
    sized(sps),
    Buffer.of(pps.length),
    ...pps.map(sized),
  ]);
}
