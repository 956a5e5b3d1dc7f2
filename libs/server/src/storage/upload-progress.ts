import {
  damaged,
  FrameCipher,
  frameAt,
  frameStart,
  HEADER,
  openFrames,
  Pieces,
  plainSize,
  RECORD,
  sealFrames,
} from './frames.ts';
import { Problem } from '@lesblik/shared/problems';
import type { GrowingObject, ObjectStore } from './object-store.ts';
import { release } from './release.ts';
import { readSealedBytes, writeSealed } from './sealed-objects.ts';

/** Written once, when the upload is begun; encrypted like everything else, for it holds the file's name. */
export interface UploadState {
  size: number;
  metadata: Record<string, string | null>;
  createdAt: string;
  token: string;
  /** The object's header, base64. */
  header: string;
}

/** What did not fill a unit yet, rewritten whenever a request ends. */
interface Tail {
  /** Plain offset of its first byte. */
  start: number;
  /** Stored bytes that are known to survive a loss of power. */
  synced: number;
  bytes: Uint8Array;
}

const TAIL_NUMBERS = 16;
/** How much is written between two notes of what is synced: so much is read again, at most, after the process was killed. */
const NOTE_EVERY = 64 * 1024 * 1024;

/** One upload while a request uses it: whole units go to the store at once, the rest into the tail when the request ends. */
export class UploadProgress {
  readonly #store: ObjectStore;
  readonly #recordingKey: Uint8Array;
  readonly #tailKey: string;
  readonly #size: number;
  readonly #header: Uint8Array;
  readonly #cipher: FrameCipher;
  readonly #growing: GrowingObject | undefined;
  readonly #pending = new Pieces();
  /** Stored bytes handed to the store, all in whole units. */
  #sealed: number;
  #synced: number;
  #noting: Promise<void> | undefined;
  offset: number;

  private constructor(
    store: ObjectStore,
    recordingKey: Uint8Array,
    tailKey: string,
    state: UploadState,
    cipher: FrameCipher,
    growing: GrowingObject | undefined,
    sealed: number,
    tail: Tail,
  ) {
    this.#store = store;
    this.#recordingKey = recordingKey;
    this.#tailKey = tailKey;
    this.#size = state.size;
    this.#header = Buffer.from(state.header, 'base64');
    this.#cipher = cipher;
    this.#growing = growing;
    this.#sealed = sealed;
    this.#synced = tail.synced;
    this.#pending.push(tail.bytes);
    this.offset = tail.start + tail.bytes.length;
  }

  /** Finds where the store is, and changes nothing there; `undefined` when the upload was abandoned. */
  static async resume(
    store: ObjectStore,
    recordingKey: Uint8Array,
    key: string,
    tailKey: string,
    state: UploadState,
  ): Promise<UploadProgress | undefined> {
    const header = Buffer.from(state.header, 'base64');
    const cipher = new FrameCipher(recordingKey, key, header);
    const stored = await store.size(key);
    if (stored !== undefined) {
      // It was finished before: nothing else makes this object.
      const whole = { start: plainSize(stored), synced: stored, bytes: Buffer.alloc(0) };
      return new UploadProgress(store, recordingKey, tailKey, state, cipher, undefined, stored, whole);
    }
    const growing = await store.grow(key, state.token);
    if (!growing) return undefined;
    try {
      const written = await readTail(store, tailKey, recordingKey);
      const synced = Math.min(written?.synced ?? 0, growing.size);
      const sound = await soundUpTo(growing, cipher, header, store.appendUnit, state.size, synced);
      // Killed between the last unit and the end: that unit is sent again, and the film finished by it.
      const sealed = frameStart(sound / RECORD) < state.size ? sound : Math.max(0, sound - store.appendUnit);
      const start = frameStart(sealed / RECORD);
      const tail = written?.start === start ? written : { start, bytes: Buffer.alloc(0) };
      const known = { ...tail, synced: Math.min(synced, sealed) };
      return new UploadProgress(store, recordingKey, tailKey, state, cipher, growing, sealed, known);
    } catch (error) {
      await growing.close();
      throw error;
    }
  }

