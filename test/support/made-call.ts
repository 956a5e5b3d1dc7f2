import { randomInt, randomUUID } from 'node:crypto';
import { decodeRecords, trackPrefix, type TrackRecord } from '@lesblik/server/takes/track-journal';
import { CONSENT_TEXT_VERSION, type ConsentAnswer } from '@lesblik/shared/room-events';
import { createWorker } from 'mediasoup';
import type { DirectTransport, Producer, Router, Worker } from 'mediasoup/types';
import { rtpPacket, senderReport, vp8 } from './made-rtp.ts';
import { until } from './until.ts';
import type { Database } from '@lesblik/server/database/database';
import type { EncryptedStorage } from '@lesblik/server/storage/storage';
import type { TakesService } from '../../apps/api/src/takes/takes.service.ts';

type Person = { id: string; name: string };

/** What a made call is told to and read from: of this process's API, or of a process of its own. */
export interface CallServices {
  takes: TakesService;
  db: Database;
  storage: EncryptedStorage;
}

const codecs = [
  { kind: 'audio' as const, mimeType: 'audio/opus', clockRate: 48_000, channels: 2 },
  { kind: 'video' as const, mimeType: 'video/VP8', clockRate: 90_000 },
];
const PICTURE_LOSS = [{ type: 'nack', parameter: 'pli' }];
const OPUS = 111;
const VP8 = 96;
/** Ids of header extensions as this sender numbers them. */
const RID = 4;
const ORIENTATION = 13;

/** One encoding of a made producer: what is sent of it is known packet by packet. */
export class MadeTrack {
  readonly producer: Producer;
  readonly ssrc: number;
  readonly #transport: DirectTransport;
  readonly #rid: string | undefined;
  #sequence = randomInt(0, 65_536);
  #timestamp = randomInt(0, 2 ** 32);

  constructor(producer: Producer, transport: DirectTransport, ssrc: number, rid?: string) {
    this.producer = producer;
    this.#transport = transport;
    this.ssrc = ssrc;
    this.#rid = rid;
  }

  /** One packet, a whole frame. `turned`: how the camera is held (3GPP TS 26.114, 7.4.5). @returns its RTP time */
  send(mark: string, { key = false, turned }: { key?: boolean; turned?: 0 | 1 | 2 | 3 } = {}): number {
    const audio = this.producer.kind === 'audio';
    this.#sequence += 1;
    this.#timestamp = (this.#timestamp + (audio ? 960 : 3_000)) >>> 0;
    const payload = audio ? Buffer.concat([Buffer.from([0xfc, 0xff, 0xfe]), Buffer.from(mark)]) : vp8(mark, key);
    this.producer.send(
      rtpPacket({
        ...{ ssrc: this.ssrc, payloadType: audio ? OPUS : VP8, sequence: this.#sequence, timestamp: this.#timestamp },
        extensions: [
          ...(this.#rid === undefined ? [] : [{ id: RID, body: Buffer.from(this.#rid) }]),
          ...(turned === undefined ? [] : [{ id: ORIENTATION, body: Buffer.of(turned) }]),
        ],
        payload,
      }),
    );
    return this.#timestamp;
  }

  /** A packet that gets lost on the way. */
  lose(): void {
    this.#sequence += 1;
  }

  /** @returns how often a key frame was asked for by now (RFC 4585: PLI; RFC 5104: FIR) */
  keyFramesAsked(): () => number {
    let count = 0;
    this.#transport.on('rtcp', (packet) => {
      const feedback = packet.readUInt8(1) === 206 && [1, 4].includes(packet.readUInt8(0) & 0x1f);
      if (feedback) count += 1;
    });
    return () => count;
  }

  /** The sender's clock at the last packet's RTP time. */
  report(ntpSeconds: number, ntpFraction = 0): number {
    this.#transport.sendRtcp(senderReport({ ssrc: this.ssrc, ntpSeconds, ntpFraction, rtpTime: this.#timestamp }));
    return this.#timestamp;
  }
}

