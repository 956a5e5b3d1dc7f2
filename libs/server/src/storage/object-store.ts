/**
 * A few byte arrays that follow one another, handed on together so that nothing has to be copied into one. They become
 * the store's own, which empties them once they are written.
 */
export type Batch = readonly Uint8Array[];

export interface StoredObject {
  /** Bytes of the whole object as stored. */
  readonly size: number;
  /** The bytes asked for on opening, from the object's start. May be taken once. */
  readonly first: AsyncIterable<Uint8Array>;
  /** Bytes from `start` up to, not including, `end`, of the very version that was opened. */
  range(start: number, end: number): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

/** An object that grows over many requests and is seen by nobody until it is finished. */
export interface GrowingObject {
  /** Bytes stored so far: a whole multiple of the store's `appendUnit`. */
  readonly size: number;
  /**
   * Adds one unit; only the last before `finish` may be shorter. Resolves when there is room for the next; a failure is
   * told by the next `append`, `sync` or `finish`.
   */
  append(unit: Batch): Promise<void>;
  /** After this, what was appended survives a loss of power. */
  sync(): Promise<void>;
  /** Only where bytes that were never synced may be lost or zeroed by a loss of power: reads them back. */
  readonly readBack?: (start: number, end: number) => AsyncIterable<Uint8Array>;
  /** Forgets the bytes from `size` on. */
  cut(size: number): Promise<void>;
  /** The object appears under its name, whole. */
  finish(): Promise<void>;
  close(): Promise<void>;
}

export interface Unfinished {
  key: string;
  /** What `grow` and `abandon` want to know it by. */
  token: string;
  /** When it was last written to, where the store knows; else when it was begun. */
  touchedAt: Date;
}

/**
 * Where bytes lie: a directory or a bucket. It knows nothing of keys, frames or people; use `EncryptedStorage`.
 * Errors: Problem `object_missing`, `storage_full`, `storage_unavailable`.
 */
export interface ObjectStore {
  /** Size in bytes of what one `append` takes. */
  readonly appendUnit: number;
  /** Appears whole or not at all; replaces what was there. */
  put(key: string, body: AsyncIterable<Batch>, signal?: AbortSignal): Promise<void>;
  /** `firstBytes`: how much of the start is wanted at once; all of it by default. */
  open(key: string, firstBytes?: number): Promise<StoredObject>;
  size(key: string): Promise<number | undefined>;
  list(prefix: string): AsyncIterable<{ key: string; size: number }>;
  /** Deleting what is not there is no error. */
  delete(key: string): Promise<void>;

  startGrowing(key: string): Promise<string>;
  /** `undefined` when it was abandoned. Not for a finished one: some S3 servers still tell of its parts. */
  grow(key: string, token: string): Promise<GrowingObject | undefined>;
  /** What was begun and neither finished nor abandoned, rests of interrupted puts included. */
  listUnfinished(prefix: string): AsyncIterable<Unfinished>;
  abandon(key: string, token: string): Promise<void>;

  /** Room left, in bytes; `undefined` where the store cannot tell. */
  freeBytes(): Promise<number | undefined>;
  /** Rejects when the store does not answer. */
  check(): Promise<void>;
  close(): void;
}
