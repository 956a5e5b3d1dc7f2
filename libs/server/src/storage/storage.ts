import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Problem } from '@lesblik/shared/problems';
import type { KeyStore } from '../keys/key-store.ts';
import {
  damaged,
  FrameCipher,
  frameAt,
  frameStart,
  HEADER,
  newHeader,
  openFrames,
  Pieces,
  plainSize,
  RECORD,
  sealFrames,
} from './frames.ts';
import type { Batch, ObjectStore, StoredObject } from './object-store.ts';
import { readableFrom } from './readable.ts';

/** An object of a recording. `name` like `original`, `hls/480/12.m4s`. */
export interface ObjectRef {
  recordingId: string;
  name: string;
}

/** Plain bytes from `start` up to, not including, `end`; both optional. */
export interface ByteRange {
  start?: number | undefined;
  end?: number | undefined;
}

export interface Read {
  /** Plain bytes of the whole object, whatever range was asked for. */
  size: number;
  /** The bytes asked for, each frame verified before it is handed out. Consume or destroy it. */
  stream: Readable;
}

const BATCH_FRAMES = 16;
const DELETES_AT_ONCE = 8;

export const recordingPrefix = (recordingId: string): string => `recordings/${recordingId}/`;
export const uploadsPrefix = (recordingId: string): string => `uploads/${recordingId}/`;

/** Where the object lies, and what its frames are bound to. */
export function keyOf({ recordingId, name }: ObjectRef): string {
  if (!/^[0-9A-Za-z-]{2,64}$/.test(recordingId)) throw new RangeError(`Not a recording's id: ${recordingId}`);
  if (!/^[0-9A-Za-z][0-9A-Za-z._-]*(\/[0-9A-Za-z][0-9A-Za-z._-]*)*$/.test(name) || name.length > 200) {
    throw new RangeError(`Not an object's name: ${name}`);
  }
  return `${recordingPrefix(recordingId)}${name}`;
}

/**
 * What everybody stores with: each object encrypted under its recording's key, which has to exist (`KeyStore.create`).
 * Errors: Problem `object_missing`, `object_damaged`, `storage_full`, `storage_unavailable`, `key_missing`.
 */
export class EncryptedStorage {
  readonly #store: ObjectStore;
  readonly #keys: KeyStore;

  constructor(store: ObjectStore, keys: KeyStore) {
    this.#store = store;
    this.#keys = keys;
  }

