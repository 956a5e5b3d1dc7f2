import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';
import { Problem } from '@lesblik/shared/problems';
import type { Batch } from './object-store.ts';
import { release } from './release.ts';

/**
 * The format of every stored object (docs/decisions/storage.md). Records of equal length, the last one shorter;
 * the first begins with the header, so that every record, and every part of a multipart upload, starts at a multiple
 * of its length. A nonce is random and never used twice, whatever crashes and however often a frame is written again.
 */
const FRAME = 65_536;
const NONCE = 12;
const TAG = 16;
export const HEADER = 32;
export const RECORD = FRAME + NONCE + TAG;
const MAGIC = Buffer.from([0x4c, 0x53, 0x42, 0x4b, 1, 1, 16, 0]); // "LSBK", version 1, AES-256-GCM, 2^16 bytes a frame

export const newHeader = (): Buffer => Buffer.concat([MAGIC, randomBytes(HEADER - MAGIC.length)]);

/** Plain bytes in frame `index`, when full. */
export const frameBytes = (index: number): number => (index === 0 ? FRAME - HEADER : FRAME);
/** Plain offset at which frame `index` starts. */
export const frameStart = (index: number): number => (index === 0 ? 0 : index * FRAME - HEADER);
/** The frame that holds the plain byte at `offset`. */
export const frameAt = (offset: number): number => Math.floor((offset + HEADER) / FRAME);

/** Plain size of an object of `stored` bytes. */
export function plainSize(stored: number): number {
  const records = Math.ceil(stored / RECORD);
  const size = stored - HEADER - records * (NONCE + TAG);
  if (size < 0 || (records > 1 && size <= frameStart(records - 1))) throw damaged('its length fits no object');
  return size;
}

export const damaged = (reason: string): Problem =>
  new Problem('object_damaged', undefined, { cause: new Error(reason) });

/** Seals and opens the frames of one object; name, header, frame number and last-frame flag are authenticated. */
export class FrameCipher {
  /** Made once: from raw bytes Node would make one for every frame. */
  readonly #key: KeyObject;
  readonly #aad: Buffer;
  #nonces: Buffer = Buffer.alloc(0);

  constructor(recordingKey: Uint8Array, address: string, header: Uint8Array) {
    if (header.length !== HEADER || !MAGIC.equals(header.subarray(0, MAGIC.length)))
      throw damaged('its header is not ours');
    const key = hkdfSync('sha256', recordingKey, header.subarray(MAGIC.length), 'lesblik object', 32);
    this.#key = createSecretKey(new Uint8Array(key));
    this.#aad = Buffer.concat([header, Buffer.alloc(9), Buffer.from(address)]);
  }

  /** Nonce, ciphertext and tag of one frame. */
  seal(index: number, last: boolean, plain: Batch): Buffer[] {
    if (this.#nonces.length < NONCE) this.#nonces = randomBytes(NONCE * 64);
    const nonce = this.#nonces.subarray(0, NONCE);
    this.#nonces = this.#nonces.subarray(NONCE);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce, { authTagLength: TAG }).setAAD(
      this.#aadOf(index, last),
    );
    const sealed = [nonce];
    for (const piece of plain) sealed.push(cipher.update(piece));
    cipher.final();
    sealed.push(cipher.getAuthTag());
    return sealed;
  }

  /** The plain bytes of one frame. @throws Problem object_damaged */
  open(index: number, last: boolean, nonce: Uint8Array, sealed: Batch, tag: Uint8Array): Buffer[] {
    const decipher = createDecipheriv('aes-256-gcm', this.#key, nonce, { authTagLength: TAG }).setAAD(
      this.#aadOf(index, last),
    );
    decipher.setAuthTag(tag);
    const plain = sealed.map((piece) => decipher.update(piece));
    try {
      decipher.final();
    } catch {
      throw damaged(`frame ${index} is not what was written`);
    }
    return plain;
  }

  #aadOf(index: number, last: boolean): Buffer {
    this.#aad.writeBigUInt64BE(BigInt(index), HEADER);
    this.#aad.writeUInt8(last ? 1 : 0, HEADER + 8);
    return this.#aad;
  }
}

/** Takes exact lengths from chunks of any length, without copying them together. */
export class Pieces {
  #chunks: Uint8Array[] = [];
  length = 0;

