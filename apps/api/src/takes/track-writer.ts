import type { EncryptedStorage } from '@lesblik/server/storage/storage';
import { encodeRecord, type TrackRecord, trackPiece } from '@lesblik/server/takes/track-journal';
import { isProblemCode, Problem } from '@lesblik/shared/problems';

/** What waits in memory at most before it is handed to the store: whatever is killed, no more is lost. */
const PIECE_MS = 1_000;
/** A store that takes longer for a piece cannot follow the call. */
const SLOW_MS = 10_000;
const AGAIN_MS = 250;
const MOST_WAITING = 8 * 2 ** 20;

export interface TrackWriterOptions {
  storage: Pick<EncryptedStorage, 'write'>;
  recordingId: string;
  trackId: string;
  /** The store cannot take it. Told once; nothing more is taken then, and what was stored stays. */
  onFailure: (error: unknown) => void;
  /** This one track brings more than a store that works can take. Told once, as the last that is taken: `close` stores it. */
  onTooMuch: () => void;
}

/** Writes a track's records in pieces, one after the other, so that what is stored of a track has no hole. */
export class TrackWriter {
  readonly #options: TrackWriterOptions;
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  #timer: NodeJS.Timeout | undefined;
  /** The oldest that waits has waited long enough. */
  #due = false;
  #writing: Promise<void> | undefined;
  #writingSince = 0;
  #pieces = 0;
  #storedBytes = 0;
  #ended = false;
  readonly #given = new AbortController();

  constructor(options: TrackWriterOptions) {
    this.#options = options;
  }

  get storedBytes(): number {
    return this.#storedBytes;
  }

  append(record: TrackRecord): void {
    if (this.#ended) return;
    const bytes = encodeRecord(record);
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    const slow = this.#writing !== undefined && performance.now() - this.#writingSince > SLOW_MS;
    if (slow) return this.#fail(new Problem('storage_full'));
    this.#timer ??= setTimeout(() => this.#flush(), PIECE_MS);
    if (this.#waitingBytes <= MOST_WAITING) return;
    this.#ended = true;
    this.#options.onTooMuch();
  }

  /** Resolves when everything is stored, or can not be. */
  async close(): Promise<void> {
    this.#ended = true;
    this.#flush();
    await this.#writing;
  }

  /** Forgets what is not stored yet. Resolves when nothing is under way any more. */
  async discard(): Promise<void> {
    this.#giveUp();
    await this.#writing;
  }

  #flush(): void {
    this.#due = true;
    this.#writing ??= this.#writeAll().finally(() => (this.#writing = undefined));
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0 && this.#due) {
      const piece = Buffer.concat(this.#waiting);
      this.#clear();
      this.#writingSince = performance.now();
      try {
        await this.#store(piece);
      } catch (error) {
        this.#fail(error);
        return;
      }
      this.#pieces += 1;
      this.#storedBytes += piece.length;
    }
  }

  async #store(piece: Buffer): Promise<void> {
    const { storage, recordingId, trackId } = this.#options;
    const signal = AbortSignal.any([AbortSignal.timeout(SLOW_MS), this.#given.signal]);
    for (;;) {
      try {
        await storage.write({ recordingId, name: trackPiece(trackId, this.#pieces) }, piece, { signal });
        return;
      } catch (error) {
        if (signal.aborted || isFinal(error)) throw error;
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      }
    }
  }

  #fail(error: unknown): void {
    if (this.#given.signal.aborted) return;
    this.#giveUp();
    this.#options.onFailure(error);
  }

  #giveUp(): void {
    this.#ended = true;
    this.#clear();
    this.#given.abort();
  }

  #clear(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#due = false;
    this.#waiting = [];
    this.#waitingBytes = 0;
  }
}

/** Asking again changes nothing: no room, or the recording was deleted. */
function isFinal(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return isProblemCode(code) && (code === 'storage_full' || code === 'key_missing');
}
