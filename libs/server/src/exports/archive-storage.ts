import type { Readable } from 'node:stream';
import type { KeyStore } from '../keys/key-store.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import { readableFrom } from '../storage/readable.ts';
import { type ByteRange, EncryptedStorage, type Found, type Read } from '../storage/storage.ts';

/** Far below what a bucket takes as one object; what a listing shows of a large archive stays short. */
const PIECE_BYTES = 2 ** 30;

/** One try at an archive: a key of its own for the export, pieces under the try's name. */
export interface ArchiveTry {
  exportId: string;
  writer: string;
}

/** A whole archive as it is stored. */
export interface StoredArchive extends ArchiveTry {
  bytes: number;
  pieceBytes: number;
}

/**
 * Archives, as pieces of one length but the last, encrypted as every object is, under the export's own key, apart from what
 * a backup copies. An archive is there once its row says so.
 */
export class ArchiveStorage {
  readonly #storage: EncryptedStorage;
  readonly #keys: KeyStore;
  readonly #pieceBytes: number;

  constructor(store: ObjectStore, keys: KeyStore, pieceBytes = PIECE_BYTES) {
    this.#storage = new EncryptedStorage(store, keys, 'archives');
    this.#keys = keys;
    this.#pieceBytes = pieceBytes;
  }

  /** Removes whatever is stored of it, rests of killed tries too, and gives it a new key. */
  async clear(exportId: string): Promise<void> {
    await this.erase(exportId);
    await this.#keys.create(exportId);
  }

  /** The key first, then every piece, and looks again. @param record told of each piece before it goes */
  erase(exportId: string, record?: (found: Found[]) => Promise<void>): Promise<void> {
    return this.#storage.deleteRecording(exportId, record);
  }

  /** Removes what this try wrote. */
  forget({ exportId, writer }: ArchiveTry): Promise<void> {
    return this.#storage.deleteUnder(exportId, `${writer}/`);
  }

  /** On a failure whoever makes the bytes has to let go of what it reads. */
  async write(of: ArchiveTry, from: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<StoredArchive> {
    const chunks = new Chunks(from);
    let bytes = 0;
    for (let n = 0; n === 0 || (await chunks.more()); n += 1) {
      const piece = await this.#storage.write(pieceOf(of, n), chunks.take(this.#pieceBytes), { signal });
      bytes += piece.size;
    }
    return { ...of, bytes, pieceBytes: this.#pieceBytes };
  }

  /** @throws Problem key_missing, object_missing, before the first byte */
  async read(
    { bytes: size, pieceBytes, ...of }: StoredArchive,
    { start = 0, end = size }: ByteRange = {},
  ): Promise<Read> {
    const open = async (at: number): Promise<Readable> => {
      const n = Math.floor(at / pieceBytes);
      const range = { start: at - n * pieceBytes, end: Math.min(pieceBytes, end - n * pieceBytes) };
      return (await this.#storage.read(pieceOf(of, n), range)).stream;
    };
    let piece = start < end ? await open(start) : undefined;
    async function* bytes(): AsyncGenerator<[Buffer]> {
      for (let at = start; at < end; at += pieceBytes - (at % pieceBytes)) {
        piece ??= await open(at);
        for await (const some of piece as AsyncIterable<Buffer>) yield [some];
        piece = undefined;
      }
    }
    return { size, stream: readableFrom(bytes(), async () => void piece?.destroy()) };
  }
}

const pieceOf = ({ exportId, writer }: ArchiveTry, n: number) => ({ recordingId: exportId, name: `${writer}/${n}` });

/** Bytes that are taken in stretches of a given length. */
class Chunks {
  readonly #source: AsyncIterator<Uint8Array>;
  #rest: Uint8Array = new Uint8Array();
  #ended = false;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  async more(): Promise<boolean> {
    while (this.#rest.length === 0 && !this.#ended) {
      const next = await this.#source.next();
      if (next.done === true) this.#ended = true;
      else this.#rest = next.value;
    }
    return this.#rest.length > 0;
  }

  async *take(length: number): AsyncGenerator<Uint8Array> {
    for (let left = length; left > 0 && (await this.more());) {
      const chunk = this.#rest.subarray(0, left);
      this.#rest = this.#rest.subarray(chunk.length);
      left -= chunk.length;
      yield chunk;
    }
  }
}
