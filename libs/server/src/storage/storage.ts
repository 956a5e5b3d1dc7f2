import { createHash } from 'node:crypto';
import { Problem } from '@lesblik/shared/problems';
import type { KeyStore } from '../keys/key-store.ts';
import { plainSize } from './frames.ts';
import { keyOf, type ObjectRef, type ObjectRoot, recordingPrefix, uploadsPrefix } from './object-keys.ts';
import type { ObjectStore } from './object-store.ts';
import { release } from './release.ts';
import { type ByteRange, bytesOf, type Read, readSealed, writeSealed } from './sealed-objects.ts';

export type { ObjectRef } from './object-keys.ts';
export type { ByteRange, Read } from './sealed-objects.ts';

const DELETES_AT_ONCE = 8;

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

  /** Destroys the recording's key, then removes everything stored for it, unfinished uploads included, and looks again. */
  async deleteRecording(recordingId: string): Promise<void> {
    await this.#keys.destroy(recordingId);
    const prefixes = [recordingPrefix(recordingId, this.#root), uploadsPrefix(recordingId)];
    for (const prefix of prefixes) {
      await atOnce(this.#store.list(prefix), ({ key }) => this.#store.delete(key));
      await atOnce(this.#store.listUnfinished(prefix), ({ key, token }) => this.#store.abandon(key, token));
    }
    for (const prefix of prefixes) {
      for await (const left of this.#store.list(prefix)) throw stillThere(left.key);
      for await (const left of this.#store.listUnfinished(prefix)) throw stillThere(left.key);
    }
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