/** A call without sockets: the takes, told what a room would tell them, and producers fed by hand. */
export class MadeCall {
  readonly roomId: string;
  readonly takes: TakesService;
  router: Router;
  worker: Worker;
  readonly #services: CallServices;

  private constructor(services: CallServices, roomId: string, { worker, router }: { worker: Worker; router: Router }) {
    this.roomId = roomId;
    this.takes = services.takes;
    this.worker = worker;
    this.router = router;
    this.#services = services;
  }

  /** @param teacher whose lesson it is */
  static async open(services: CallServices, teacher: Person, organisationId: string): Promise<MadeCall> {
    const row = { organisationId, title: 'Breuken', teacherId: teacher.id, hostId: teacher.id };
    const { id } = await services.db.insertInto('room').values(row).returning('id').executeTakeFirstOrThrow();
    return MadeCall.join(services, id);
  }

  /** A room that is there. */
  static async join(services: CallServices, roomId: string): Promise<MadeCall> {
    return new MadeCall(services, roomId, await mediaRouter());
  }

  /** As rooms do when a mediasoup worker died. */
  async renewRouter(): Promise<void> {
    Object.assign(this, await mediaRouter());
  }

  close(): void {
    this.worker.close();
  }

  enter(...people: Person[]): void {
    for (const { id, name } of people) this.takes.personEntered(this.roomId, { id, name });
  }

  ask({ id, name }: Person): Promise<string> {
    return this.takes.ask(this.roomId, { id, name });
  }

  answer(takeId: string, { id, name }: Person, answer: ConsentAnswer, keepSoFar = false): Promise<void> {
    const given = { takeId, answer, textVersion: CONSENT_TEXT_VERSION, keepSoFar } as const;
    return this.takes.answer(this.roomId, { id, name }, given);
  }

  get take() {
    return this.takes.stateOf(this.roomId);
  }

  microphone(of: Person): Promise<MadeTrack> {
    return this.#produce(of, 'microphone', { ssrc: randomInt(1, 2 ** 31) });
  }

  camera(of: Person): Promise<MadeTrack> {
    return this.#produce(of, 'camera', { ssrc: randomInt(1, 2 ** 31) });
  }

  screen(of: Person): Promise<MadeTrack> {
    return this.#produce(of, 'screen', { ssrc: randomInt(1, 2 ** 31) });
  }

  /** A camera in layers as a browser sends them: told apart by RID, their SSRCs not said beforehand. */
  async layers(of: Person, rids: string[]): Promise<MadeTrack[]> {
    const transport = await this.router.createDirectTransport();
    const producer = await transport.produce({
      kind: 'video',
      rtpParameters: {
        mid: '0',
        codecs: [{ mimeType: 'video/VP8', payloadType: VP8, clockRate: 90_000, rtcpFeedback: PICTURE_LOSS }],
        headerExtensions: [{ uri: 'urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id', id: RID }],
        encodings: rids.map((rid) => ({ rid, scalabilityMode: 'L1T1' })),
      },
    });
    this.#tell(of, 'camera', producer);
    return rids.map((rid) => new MadeTrack(producer, transport, randomInt(1, 2 ** 31), rid));
  }

  closed({ producer }: MadeTrack): void {
    producer.close();
    this.takes.producerClosed(producer.id);
  }

  /** Who gets this producer's packets from the mediasoup worker now: nobody here but recorders. */
  async consumersOf({ id }: Producer): Promise<string[]> {
    const { mapProducerIdConsumerIds } = await this.router.dump();
    return mapProducerIdConsumerIds.find(({ key }) => key === id)?.values ?? [];
  }

