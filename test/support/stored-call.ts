import { randomUUID } from 'node:crypto';
import type { Database } from '@lesblik/server/database/database';
import type { TakeEvent } from '@lesblik/server/takes/take-event';
import { encodeRecord, type TrackRecord, VIDEO_ORIENTATION } from '@lesblik/server/takes/track-journal';
import { ALL_FORMATS, EncodedPacketSink, FilePathSource, Input } from 'mediabunny';
import type { MediaWorld } from './media-world.ts';
import { rtpPacket } from './made-rtp.ts';
import { insertRecording } from './recording-row.ts';
import { until } from './until.ts';
import { TrackWriter } from '../../apps/api/src/takes/track-writer.ts';

/** Coded frames or packets of a film's first track of a kind, in seconds of the film. */
export interface CodedPacket {
  data: Buffer;
  at: number;
  key: boolean;
}

export async function codedPackets(path: string, kind: 'video' | 'audio'): Promise<CodedPacket[]> {
  const input = new Input({ source: new FilePathSource(path), formats: ALL_FORMATS });
  const track = kind === 'video' ? await input.getPrimaryVideoTrack() : await input.getPrimaryAudioTrack();
  if (track === null) throw new Error(`no ${kind} in ${path}`);
  const packets: CodedPacket[] = [];
  for await (const { data, timestamp, type } of new EncodedPacketSink(track).packets()) {
    packets.push({ data: Buffer.from(data), at: timestamp, key: type === 'key' });
  }
  return packets;
}

/** Somebody's browser: a clock of its own, and a way through the network. */
export interface Device {
  cname: string;
  /** Its clock against the room's. */
  offMs: number;
  /** How much faster its clock goes. */
  drift: number;
}

type Codec = 'opus' | 'vp8' | 'h264';
const codecs = {
  opus: { mimeType: 'audio/opus', clockRate: 48_000, payloadType: 111, channels: 2 },
  vp8: { mimeType: 'video/VP8', clockRate: 90_000, payloadType: 96 },
  h264: { mimeType: 'video/H264', clockRate: 90_000, payloadType: 102 },
};

export interface Sent {
  codec: Codec;
  packets: CodedPacket[];
  /** When the film's second 0 happens, on the call's line in milliseconds. */
  at: number;
  /** So long a packet is on its way; `n` counts packets. */
  delayMs: (n: number) => number;
  /** Which never come. */
  lost?: (n: number, at: number) => boolean;
  /** Seconds from one sender report to the next; 0: none. Default: 1. */
  reportEvery?: number;
  /** How much faster than the device's clock its sound card or camera counts. */
  card?: number;
  /** From this second of the film on all is so much later, while its times go on: another microphone or camera. */
  stands?: readonly { at: number; ms: number }[];
  ssrc?: number;
  /** How the phone is held: 3GPP TS 26.114, 7.4.5. */
  turned?: 0 | 1 | 2 | 3;
}

export interface TrackRow {
  personId: string;
  source: 'microphone' | 'camera' | 'screen' | 'screen_sound';
  device: Device;
  /** On the call's line. */
  openedAt: number;
  /** undefined: its process died. */
  closedAt: number | undefined;
}

const PAYLOAD = 1_000;
const ORIENTATION = 8;
const MOST_AT_ONCE = 4 * 2 ** 20;

/** A take as the API leaves it to the media worker, written by hand: every packet's way and every clock is known. */
export class StoredCall {
  readonly takeId = randomUUID();
  readonly roomId = randomUUID();
  /** The call's moment 0 on the room's clock. */
  readonly start = 1_790_000_000_123;

  readonly recordingId: string;
  readonly teacherId: string;
  private readonly world: MediaWorld;

  private constructor(world: MediaWorld, recordingId: string, teacherId: string) {
    this.world = world;
    this.recordingId = recordingId;
    this.teacherId = teacherId;
  }

