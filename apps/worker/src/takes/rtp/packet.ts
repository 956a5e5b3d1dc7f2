/** An RTP packet (RFC 3550, section 5.1), taken apart. */
export interface RtpPacket {
  ssrc: number;
  payloadType: number;
  marker: boolean;
  sequence: number;
  timestamp: number;
  /** Without padding; empty where a sender only probes the network. */
  payload: Uint8Array;
  /** Bodies of the header extensions by their ids (RFC 8285). */
  extensions: Map<number, Uint8Array>;
}

const HEAD = 12;
const none = new Map<number, Uint8Array>();

/** `undefined` where these bytes are no whole RTP packet. */
export function parsePacket(bytes: Uint8Array): RtpPacket | undefined {
  if (bytes.length < HEAD) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const first = view.getUint8(0);
  if (first >> 6 !== 2) return undefined;
  let start = HEAD + (first & 0x0f) * 4;
  let extensions = none;
  if ((first & 0x10) !== 0) {
    if (start + 4 > bytes.length) return undefined;
    const end = start + 4 + view.getUint16(start + 2) * 4;
    if (end > bytes.length) return undefined;
    extensions = extensionsIn(view.getUint16(start), bytes.subarray(start + 4, end));
    start = end;
  }
  const padding = (first & 0x20) === 0 ? 0 : view.getUint8(bytes.length - 1);
  const end = bytes.length - padding;
  if (end < start) return undefined;
  return {
    ssrc: view.getUint32(8),
    payloadType: view.getUint8(1) & 0x7f,
    marker: view.getUint8(1) >> 7 === 1,
    sequence: view.getUint16(2),
    timestamp: view.getUint32(4),
    payload: bytes.subarray(start, end),
    extensions,
  };
}

const ONE_BYTE_HEADS = 0xbede;
/** The last four bits are the application's own. */
const TWO_BYTE_HEADS = 0x1000;

function extensionsIn(profile: number, bytes: Uint8Array): Map<number, Uint8Array> {
  const found = new Map<number, Uint8Array>();
  const short = profile === ONE_BYTE_HEADS;
  if (!short && (profile & 0xfff0) !== TWO_BYTE_HEADS) return found;
  for (let at = 0; at < bytes.length;) {
    const head = bytes[at] ?? 0;
    if (head === 0) {
      at += 1;
      continue;
    }
    const id = short ? head >> 4 : head;
    const length = short ? (head & 0x0f) + 1 : (bytes[at + 1] ?? 0);
    if (short && id === 15) break;
    const body = at + (short ? 1 : 2);
    if (body + length > bytes.length) break;
    found.set(id, bytes.subarray(body, body + length));
    at = body + length;
  }
  return found;
}
