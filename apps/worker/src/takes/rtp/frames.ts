import type { OrderedPacket } from './in-sequence.ts';
import { Unwrapper } from './unwrap.ts';

/** What one packet carries of a frame. */
export interface Piece {
  /** A frame, or a unit of one, begins with it. */
  begins: boolean;
  parts: Uint8Array[];
  /** It goes on with the unit of the packet before. */
  goesOn?: boolean;
  /** Its parts are one unit's beginning. */
  oneUnit?: boolean;
}

interface Coded {
  key: boolean;
  data: Buffer;
  /** Size, or parameters, of what follows a key frame. */
  shape: string | undefined;
  /** A decoder's configuration, where the codec has one. */
  description?: Buffer;
}

export interface Depacketizer {
  /** `undefined` for what carries nothing of a frame. */
  piece(payload: Uint8Array): Piece | undefined;
  /** @returns undefined when these pieces are no frame */
  frame(pieces: readonly Piece[]): Coded | undefined;
}

export interface VideoFrame extends Coded {
  /** RTP time, counted on. */
  rtp: number;
  /** The first, or the first of another size: a decoder begins with it. */
  fresh: boolean;
}

/**
 * One SSRC's frames, whole ones only: one with a lost packet and all that follow it are left out until the next key
 * frame, for they would show smears.
 */
export class VideoFrames {
  readonly #depacketizer: Depacketizer;
  readonly #unwrapper = new Unwrapper(32);
  #pieces: Piece[] = [];
  #rtp: number | undefined;
  #damaged = false;
  /** Everything since the last key frame is there. */
  #chained = false;
  #shape: string | undefined;

  constructor(depacketizer: Depacketizer) {
    this.#depacketizer = depacketizer;
  }

  /** @returns the frame that this packet ends */
  push({ packet, lost }: OrderedPacket): VideoFrame | undefined {
    if (lost) this.#lose();
    const rtp = this.#unwrapper.next(packet.timestamp);
    // Without its last packet, which would have been marked, the frame before is not whole.
    if (this.#rtp !== undefined && rtp !== this.#rtp) this.#lose();
    this.#rtp = rtp;
    const piece = packet.payload.length === 0 ? undefined : this.#depacketizer.piece(packet.payload);
    if (piece !== undefined) {
      if (this.#pieces.length === 0 && !piece.begins) this.#damaged = true;
      this.#pieces.push(piece);
    }
    if (!packet.marker) {
      if (this.#pieces.length === 0) this.#rtp = undefined;
      return undefined;
    }
    return this.#end(rtp);
  }

  #end(rtp: number): VideoFrame | undefined {
    const pieces = this.#pieces;
    const whole = !this.#damaged && pieces.length > 0;
    this.#pieces = [];
    this.#damaged = false;
    this.#rtp = undefined;
    if (pieces.length === 0) return undefined;
    const coded = whole ? this.#depacketizer.frame(pieces) : undefined;
    if (coded === undefined || (!coded.key && !this.#chained)) {
      this.#chained = false;
      return undefined;
    }
    const fresh = coded.shape !== undefined && coded.shape !== this.#shape;
    this.#chained = true;
    this.#shape = coded.shape ?? this.#shape;
    return { ...coded, rtp, fresh };
  }

  #lose(): void {
    this.#chained = false;
    this.#pieces = [];
    this.#damaged = false;
    this.#rtp = undefined;
  }
}
