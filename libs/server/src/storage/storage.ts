import { createHash } from 'node:crypto';
import { Problem } from '@lesblik/shared/problems';
import type { KeyStore } from '../keys/key-store.ts';
import { plainSize } from './frames.ts';
import { keyOf, type ObjectRef, type ObjectRoot, recordingPrefix, uploadsPrefix } from './object-keys.ts';
import type { ObjectStore, Unfinished } from './object-store.ts';
import { release } from './release.ts';
import { type ByteRange, bytesOf, type Read, readSealed, writeSealed } from './sealed-objects.ts';

export type { ObjectRef } from './object-keys.ts';
export type { ByteRange, Read } from './sealed-objects.ts';

const DELETES_AT_ONCE = 8;

type Stored = { key: string; size: number } | Unfinished;

/** What lies in the store, as it lies there. */
export interface Found {
  key: string;
  /** Null: a write that was begun and never finished. */
  bytes: number | null;
  /** Of the stored bytes, in hexadecimal. */
  sha256: string | null;
}

/**
 * What everybody stores with: each object encrypted under its recording's key, which has to exist (`KeyStore.create`).
 * Errors: Problem `object_missing`, `object_damaged`, `storage_full`, `storage_unavailable`, `key_missing`.
 */
export class EncryptedStorage {
  readonly #store: ObjectStore;
  readonly #keys: KeyStore;
  readonly #root: ObjectRoot;

  constructor(store: ObjectStore, keys: KeyStore, root: ObjectRoot = 'recordings') {
    this.#store = store;
    this.#keys = keys;
    this.#root = root;
  }

  /** Appears whole or not at all; replaces what was there. Answers its plain size. */
  async write(
    ref: ObjectRef,
    body: AsyncIterable<Uint8Array> | Uint8Array,
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<{ size: number }> {
    const key = keyOf(ref, this.#root);
    return writeSealed(this.#store, key, await this.#keys.get(ref.recordingId), body, signal);
  }

  async read(ref: ObjectRef, range: ByteRange = {}): Promise<Read> {
    const key = keyOf(ref, this.#root);
    return readSealed(this.#store, key, await this.#keys.get(ref.recordingId), range);
  }

  async readBytes(ref: ObjectRef, range: ByteRange = {}): Promise<Buffer> {
    const { stream } = await this.read(ref, range);
    return bytesOf(stream);
  }

  /** Plain size; `undefined` where there is no such object. */
  async size(ref: ObjectRef): Promise<number | undefined> {
    const stored = await this.#store.size(keyOf(ref, this.#root));
    return stored === undefined ? undefined : plainSize(stored);
  }

  /** SHA-256 of the plain bytes, in hexadecimal. */
  async hash(ref: ObjectRef, { signal }: { signal?: AbortSignal } = {}): Promise<string> {
    const { stream } = await this.read(ref);
    const hash = createHash('sha256');
    for await (const chunk of stream) {
      signal?.throwIfAborted();
      hash.update(chunk as Buffer);
      release([chunk as Buffer]);
    }
    return hash.digest('hex');
  }

  async delete(ref: ObjectRef): Promise<void> {
    await this.#store.delete(keyOf(ref, this.#root));
  }

  /** `under`: only what is called so at the beginning, such as `call/`. */
  async *list(recordingId: string, under = ''): AsyncGenerator<{ name: string; size: number }> {
    const prefix = recordingPrefix(recordingId, this.#root);
    for await (const { key, size } of this.#store.list(`${prefix}${under}`))
      yield { name: key.slice(prefix.length), size: plainSize(size) };
  }

  /** Removes every object whose name begins so. */
  async deleteUnder(recordingId: string, under: string): Promise<void> {
    const prefix = `${recordingPrefix(recordingId, this.#root)}${under}`;
    await atOnce(this.#store.list(prefix), ({ key }) => this.#store.delete(key));
  }

  /** No way back: from here on nobody can read anything of it, whatever is still stored. */
  async destroyKey(recordingId: string): Promise<void> {
    await this.#keys.destroy(recordingId);
  }

  /**
   * Destroys the recording's key, then removes everything that a listing shows to be stored for it, unfinished uploads
   * included, and looks again.
   * @param record told of each before it goes
   */
  async deleteRecording(recordingId: string, record?: (found: Found[]) => Promise<void>): Promise<void> {
    await this.destroyKey(recordingId);
    for await (const some of inBatches(this.#everythingOf(recordingId))) {
      if (record !== undefined) await record(await Promise.all(some.map((one) => this.#describe(one))));
      await Promise.all(some.map((one) => this.#erase(one)));
    }
    for await (const left of this.#everythingOf(recordingId)) throw stillThere(left.key);
  }

  /** Whether a listing shows anything that is stored for it. */
  async holdsAnything(recordingId: string): Promise<boolean> {
    for await (const _ of this.#everythingOf(recordingId)) return true;
    return false;
  }

  async *#everythingOf(recordingId: string): AsyncGenerator<Stored> {
    for (const prefix of [recordingPrefix(recordingId, this.#root), uploadsPrefix(recordingId)]) {
      yield* this.#store.list(prefix);
      yield* this.#store.listUnfinished(prefix);
    }
  }

  async #describe(stored: Stored): Promise<Found> {
    if ('token' in stored) return { key: stored.key, bytes: null, sha256: null };
    const object = await this.#store.open(stored.key);
    try {
      const hash = createHash('sha256');
      for await (const chunk of object.first) hash.update(chunk);
      return { key: stored.key, bytes: object.size, sha256: hash.digest('hex') };
    } finally {
      await object.close();
    }
  }

  async #erase(stored: Stored): Promise<void> {
    if ('token' in stored) await this.#store.abandon(stored.key, stored.token);
    else await this.#store.delete(stored.key);
  }

  /** Removes the rests of interrupted writes, untouched since `before`: set that earlier than any upload may have begun. */
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

async function atOnce<T>(items: AsyncIterable<T>, act: (item: T) => Promise<void>): Promise<void> {
  for await (const some of inBatches(items)) await Promise.all(some.map(act));
}

async function* inBatches<T>(items: AsyncIterable<T>): AsyncGenerator<T[]> {
  let some: T[] = [];
  for await (const item of items) {
    some.push(item);
    if (some.length < DELETES_AT_ONCE) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}

const stillThere = (key: string) =>
  new Problem('storage_unavailable', undefined, { cause: new Error(`${key} is still there.`) });