  static async open(world: MediaWorld): Promise<StoredCall> {
    const { db } = world.database;
    const recordingId = await insertRecording(db, { state: 'created' });
    await world.keys.create(recordingId);
    const { ownerId, organisationId } = await world.recording(recordingId);
    await db.updateTable('recording').set({ origin: 'review_call' }).where('id', '=', recordingId).execute();
    const call = new StoredCall(world, recordingId, ownerId);
    await db
      .insertInto('room')
      .values({ id: call.roomId, organisationId, title: 'Call', teacherId: ownerId, hostId: ownerId })
      .execute();
    await db
      .insertInto('roomTake')
      .values({ id: call.takeId, roomId: call.roomId, recordingId, askedBy: ownerId, startedAt: new Date(call.start) })
      .execute();
    return call;
  }

  get db(): Database {
    return this.world.database.db;
  }

  /** Stores a track in pieces of a second. @returns its id */
  async track({ personId, source, device, openedAt, closedAt }: TrackRow, sent: Sent[]): Promise<string> {
    const id = randomUUID();
    const records = sent.flatMap((layer, n) => this.#records(device, { ssrc: 1_000 + n, ...layer }));
    const stored = records.filter(({ arrivedAt }) => arrivedAt < this.start + (closedAt ?? Infinity));
    const encodings = sent.map(({ ssrc }, n) => ({ ssrc: ssrc ?? 1_000 + n }));
    const rtpParameters = {
      codecs: [...new Set(sent.map(({ codec }) => codec))].map((codec) => codecs[codec]),
      headerExtensions: [{ uri: VIDEO_ORIENTATION, id: ORIENTATION }],
      encodings,
      rtcp: { cname: device.cname, reducedSize: true, mux: true },
    };
    await this.db
      .insertInto('roomTrack')
      .values({
        ...{ id, takeId: this.takeId, personId, source, rtpParameters: JSON.stringify(rtpParameters) },
        openedAtMs: this.start + openedAt,
        closedAtMs: closedAt === undefined ? null : this.start + closedAt,
      })
      .execute();
    await this.#store(
      id,
      stored.toSorted((a, b) => a.arrivedAt - b.arrivedAt),
    );
    return id;
  }

  /** By the API's own writer, which takes no more at once than a call can bring. */
  async #store(trackId: string, records: readonly TrackRecord[]): Promise<void> {
    const { storage } = this.world;
    const stop = (error: unknown): never => {
      throw new Error(`track ${trackId} was not stored`, { cause: error });
    };
    const options = { storage, recordingId: this.recordingId, trackId };
    const writer = new TrackWriter({ ...options, onFailure: stop, onTooMuch: () => stop('too much') });
    let given = 0;
    for (const record of records) {
      writer.append(record);
      given += encodeRecord(record).length;
      if (given - writer.storedBytes > MOST_AT_ONCE) await until(() => writer.storedBytes >= given);
    }
    await writer.close();
  }

  async event(at: number, event: TakeEvent): Promise<void> {
    await this.db
      .insertInto('roomTakeEvent')
      .values({ takeId: this.takeId, atMs: this.start + at, event: JSON.stringify(event) })
      .execute();
  }

  /** Ends the take, as the API does. */
  async end(): Promise<void> {
    await this.db
      .updateTable('roomTake')
      .set({ endedAt: new Date(), ended: 'room_ended' })
      .where('id', '=', this.takeId)
      .execute();
    await this.world.work.takeEnded(this.recordingId, this.takeId);
  }

  #records(device: Device, sent: Sent): TrackRecord[] {
    const { codec, packets, delayMs, lost, ssrc = 1, turned } = sent;
    const extensions = turned === undefined ? [] : [{ id: ORIENTATION, body: Buffer.of(turned) }];
    const { clockRate, payloadType } = codecs[codec];
    // A track goes over the end of 32 bits after five seconds.
    const rtpOf = (seconds: number): number => (2 ** 32 + Math.round((seconds - 5) * clockRate)) % 2 ** 32;
    const room = (seconds: number): number => this.start + sent.at + (seconds * 1000) / (1 + device.drift);
    const records: TrackRecord[] = [];
    let n = 0;
    for (const { data, at: seconds, key } of packets) {
      const timestamp = rtpOf(seconds);
      const parts = payloads[codec](data, key);
      for (const [i, payload] of parts.entries()) {
        const marker = codec !== 'opus' && i === parts.length - 1;
        const sequence = FIRST_SEQUENCE + n;
        const packet = rtpPacket({ ssrc, payloadType, sequence, timestamp, payload, marker, extensions });
        n += 1;
        if (lost?.(n, seconds) === true) continue;
        records.push({ kind: 'packet', arrivedAt: room(onDevice(seconds, sent)) + delayMs(n), packet });
      }
    }
    const { reportEvery = 1 } = sent;
    const end = onDevice(packets.at(-1)?.at ?? 0, sent);
    const begin = onDevice(packets[0]?.at ?? 0, sent);
    for (let seconds = begin + 0.7; reportEvery > 0 && seconds < end; seconds += reportEvery) {
      const ntp = this.start + sent.at + seconds * 1000 + device.offMs;
      records.push({
        ...{ kind: 'report', arrivedAt: room(seconds) + delayMs(0), ssrc },
        ...{ ntpSeconds: Math.floor(ntp / 1000), ntpFraction: Math.round(((ntp % 1000) / 1000) * 2 ** 32) % 2 ** 32 },
        rtpTime: rtpOf(ofFilm(seconds, sent)),
      });
    }
    return records;
  }
}