  /** Appears whole or not at all; replaces what was there. Answers its plain size. */
  async write(
    ref: ObjectRef,
    body: AsyncIterable<Uint8Array> | Uint8Array,
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<{ size: number }> {
    const key = keyOf(ref);
    return writeSealed(this.#store, key, await this.#keys.get(ref.recordingId), body, signal);
  }

  async read(ref: ObjectRef, range: ByteRange = {}): Promise<Read> {
    const key = keyOf(ref);
    return readSealed(this.#store, key, await this.#keys.get(ref.recordingId), range);
  }

  async readBytes(ref: ObjectRef, range: ByteRange = {}): Promise<Buffer> {
    const { stream } = await this.read(ref, range);
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  }

  /** Plain size; `undefined` where there is no such object. */
  async size(ref: ObjectRef): Promise<number | undefined> {
    const stored = await this.#store.size(keyOf(ref));
    return stored === undefined ? undefined : plainSize(stored);
  }

  /** SHA-256 of the plain bytes, in hexadecimal. */
  async hash(ref: ObjectRef, { signal }: { signal?: AbortSignal } = {}): Promise<string> {
    const { stream } = await this.read(ref);
    const hash = createHash('sha256');
    for await (const chunk of stream) {
      signal?.throwIfAborted();
      hash.update(chunk as Buffer);
    }
    return hash.digest('hex');
  }

  async delete(ref: ObjectRef): Promise<void> {
    await this.#store.delete(keyOf(ref));
  }

  async *list(recordingId: string): AsyncGenerator<{ name: string; size: number }> {
    const prefix = recordingPrefix(recordingId);
    for await (const { key, size } of this.#store.list(prefix))
      yield { name: key.slice(prefix.length), size: plainSize(size) };
  }

  /** Destroys the recording's key, then removes everything stored for it, unfinished uploads included, and looks again. */
  async deleteRecording(recordingId: string): Promise<void> {
    await this.#keys.destroy(recordingId);
    const prefixes = [recordingPrefix(recordingId), uploadsPrefix(recordingId)];
    for (const prefix of prefixes) {
      await atOnce(this.#store.list(prefix), ({ key }) => this.#store.delete(key));
      await atOnce(this.#store.listUnfinished(prefix), ({ key, token }) => this.#store.abandon(key, token));
    }
    for (const prefix of prefixes) {
      for await (const left of this.#store.list(prefix)) throw stillThere(left.key);
      for await (const left of this.#store.listUnfinished(prefix)) throw stillThere(left.key);
    }
  }

  /** Removes the rests of interrupted writes: what nobody touched since `before` and no upload goes on with. */
  async removeRests(before: Date): Promise<number> {
    let removed = 0;
    for (const prefix of ['recordings/', 'uploads/']) {
      for await (const { key, token, touchedAt } of this.#store.listUnfinished(prefix)) {
        if (touchedAt >= before) continue;
        await this.#store.abandon(key, token);
        removed += 1;
      }
    }
    return removed;
  }

  freeBytes(): Promise<number | undefined> {
    return this.#store.freeBytes();
  }

  /** Rejects when the storage does not answer. */
  check(): Promise<void> {
    return this.#store.check();
  }

  close(): void {
    this.#store.close();
  }
}

export async function writeSealed(
  store: ObjectStore,
  key: string,
  recordingKey: Uint8Array,
  body: AsyncIterable<Uint8Array> | Uint8Array,
  signal?: AbortSignal,
): Promise<{ size: number }> {
  let size = 0;
  async function* batches(): AsyncGenerator<Batch> {
    const header = newHeader();
    const cipher = new FrameCipher(recordingKey, key, header);
    const pending = new Pieces();
    let index = 0;
    for await (const chunk of body instanceof Uint8Array ? [body] : body) {
      size += chunk.length;
      pending.push(chunk);
      for (;;) {
        const end = index + BATCH_FRAMES;
        const length = frameStart(end) - frameStart(index);
        // A full frame waits for one more byte: it may be the last.
        if (pending.length <= length) break;
        const plain = new Pieces();
        for (const piece of pending.take(length)) plain.push(piece);
        yield sealFrames(cipher, header, index, plain, false);
        index = end;
      }
    }
    yield sealFrames(cipher, header, index, pending, true);
  }
  await store.put(key, batches(), signal);
  return { size };
}

export async function readSealed(
  store: ObjectStore,
  key: string,
  recordingKey: Uint8Array,
  range: ByteRange,
): Promise<Read> {
  const whole = range.start === undefined && range.end === undefined;
  const object = await store.open(key, whole ? undefined : HEADER);
  try {
    const size = plainSize(object.size);
    const end = Math.min(range.end ?? size, size);
    const start = Math.min(range.start ?? 0, end);
    const plain = whole ? openWhole(object, key, recordingKey) : openRange(object, key, recordingKey, start, end);
    return { size, stream: readableFrom(plain, () => object.close()) };
  } catch (error) {
    await object.close();
    throw error;
  }
}

async function* openWhole(object: StoredObject, key: string, recordingKey: Uint8Array): AsyncGenerator<Buffer> {
  const stored = object.first[Symbol.asyncIterator]();
  const head = await takeHeader(stored);
  const cipher = new FrameCipher(recordingKey, key, head.header);
  async function* rest(): AsyncGenerator<Uint8Array> {
    yield head.rest;
    yield* { [Symbol.asyncIterator]: () => stored };
  }
  const last = Math.ceil(object.size / RECORD) - 1;
  let opened = -1;
  for await (const { index, plain } of openFrames(cipher, 0, last, rest())) {
    opened = index;
    yield* plain;
  }
  if (opened !== last) throw damaged('it ends before its last frame');
}

async function* openRange(
  object: StoredObject,
  key: string,
  recordingKey: Uint8Array,
  start: number,
  end: number,
): AsyncGenerator<Buffer> {
  const { header } = await takeHeader(object.first[Symbol.asyncIterator]());
  const cipher = new FrameCipher(recordingKey, key, header);
  const lastOfAll = Math.ceil(object.size / RECORD) - 1;
  // An empty range past the end opens the last frame all the same: the end may have been cut off.
  const first = Math.min(frameAt(start), lastOfAll);
  const last = end > start ? frameAt(end - 1) : first;
  const stored = object.range(first === 0 ? HEADER : first * RECORD, Math.min((last + 1) * RECORD, object.size));
  let at = frameStart(first);
  for await (const { plain } of openFrames(cipher, first, lastOfAll, stored)) {
    for (const piece of plain) {
      const from = Math.max(start - at, 0);
      const to = Math.min(end - at, piece.length);
      if (from < to) yield piece.subarray(from, to);
      at += piece.length;
    }
  }
  if (at < end) throw damaged('it ends before its last frame');
}

async function takeHeader(stored: AsyncIterator<Uint8Array>): Promise<{ header: Uint8Array; rest: Uint8Array }> {
  const pieces = new Pieces();
  while (pieces.length < HEADER) {
    const next = await stored.next();
    if (next.done) throw damaged('it ends within its header');
    pieces.push(next.value);
  }
  return { header: pieces.takeOne(HEADER), rest: pieces.takeOne(pieces.length) };
}

async function atOnce<T>(items: AsyncIterable<T>, act: (item: T) => Promise<void>): Promise<void> {
  let running: Promise<void>[] = [];
  for await (const item of items) {
    running.push(act(item));
    if (running.length < DELETES_AT_ONCE) continue;
    await Promise.all(running);
    running = [];
  }
  await Promise.all(running);
}

const stillThere = (key: string) =>
  new Problem('storage_unavailable', undefined, { cause: new Error(`${key} is still there.`) });