  /** Every record that is stored of somebody, by track. */
  stored(personId: string): Promise<Map<string, TrackRecord[]>> {
    return storedTracks(this.#services, this.roomId, personId);
  }

  /** The packets stored of somebody, of all tracks. */
  async packets(personId: string): Promise<Buffer[]> {
    return [...(await this.stored(personId)).values()]
      .flat()
      .flatMap((record) => (record.kind === 'packet' ? [Buffer.from(record.packet)] : []));
  }

  /** Asked by the first who says yes; everybody answers. @returns the take, which runs */
  async begin(yes: readonly Person[], no: readonly Person[] = []): Promise<string> {
    const [asker] = yes;
    if (asker === undefined) throw new RangeError('nobody says yes');
    const takeId = await this.ask(asker);
    for (const person of no) await this.answer(takeId, person, 'no');
    for (const person of yes) await this.answer(takeId, person, 'yes');
    return takeId;
  }

  /** Sends on all these until something more is stored of that person: a recorder takes a moment to be there. @returns the last mark sent */
  async flows(personId: string, ...tracks: Pick<MadeTrack, 'send'>[]): Promise<string> {
    const before = (await this.packets(personId)).length;
    return until(
      async () => {
        const marked = mark();
        for (const track of tracks) track.send(marked, { key: true });
        return (await this.packets(personId)).length > before && marked;
      },
      20_000,
      'a stored packet',
    );
  }

  /** Waits until a packet with this mark is stored of somebody. */
  async holds(personId: string, mark: string): Promise<void> {
    await until(
      async () => (await this.packets(personId)).some((packet) => packet.includes(mark)),
      20_000,
      `a stored packet marked ${mark}`,
    );
  }

  async #produce(of: Person, source: 'microphone' | 'camera' | 'screen', { ssrc }: { ssrc: number }) {
    const transport = await this.router.createDirectTransport();
    const audio = source === 'microphone';
    const producer = await transport.produce({
      kind: audio ? 'audio' : 'video',
      rtpParameters: {
        mid: '0',
        codecs: [
          audio
            ? { mimeType: 'audio/opus', payloadType: OPUS, clockRate: 48_000, channels: 2 }
            : { mimeType: 'video/VP8', payloadType: VP8, clockRate: 90_000, rtcpFeedback: PICTURE_LOSS },
        ],
        headerExtensions: audio ? [] : [{ uri: 'urn:3gpp:video-orientation', id: ORIENTATION }],
        encodings: [{ ssrc }],
      },
    });
    this.#tell(of, source, producer);
    return new MadeTrack(producer, transport, ssrc);
  }

  #tell({ id, name }: Person, source: 'microphone' | 'camera' | 'screen', producer: Producer): void {
    this.takes.producerOpened(this.roomId, { person: { id, name }, source, producer, router: this.router });
  }
}

/** Every record that is stored of somebody in a room, by track, in the order in which the tracks began. */
export async function storedTracks(
  { db, storage }: Pick<CallServices, 'db' | 'storage'>,
  roomId: string,
  personId: string,
): Promise<Map<string, TrackRecord[]>> {
  const tracks = await db
    .selectFrom('roomTrack')
    .innerJoin('roomTake', 'roomTake.id', 'roomTrack.takeId')
    .select(['roomTrack.id', 'recordingId'])
    .where('roomId', '=', roomId)
    .where('personId', '=', personId)
    .orderBy('openedAtMs')
    .execute();
  const all = new Map<string, TrackRecord[]>();
  for (const { id, recordingId } of tracks) {
    const records: TrackRecord[] = [];
    for await (const { name } of storage.list(recordingId, trackPrefix(id))) {
      records.push(...decodeRecords(await storage.readBytes({ recordingId, name })));
    }
    all.set(id, records);
  }
  return all;
}

async function mediaRouter() {
  const workerBin = process.env['MEDIASOUP_WORKER_BIN'];
  const worker = await createWorker({ logLevel: 'warn', ...(workerBin !== undefined && { workerBin }) });
  return { worker, router: await worker.createRouter({ mediaCodecs: codecs }) };
}

export const mark = (): string => randomUUID();
