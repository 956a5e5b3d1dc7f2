import type { TrackRecord } from '@lesblik/server/takes/track-journal';
import { ObservedTrack } from '../clock/observed.ts';
import { VideoFrames, type VideoFrame, type Depacketizer } from '../rtp/frames.ts';
import { h264 } from '../rtp/h264.ts';
import { InSequence, type OrderedPacket } from '../rtp/in-sequence.ts';
import { vp8 } from '../rtp/vp8.ts';
import { type Chain, Chains } from './chains.ts';
import { mediaPacket, type StoredTrack, type TrackCodec, type Turn, turnOf } from './stored-track.ts';

const depacketizers: Partial<Record<TrackCodec, Depacketizer>> = { vp8, h264 };

/** Of one SSRC no more reports than this are looked at; a little less than a second, for what comes a little early. */
const REPORT_EVERY_MS = 900;

/** What a first reading of a track tells: its clocks, and what of its picture can be decoded. */
export interface ScannedTrack {
  track: StoredTrack;
  observed: ObservedTrack;
  chains: Chain[];
  /** Arrival of the last packet, on the room's clock; undefined without any. */
  lastAt: number | undefined;
}

export async function scanTrack(track: StoredTrack, records: AsyncIterable<TrackRecord>): Promise<ScannedTrack> {
  const observed = new ObservedTrack(track.device);
  const chains = new Map<number, Chains>();
  const pictures = new PictureStreams(track, ({ frame, ssrc, clockRate, turn }) => {
    let own = chains.get(ssrc);
    if (own === undefined) chains.set(ssrc, (own = new Chains(ssrc, clockRate)));
    own.frame(frame, turn);
  });
  const reportedAt = new Map<number, number>();
  let lastAt: number | undefined;
  for await (const record of records) {
    if (record.kind === 'report') {
      // Senders send one in some seconds; a flood of them tells nothing more.
      const lastReport = reportedAt.get(record.ssrc) ?? -Infinity;
      if (record.arrivedAt - lastReport < REPORT_EVERY_MS) continue;
      reportedAt.set(record.ssrc, record.arrivedAt);
      observed.reports.push(record);
      continue;
    }
    const media = mediaPacket(track, record.packet);
    if (media === undefined) continue;
    lastAt = record.arrivedAt;
    observed.packet(media.packet.ssrc, media.clockRate, media.packet.timestamp, record.arrivedAt);
    pictures.packet(record.packet, record.arrivedAt);
  }
  pictures.end();
  return { track, observed, chains: [...chains.values()].flatMap(({ found }) => found), lastAt };
}

export interface SeenFrame {
  frame: VideoFrame;
  codec: TrackCodec;
  ssrc: number;
  clockRate: number;
  turn: Turn;
}

/** The frames of all layers of a track, the same at every reading. */
export class PictureStreams {
  readonly #streams = new Map<
    number,
    { order: InSequence; frames: VideoFrames; turn: Turn; codec: TrackCodec; clockRate: number }
  >();

  constructor(
    private readonly track: StoredTrack,
    private readonly take: (seen: SeenFrame) => void,
  ) {}

  packet(bytes: Uint8Array, arrivedAt: number): void {
    const media = mediaPacket(this.track, bytes);
    const depacketizer = media && depacketizers[media.codec];
    if (media === undefined || depacketizer === undefined) return;
    const { packet, codec, clockRate } = media;
    let stream = this.#streams.get(packet.ssrc);
    if (stream === undefined) {
      stream = { order: new InSequence(), frames: new VideoFrames(depacketizer), turn: 0, codec, clockRate };
      this.#streams.set(packet.ssrc, stream);
    }
    this.#hand(packet.ssrc, stream.order.push(packet, arrivedAt));
  }

  end(): void {
    for (const [ssrc, { order }] of this.#streams) this.#hand(ssrc, order.flush());
  }

  #hand(ssrc: number, ordered: OrderedPacket[]): void {
    const stream = this.#streams.get(ssrc);
    if (stream === undefined) return;
    for (const next of ordered) {
      stream.turn = turnOf(this.track, next.packet) ?? stream.turn;
      const frame = stream.frames.push(next);
      if (frame === undefined) continue;
      this.take({ frame, codec: stream.codec, ssrc, clockRate: stream.clockRate, turn: stream.turn });
    }
  }
}
