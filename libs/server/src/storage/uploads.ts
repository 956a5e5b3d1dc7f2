import { randomBytes } from 'node:crypto';
import { Problem } from '@lesblik/shared/problems';
import type { KeyStore } from '../keys/key-store.ts';
import { newHeader, plainSize } from './frames.ts';
import type { ObjectStore } from './object-store.ts';
import { keyOf, uploadsPrefix } from './object-keys.ts';
import { readSealedBytes, writeSealed } from './sealed-objects.ts';
import { UploadProgress, type UploadState } from './upload-progress.ts';

/** A film on its way: bytes arrive over many requests and become the recording's `original` without being copied again. */
export interface Upload {
  /** `<recordingId>.<32 hexadecimal digits>`. */
  id: string;
  recordingId: string;
  /** Bytes announced. */
  size: number;
  /** Bytes kept: from here the upload goes on, also after the process was killed. Equal to `size`: it is whole. */
  offset: number;
  metadata: Record<string, string | null>;
  createdAt: Date;
}

/** The recording an upload's id belongs to; `undefined` where it is no such id. */
export const recordingOfUpload = (id: string): string | undefined =>
  /^([0-9A-Za-z-]{2,64})\.[0-9a-f]{32}$/.exec(id)?.[1];

export const newUploadId = (recordingId: string): string => `${recordingId}.${randomBytes(16).toString('hex')}`;

const ORIGINAL = 'original';

/**
 * Uploads, kept in the store itself and nowhere else. One request at a time may use one upload: the caller locks.
 * Errors: those of `EncryptedStorage` and Problem `upload_not_found`, `upload_offset_wrong`, `upload_too_many_bytes`.
 */
export class EncryptedUploads {
  readonly #store: ObjectStore;
  readonly #keys: KeyStore;

  constructor(store: ObjectStore, keys: KeyStore) {
    this.#store = store;
    this.#keys = keys;
  }

  /** Begins an upload. An unfinished one to the same recording gives way to it. @throws Problem recording_state when there is an original */
  async create({ id, size, metadata }: Pick<Upload, 'id' | 'size' | 'metadata'>): Promise<Upload> {
    const recordingId = recordingIn(id);
    const key = keyOf({ recordingId, name: ORIGINAL });
    if ((await this.#store.size(key)) !== undefined) throw new Problem('recording_state');
    const recordingKey = await this.#keys.get(recordingId);
    for await (const earlier of this.#ids(uploadsPrefix(recordingId))) await this.remove(earlier);
    const state: UploadState = {
      size,
      metadata,
      createdAt: new Date().toISOString(),
      token: await this.#store.startGrowing(key),
      header: newHeader().toString('base64'),
    };
    await writeSealed(this.#store, stateKey(id), recordingKey, Buffer.from(JSON.stringify(state)));
    if (size === 0) await this.write(id, 0, none());
    return describe(id, state, 0);
  }

  /** Changes nothing, so that it may be asked while a request writes. */
  async find(id: string): Promise<Upload | undefined> {
    const recordingId = recordingOfUpload(id);
    if (recordingId === undefined) return undefined;
    const state = await this.#state(id);
    if (!state) return this.#forgotten(id, recordingId);
    const progress = await this.#resume(id, state);
    if (!progress) return undefined;
    await progress.close();
    return describe(id, state, progress.offset);
  }

  /**
   * Adds bytes; answers the new offset. When the source breaks off, what came is kept and its error is thrown on.
   * The chunks become the upload's own and are emptied once they are sealed. Memory: a few of the store's units.
   */
  async write(id: string, offset: number, source: AsyncIterable<Uint8Array>): Promise<number> {
    const state = await this.#state(id);
    const progress = state && (await this.#resume(id, state));
    if (!progress) throw new Problem('upload_not_found');
    try {
      if (progress.offset !== offset) throw new Problem('upload_offset_wrong', { offset: progress.offset });
      await progress.take(source);
      return progress.offset;
    } finally {
      await progress.close();
    }
  }

  /** Removes an unfinished upload with every byte of it, or the traces of a finished one. */
  async remove(id: string): Promise<void> {
    const recordingId = recordingIn(id);
    const state = await this.#state(id);
    if (state) await this.#store.abandon(keyOf({ recordingId, name: ORIGINAL }), state.token);
    await this.#store.delete(tailKey(id));
    await this.#store.delete(stateKey(id));
  }

  /** Every upload that was begun and not removed. */
  async *list(): AsyncGenerator<Upload> {
    for await (const id of this.#ids('uploads/')) {
      const upload = await this.find(id);
      if (upload) yield upload;
    }
  }

  async *#ids(prefix: string): AsyncGenerator<string> {
    for await (const { key } of this.#store.list(prefix)) {
      const [, recordingId, random, kind] = key.split('/');
      if (kind === 'state') yield `${recordingId}.${random}`;
    }
  }

  async #state(id: string): Promise<UploadState | undefined> {
    const recordingKey = await this.#keys.get(recordingIn(id));
    const bytes = await readSealedBytes(this.#store, stateKey(id), recordingKey);
    return bytes && (JSON.parse(bytes.toString()) as UploadState);
  }

  async #resume(id: string, state: UploadState): Promise<UploadProgress | undefined> {
    const recordingId = recordingIn(id);
    const key = keyOf({ recordingId, name: ORIGINAL });
    return UploadProgress.resume(this.#store, await this.#keys.get(recordingId), key, tailKey(id), state);
  }

  /** An upload whose state was removed once it was whole: a client that missed the last answer asks for it again. */
  async #forgotten(id: string, recordingId: string): Promise<Upload | undefined> {
    const stored = await this.#store.size(keyOf({ recordingId, name: ORIGINAL }));
    if (stored === undefined) return undefined;
    const size = plainSize(stored);
    return { id, recordingId, size, offset: size, metadata: {}, createdAt: new Date() };
  }
}

function describe(id: string, state: UploadState, offset: number): Upload {
  const { size, metadata, createdAt } = state;
  return { id, recordingId: recordingIn(id), size, offset, metadata, createdAt: new Date(createdAt) };
}

function recordingIn(id: string): string {
  const recordingId = recordingOfUpload(id);
  if (recordingId === undefined) throw new Problem('upload_not_found');
  return recordingId;
}

const stateKey = (id: string) => `uploads/${id.replace('.', '/')}/state`;
const tailKey = (id: string) => `uploads/${id.replace('.', '/')}/tail`;

async function* none(): AsyncGenerator<Uint8Array> {}
