/**
 * A stored track of a call: RTP packets as they came, and the sender reports that tell their time. Journals are written
 * a second at a time as objects `call/<trackId>/<n>`; a crash loses the one that was being filled.
 *
 * A record: length of what follows (u32), kind (u8: 1 packet, 2 report), arrival on the room's clock in milliseconds
 * since 1970 (f64), then the packet (RFC 3550, section 5.1) or SSRC, NTP seconds, NTP fraction and RTP time (u32 each;
 * section 6.4.1). All big-endian.
 */
export interface StoredPacket {
  kind: 'packet';
  arrivedAt: number;
  packet: Uint8Array;
}

export interface StoredReport {
  kind: 'report';
  arrivedAt: number;
  ssrc: number;
  ntpSeconds: number;
  ntpFraction: number;
  rtpTime: number;
}

export type TrackRecord = StoredPacket | StoredReport;

const HEAD = 4 + 1 + 8;
const KIND = { packet: 1, report: 2 } as const;

/** The header extension that tells how the camera was held (3GPP TS 26.114, 7.4.5), numbered by the track's parameters. */
export const VIDEO_ORIENTATION = 'urn:3gpp:video-orientation';

/** Every track of a recording lies under this. */
export const TRACKS = 'call/';
export const trackPrefix = (trackId: string): string => `${TRACKS}${trackId}/`;
export const trackPiece = (trackId: string, n: number): string =>
  `${trackPrefix(trackId)}${String(n).padStart(6, '0')}`;

export function encodeRecord(record: TrackRecord): Buffer {
  const body = record.kind === 'packet' ? record.packet : reportBody(record);
  const bytes = Buffer.allocUnsafe(HEAD + body.length);
  bytes.writeUInt32BE(HEAD - 4 + body.length, 0);
  bytes.writeUInt8(KIND[record.kind], 4);
  bytes.writeDoubleBE(record.arrivedAt, 5);
  bytes.set(body, HEAD);
  return bytes;
}

/** @throws when the piece ends within a record: it is stored whole or not at all */
export function* decodeRecords(piece: Buffer): Generator<TrackRecord> {
  for (let at = 0; at < piece.length;) {
    const end = at + 4 + piece.readUInt32BE(at);
    if (end > piece.length) throw new Error('a track piece ends within a record');
    const kind = piece.readUInt8(at + 4);
    const arrivedAt = piece.readDoubleBE(at + 5);
    const body = piece.subarray(at + HEAD, end);
    if (kind === KIND.packet) yield { kind: 'packet', arrivedAt, packet: body };
    else yield { kind: 'report', arrivedAt, ...readReport(body) };
    at = end;
  }
}

function reportBody({ ssrc, ntpSeconds, ntpFraction, rtpTime }: StoredReport): Buffer {
  const body = Buffer.allocUnsafe(16);
  for (const [n, value] of [ssrc, ntpSeconds, ntpFraction, rtpTime].entries()) body.writeUInt32BE(value >>> 0, n * 4);
  return body;
}

const readReport = (body: Buffer) => ({
  ssrc: body.readUInt32BE(0),
  ntpSeconds: body.readUInt32BE(4),
  ntpFraction: body.readUInt32BE(8),
  rtpTime: body.readUInt32BE(12),
});