  async take(source: AsyncIterable<Uint8Array>): Promise<void> {
    let brokeOff: { error: unknown } | undefined;
    try {
      if (this.#growing && this.#growing.size > this.#sealed) await this.#growing.cut(this.#sealed);
      for await (const chunk of source) {
        if (this.offset + chunk.length > this.#size) throw new Problem('upload_too_many_bytes');
        this.#pending.push(chunk);
        this.offset += chunk.length;
        while (this.#pending.length >= this.#unitBytes() && this.offset < this.#size) await this.#flush();
      }
    } catch (error) {
      brokeOff = { error };
    }
    try {
      await this.#noting;
      await this.#growing?.sync();
      // After a write that failed, the units before it count and the bytes after it are sent again.
      if (this.#growing && this.#growing.size === this.#sealed) {
        if (this.offset === this.#size) await this.#finish();
        else await this.#note();
      }
    } catch (error) {
      brokeOff ??= { error };
    }
    if (brokeOff) throw brokeOff.error;
  }

  async close(): Promise<void> {
    await this.#growing?.close();
  }

  /** Plain bytes that make the next unit. */
  #unitBytes(): number {
    const index = this.#sealed / RECORD;
    return frameStart(index + this.#store.appendUnit / RECORD) - frameStart(index);
  }

  async #flush(): Promise<void> {
    const taken = this.#pending.take(this.#unitBytes());
    const plain = new Pieces();
    for (const piece of taken) plain.push(piece);
    const unit = sealFrames(this.#cipher, this.#header, this.#sealed / RECORD, plain, false);
    release(taken);
    this.#sealed += this.#store.appendUnit;
    await this.#growing?.append(unit);
    if (this.#growing?.readBack && this.#sealed - this.#synced >= NOTE_EVERY && !this.#noting) this.#noteMeanwhile();
  }

  /** Syncs beside the upload, so that little is left to sync at its end. */
  #noteMeanwhile(): void {
    const synced = this.#sealed;
    const tail = { start: frameStart(synced / RECORD), synced, bytes: Buffer.alloc(0) };
    const noting = (async () => {
      await this.#growing?.sync();
      await this.#writeTail(tail);
      this.#synced = synced;
      this.#noting = undefined;
    })();
    noting.catch(() => undefined); // met where `#noting` is awaited, when the request ends
    this.#noting = noting;
  }

  async #note(): Promise<void> {
    await this.#growing?.sync();
    this.#synced = this.#sealed;
    const bytes = this.#pending.takeOne(this.#pending.length);
    this.#pending.push(bytes);
    await this.#writeTail({ start: this.offset - bytes.length, synced: this.#synced, bytes });
  }

  async #writeTail({ start, synced, bytes }: Tail): Promise<void> {
    const numbers = Buffer.alloc(TAIL_NUMBERS);
    numbers.writeBigUInt64BE(BigInt(start), 0);
    numbers.writeBigUInt64BE(BigInt(synced), 8);
    await writeSealed(this.#store, this.#tailKey, this.#recordingKey, Buffer.concat([numbers, bytes]));
  }

  /** Seals the last frame as the last; from here on the object is there. */
  async #finish(): Promise<void> {
    const index = this.#sealed / RECORD;
    if (this.#pending.length > 0 || index === 0) {
      const end = sealFrames(this.#cipher, this.#header, index, this.#pending, true);
      await this.#growing?.append(end);
    }
    await this.#growing?.finish();
    await this.#store.delete(this.#tailKey);
  }
}

async function readTail(store: ObjectStore, key: string, recordingKey: Uint8Array): Promise<Tail | undefined> {
  const bytes = await readSealedBytes(store, key, recordingKey);
  if (!bytes) return undefined;
  if (bytes.length < TAIL_NUMBERS) throw damaged('an upload’s tail is too short');
  return {
    start: Number(bytes.readBigUInt64BE(0)),
    synced: Number(bytes.readBigUInt64BE(8)),
    bytes: bytes.subarray(TAIL_NUMBERS),
  };
}

/**
 * How many stored bytes, in whole units, are as they were sealed. Those before `from` were synced; those after it are
 * read back, because a loss of power may have left holes.
 */
async function soundUpTo(
  growing: GrowingObject,
  cipher: FrameCipher,
  header: Buffer,
  unit: number,
  size: number,
  from: number,
) {
  if (!growing.readBack || growing.size === from) return growing.size;
  let frames = from / RECORD;
  try {
    if (from === 0) {
      for await (const start of growing.readBack(0, HEADER)) if (!header.equals(start)) return 0;
    }
    const stored = growing.readBack(Math.max(from, HEADER), growing.size);
    for await (const { index } of openFrames(cipher, frames, frameAt(size - 1), stored)) frames = index + 1;
  } catch (error) {
    if (!(error instanceof Problem && error.code === 'object_damaged')) throw error;
  }
  const sound = frames * RECORD;
  return sound - (sound % unit);
}
