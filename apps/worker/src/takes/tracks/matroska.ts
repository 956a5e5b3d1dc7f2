import {
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedVideoPacketSource,
  FilePathTarget,
  MkvOutputFormat,
  Output,
} from 'mediabunny';
import type { TrackCodec } from './stored-track.ts';

/** Files' time lines begin so much before the film does, so that nothing falls below 0. */
export const LEAD_MS = 10_000;

const OPUS_RATE = 48_000;
/** Longest Opus packet (RFC 6716, 2.1.4), and what a frame of a picture usually takes; only the last one's length shows. */
const LENGTH_SECONDS = 0.02;

export interface Coded {
  data: Uint8Array;
  key: boolean;
  /** Milliseconds of the film. */
  at: number;
  description?: Uint8Array | undefined;
}

/** One track as a Matroska file on the film's line: what ffmpeg reads. */
export class MatroskaFile {
  readonly #output: Output;
  readonly #add: (packet: EncodedPacket, description: Uint8Array | undefined) => Promise<void>;
  #started: Promise<void> | undefined;
  #lastMs = -Infinity;
  /** Milliseconds of the film; undefined while it is empty. */
  firstAt: number | undefined;

  constructor(path: string, codec: TrackCodec) {
    this.#output = new Output({ format: new MkvOutputFormat(), target: new FilePathTarget(path) });
    if (codec === 'opus') {
      const source = new EncodedAudioPacketSource('opus');
      this.#output.addAudioTrack(source);
      const config = { codec: 'opus', sampleRate: OPUS_RATE, numberOfChannels: 2 };
      this.#add = (packet) => source.add(packet, { decoderConfig: config });
    } else {
      const source = new EncodedVideoPacketSource(codec === 'vp8' ? 'vp8' : 'avc');
      this.#output.addVideoTrack(source);
      this.#add = (packet, description) => source.add(packet, { decoderConfig: pictureConfig(description) });
    }
  }

  /** In ascending time; what lies further before the film than the lead, or not after the one before, is left out. */
  async add({ data, key, at, description }: Coded): Promise<void> {
    const ms = Math.round(at + LEAD_MS);
    if (ms < 0 || ms <= this.#lastMs) return;
    this.#lastMs = ms;
    this.firstAt ??= at;
    await (this.#started ??= this.#output.start());
    await this.#add(new EncodedPacket(data, key ? 'key' : 'delta', ms / 1000, LENGTH_SECONDS), description);
  }

  async close(): Promise<void> {
    if (this.#started === undefined) await this.#output.cancel();
    else await this.#output.finalize();
  }
}

/** The decoder reads the true size from the stream itself. */
const SIZE = { codedWidth: 1280, codedHeight: 720 };

function pictureConfig(description: Uint8Array | undefined) {
  if (description === undefined) return { codec: 'vp8', ...SIZE };
  const profile = Buffer.from(description.subarray(1, 4)).toString('hex');
  return { codec: `avc1.${profile}`, description, ...SIZE };
}
