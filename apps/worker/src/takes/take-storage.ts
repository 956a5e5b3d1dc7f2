import { Injectable } from '@nestjs/common';
import { EncryptedStorage } from '@lesblik/server/storage/storage';
import { decodeRecords, trackPrefix, type TrackRecord, TRACKS_PREFIX } from '@lesblik/server/takes/track-journal';

/** The stored tracks of a recording's take. */
@Injectable()
export class TakeStorage {
  constructor(private readonly storage: EncryptedStorage) {}

  /** A track as it came, piece by piece. */
  async *records(recordingId: string, trackId: string, signal: AbortSignal): AsyncGenerator<TrackRecord> {
    for (const name of await this.#pieces(recordingId, trackPrefix(trackId))) {
      signal.throwIfAborted();
      yield* decodeRecords(await this.storage.readBytes({ recordingId, name }));
    }
  }

  /** Removes every piece of every track. */
  async deleteTracks(recordingId: string): Promise<void> {
    for (const name of await this.#pieces(recordingId, TRACKS_PREFIX)) await this.storage.delete({ recordingId, name });
  }

  async #pieces(recordingId: string, prefix: string): Promise<string[]> {
    const names: string[] = [];
    for await (const { name } of this.storage.list(recordingId)) if (name.startsWith(prefix)) names.push(name);
    return names.sort();
  }
}
