/** RTP and RTCP made by hand (RFC 3550), so that a test knows every packet that was sent. */
export interface MadePacket {
  ssrc: number;
  payloadType: number;
  sequence: number;
  timestamp: number;
  payload: Buffer;
  marker?: boolean;
  /** Header extensions with one-byte heads (RFC 8285). */
  extensions?: readonly { id: number; body: Uint8Array }[];
}

export function rtpPacket(made: MadePacket): Buffer {
  const { ssrc, payloadType, sequence, timestamp, payload, marker = true, extensions = [] } = made;
  const header = Buffer.alloc(12);
  header.writeUInt8(0x80 | (extensions.length === 0 ? 0 : 0x10), 0);
  header.writeUInt8((marker ? 0x80 : 0) | payloadType, 1);
  header.writeUInt16BE(sequence & 0xffff, 2);
  header.writeUInt32BE(timestamp >>> 0, 4);
  header.writeUInt32BE(ssrc, 8);
  return Buffer.concat([header, extensions.length === 0 ? Buffer.alloc(0) : extended(extensions), payload]);
}

export interface MadeReport {
  ssrc: number;
  ntpSeconds: number;
  ntpFraction: number;
  rtpTime: number;
}

export function senderReport({ ssrc, ntpSeconds, ntpFraction, rtpTime }: MadeReport): Buffer {
  const report = Buffer.alloc(28);
  report.writeUInt8(0x80, 0);
  report.writeUInt8(200, 1);
  report.writeUInt16BE(6, 2);
  for (const [n, word] of [ssrc, ntpSeconds, ntpFraction, rtpTime, 1, 1].entries()) {
    report.writeUInt32BE(word >>> 0, 4 + 4 * n);
  }
  return report;
}

/** What a stored packet says of itself. */
export function readRtp(packet: Uint8Array) {
  const bytes = Buffer.from(packet.buffer, packet.byteOffset, packet.length);
  const extended = (bytes.readUInt8(0) & 0x10) !== 0;
  const start = 12 + 4 * (bytes.readUInt8(0) & 0x0f);
  const payloadAt = extended ? start + 4 + 4 * bytes.readUInt16BE(start + 2) : start;
  return {
    ...{ payloadType: bytes.readUInt8(1) & 0x7f, sequence: bytes.readUInt16BE(2) },
    ...{ timestamp: bytes.readUInt32BE(4), ssrc: bytes.readUInt32BE(8), extended },
    payload: bytes.subarray(payloadAt),
  };
}

/** A VP8 frame in one packet (RFC 7741), by its first bytes; `mark` can be found again in what was stored. */
export const vp8 = (mark: string, key: boolean): Buffer =>
  Buffer.concat([Buffer.from([0x10, key ? 0x00 : 0x01, 0, 0, 0x9d, 0x01, 0x2a, 16, 0, 16, 0]), Buffer.from(mark)]);

function extended(extensions: readonly { id: number; body: Uint8Array }[]): Buffer {
  const elements = Buffer.concat(
    extensions.flatMap(({ id, body }) => [Buffer.of((id << 4) | (body.length - 1)), body]),
  );
  const words = Math.ceil(elements.length / 4);
  const bytes = Buffer.alloc(4 + words * 4);
  bytes.writeUInt16BE(0xbede, 0);
  bytes.writeUInt16BE(words, 2);
  elements.copy(bytes, 4);
  return bytes;
}
