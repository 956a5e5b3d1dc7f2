import type { Clock } from '@lesblik/server/clock';
import type { Log } from '@lesblik/server/log';
import type { EncryptedStorage } from '@lesblik/server/storage/storage';
import { type StoredReport, VIDEO_ORIENTATION } from '@lesblik/server/takes/track-journal';
import type {
  Consumer,
  DirectTransport,
  Producer,
  ProducerTraceEventData,
  Router,
  RtpParameters,
} from 'mediasoup/types';
import { z } from 'zod';
import { MissingPackets } from './missing-packets.ts';
import { StoredSsrcs } from './stored-ssrcs.ts';
import { TrackWriter } from './track-writer.ts';

const KEY_FRAME_EVERY_MS = 1_000;
/** Reports of layers of which no packet came yet. */
const MOST_UNPLACED = 8;

const SenderReport = z.object({ ssrc: z.int(), ntpSec: z.int(), ntpFrac: z.int(), rtpTs: z.int() });

export interface TrackRecorderOptions {
  producer: Producer;
  router: Router;
  storage: EncryptedStorage;
  clock: Clock;
  log: Log;
  recordingId: string;
  /** Writes the track's row. @returns its id */
  insert: (rtpParameters: RtpParameters, openedAtMs: number) => Promise<string>;
  /** Asked before each packet is taken: nothing of somebody who does not agree gets as far as memory. */
  admits: () => boolean;
  onFailure: (error: unknown) => void;
  /** It brings more than can be stored: it is to be closed. */
  onTooMuch: () => void;
  /** The producer is gone, well or with its mediasoup worker. */
  onGone: () => void;
}

/**
 * Stores what comes of one producer as it comes: a pipe consumer on a direct transport, which forwards every layer with
 * the sender's own timestamps (docs/decisions/call-recording.md), and the sender's reports.
 */
export class TrackRecorder {
  readonly trackId: string;
  readonly #writer: TrackWriter;
  readonly #consumer: Consumer;
  readonly #transport: DirectTransport;
  readonly #options: TrackRecorderOptions;
  readonly #ssrcs: StoredSsrcs;
  readonly #missing = new MissingPackets();
  #unplaced: StoredReport[] = [];
  #looking = false;
  #keyFrameAt = 0;

  private constructor(trackId: string, transport: DirectTransport, consumer: Consumer, options: TrackRecorderOptions) {
    const { storage, recordingId, producer, onFailure, onTooMuch } = options;
    this.trackId = trackId;
    this.#transport = transport;
    this.#consumer = consumer;
    this.#options = options;
    this.#ssrcs = new StoredSsrcs(producer.rtpParameters.encodings ?? [], consumer.rtpParameters.encodings ?? []);
    this.#writer = new TrackWriter({ storage, recordingId, trackId, onFailure, onTooMuch });
  }

  /** @throws when the producer is gone meanwhile */
  static async open(options: TrackRecorderOptions): Promise<TrackRecorder> {
    const { producer, router, clock } = options;
    const transport = await router.createDirectTransport();
    try {
      // Paused until there is a listener: its first packet would be lost.
      const consumer = await transport.consume({
        ...{ producerId: producer.id, rtpCapabilities: plainCapabilities(router) },
        ...{ pipe: true, enableRtx: false, paused: true },
      });
      const trackId = await options.insert(consumer.rtpParameters, clock.now());
      const recorder = new TrackRecorder(trackId, transport, consumer, options);
      await recorder.#start();
      return recorder;
    } catch (error) {
      transport.close();
      throw error;
    }
  }

  get storedBytes(): number {
    return this.#writer.storedBytes;
  }

  /** Stores what came. */
  async close(): Promise<void> {
    this.#stop();
    await this.#writer.close();
  }

  /** Forgets what is not stored yet. */
  async discard(): Promise<void> {
    this.#stop();
    await this.#writer.discard();
  }

  async #start(): Promise<void> {
    const { producer, onGone } = this.#options;
    this.#consumer.on('rtp', this.#takePacket);
    this.#consumer.on('producerclose', onGone);
    this.#consumer.on('transportclose', onGone);
    producer.on('trace', this.#takeReport);
    await producer.enableTraceEvent(['sr']);
    // Of a picture it asks for a key frame and drops what comes before it.
    await this.#consumer.resume();
  }

  #stop(): void {
    const { onGone } = this.#options;
    this.#consumer.off('rtp', this.#takePacket).off('producerclose', onGone).off('transportclose', onGone);
    this.#options.producer.off('trace', this.#takeReport);
    this.#transport.close();
  }

  readonly #takePacket = (packet: Buffer): void => {
    const { clock, admits } = this.#options;
    if (!admits()) return;
    const arrivedAt = clock.now();
    this.#writer.append({ kind: 'packet', arrivedAt, packet });
    if (this.#consumer.kind === 'video') this.#watchForLoss(packet);
  };

  readonly #takeReport = ({ type, info }: ProducerTraceEventData): void => {
    if (type !== 'sr' || !this.#options.admits()) return;
    const { ssrc, ntpSec, ntpFrac, rtpTs } = SenderReport.parse(info);
    const report = { kind: 'report' as const, arrivedAt: this.#options.clock.now(), ssrc };
    this.#place({ ...report, ntpSeconds: ntpSec, ntpFraction: ntpFrac, rtpTime: rtpTs });
  };

  #place(report: StoredReport): void {
    const stored = this.#ssrcs.of(report.ssrc);
    if (stored !== undefined) return this.#writer.append({ ...report, ssrc: stored });
    this.#unplaced = [...this.#unplaced, report].slice(-MOST_UNPLACED);
    if (this.#looking) return;
    this.#looking = true;
    void this.#learn();
  }

  async #learn(): Promise<void> {
    const { producer, log } = this.#options;
    try {
      this.#ssrcs.learn(await producer.dump());
      for (const report of this.#unplaced.splice(0)) if (this.#ssrcs.of(report.ssrc) !== undefined) this.#place(report);
    } catch (error) {
      if (!producer.closed) log.warn({ err: error }, 'the layers of a track could not be told apart');
    } finally {
      this.#looking = false;
    }
  }

  #watchForLoss(packet: Buffer): void {
    const now = performance.now();
    this.#missing.sees(packet.readUInt32BE(8), packet.readUInt16BE(2), now);
    if (!this.#missing.lost(now) || now - this.#keyFrameAt < KEY_FRAME_EVERY_MS) return;
    this.#keyFrameAt = now;
    this.#consumer.requestKeyFrame().catch((error: unknown) => {
      if (!this.#consumer.closed) this.#options.log.warn({ err: error }, 'no key frame could be asked for');
    });
  }
}

/** Without retransmissions. Of the header extensions only what the film needs is named; others that packets bear mean nothing. */
const plainCapabilities = (router: Router) => ({
  codecs: (router.rtpCapabilities.codecs ?? []).map((codec) => ({
    ...codec,
    rtcpFeedback: (codec.rtcpFeedback ?? []).filter(
      ({ type, parameter = '' }) => (type === 'nack' && parameter === 'pli') || (type === 'ccm' && parameter === 'fir'),
    ),
  })),
  headerExtensions: (router.rtpCapabilities.headerExtensions ?? []).filter(({ uri }) => uri === VIDEO_ORIENTATION),
});