  push(chunk: Uint8Array): void {
    if (chunk.length === 0) return;
    this.#chunks.push(chunk);
    this.length += chunk.length;
  }

  take(length: number): Uint8Array[] {
    const taken: Uint8Array[] = [];
    let missing = length;
    let used = 0;
    while (missing > 0) {
      const chunk = this.#chunks[used];
      if (chunk === undefined) throw new RangeError(`${length} bytes wanted of ${this.length}`);
      if (chunk.length <= missing) {
        taken.push(chunk);
        used += 1;
      } else {
        taken.push(chunk.subarray(0, missing));
        this.#chunks[used] = chunk.subarray(missing);
      }
      missing -= Math.min(missing, chunk.length);
    }
    this.#chunks.splice(0, used);
    this.length -= length;
    return taken;
  }

  /** Leaves out so many bytes, or as many as there are. @returns how many */
  skip(length: number): number {
    const skipped = Math.min(length, this.length);
    if (skipped > 0) this.take(skipped);
    return skipped;
  }

  /** The same as one array; copies only when it lies across chunks. */
  takeOne(length: number): Uint8Array {
    const taken = this.take(length);
    return taken.length === 1 && taken[0] !== undefined ? taken[0] : Buffer.concat(taken);
  }
}

/** Seals the frames from number `index` on that `plain` holds; the last of them may be shorter only where `last`. */
export function sealFrames(
  cipher: FrameCipher,
  header: Uint8Array,
  index: number,
  plain: Pieces,
  last: boolean,
): Uint8Array[] {
  const sealed: Uint8Array[] = index === 0 ? [header] : [];
  let at = index;
  do {
    const length = Math.min(plain.length, frameBytes(at));
    const isLast = last && length === plain.length;
    sealed.push(...cipher.seal(at, isLast, plain.take(length)));
    at += 1;
  } while (plain.length > 0);
  return sealed;
}

/** Chunks that are emptied in their order, and given back as they are. */
class Held {
  readonly #chunks: Uint8Array[] = [];
  #length = 0;

  push(chunk: Uint8Array): void {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
  }

  /** Gives back those of which nothing is among the last `left` bytes. */
  releaseTo(left: number): void {
    for (
      let [first] = this.#chunks;
      first !== undefined && this.#length - first.length >= left;
      [first] = this.#chunks
    ) {
      // The length first: what is given back has none any more.
      this.#length -= first.length;
      this.#chunks.shift();
      release([first]);
    }
  }
}

/**
 * Opens records from number `index` on; `lastIndex` is the object's last frame, `skipped` what comes before the first.
 * Empties the chunks it is given. Yields the frames of each together, and the number of the last of them: all that
 * follows costs once for them, and not once for each.
 */
export async function* openFrames(
  cipher: FrameCipher,
  index: number,
  lastIndex: number,
  stored: AsyncIterable<Uint8Array>,
  skipped = 0,
): AsyncGenerator<{ index: number; plain: Buffer[] }> {
  const pieces = new Pieces();
  let [at, toSkip] = [index, skipped];
  const openOne = (length: number): Buffer[] => {
    const nonce = pieces.takeOne(NONCE);
    const sealed = pieces.take(length - NONCE - TAG);
    const tag = pieces.takeOne(TAG);
    const plain = cipher.open(at, at === lastIndex, nonce, sealed, tag);
    at += 1;
    return plain;
  };
  const chunks = new Held();
  for await (const chunk of stored) {
    pieces.push(chunk);
    chunks.push(chunk);
    toSkip -= pieces.skip(toSkip);
    const plain: Buffer[] = [];
    try {
      while (pieces.length >= recordBody(at)) plain.push(...openOne(recordBody(at)));
    } finally {
      chunks.releaseTo(pieces.length);
      // Also those before one that is damaged.
      if (plain.length > 0) yield { index: at - 1, plain };
    }
  }
  if (pieces.length > 0) {
    if (pieces.length < NONCE + TAG) throw damaged('it ends within a frame');
    const plain = openOne(pieces.length);
    chunks.releaseTo(0);
    yield { index: at - 1, plain };
  }
}

/** Length of a full record, without the header that the caller has read already. */
const recordBody = (index: number): number => (index === 0 ? RECORD - HEADER : RECORD);