const FIRST_SEQUENCE = 65_500;

type Pace = Pick<Sent, 'card' | 'stands'>;

/** When a second of the film happens, on the device's clock. */
export const onDevice = (seconds: number, { card = 0, stands = [] }: Pace): number =>
  stands.reduce((sum, { at, ms }) => sum + (seconds >= at ? ms / 1000 : 0), seconds / (1 + card));

/** What a sender reports as the second of the film: while it stands still it goes on as if it did not, and takes that back. */
function ofFilm(onClock: number, { card = 0, stands = [] }: Pace): number {
  let stood = 0;
  for (const { at, ms } of stands) {
    if (onClock < at / (1 + card) + stood + ms / 1000) break;
    stood += ms / 1000;
  }
  return (onClock - stood) * (1 + card);
}

const pieces = (data: Buffer): Buffer[] =>
  Array.from({ length: Math.ceil(data.length / PAYLOAD) }, (_, i) => data.subarray(i * PAYLOAD, (i + 1) * PAYLOAD));

/** How each codec's frames are put into packets: RFC 7587, RFC 7741, RFC 6184. */
const payloads: Record<Codec, (data: Buffer, key: boolean) => Buffer[]> = {
  opus: (data) => [data],
  vp8: (data) => pieces(data).map((piece, i) => Buffer.concat([Buffer.of(i === 0 ? 0x10 : 0), piece])),
  h264: (data, key) => {
    const units = unitsOf(data);
    const small = key ? units.filter((unit) => [7, 8].includes((unit[0] ?? 0) & 0x1f)) : [];
    const together = Buffer.concat([Buffer.of(24), ...small.flatMap((unit) => [u16(unit.length), unit])]);
    const rest = units.filter((unit) => !small.includes(unit)).flatMap(inPieces);
    return small.length > 0 ? [together, ...rest] : rest;
  },
};

const u16 = (value: number): Buffer => Buffer.of(value >> 8, value & 0xff);

function unitsOf(data: Buffer): Buffer[] {
  const units: Buffer[] = [];
  for (let at = 0; at + 4 <= data.length;) {
    const length = data.readUInt32BE(at);
    units.push(data.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return units;
}

function inPieces(unit: Buffer): Buffer[] {
  if (unit.length <= PAYLOAD) return [unit];
  const head = unit[0] ?? 0;
  const parts = pieces(unit.subarray(1));
  return parts.map((part, i) => {
    const place = i === 0 ? 0x80 : i === parts.length - 1 ? 0x40 : 0;
    return Buffer.concat([Buffer.of((head & 0xe0) | 28, place | (head & 0x1f)), part]);
  });
}
