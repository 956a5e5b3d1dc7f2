import { Injectable } from '@nestjs/common';
import { EncryptedStorage } from '@lesblik/server/storage/storage';
import { decodeRecords, trackPrefix, type TrackRecord, TRACKS } from '@lesblik/server/takes/track-journal';

/** The stored tracks of a recording's take. */
@Injectable()
export class TakeStorage {
  constructor(private readonly storage: EncryptedStorage) {}

  /** A track as it came, piece by piece. */
  async *records(recordingId: string, trackId: string, signal: AbortSignal): AsyncGenerator<TrackRecord> {
    const names: string[] = [];
    for await (const { name } of this.storage.list(recordingId, trackPrefix(trackId))) names.push(name);
    for (const name of names.sort()) {
      signal.throwIfAborted();
      yield* decodeRecords(await this.storage.readBytes({ recordingId, name }));
    }
  }

  /** Removes every piece of every track. */
  async deleteTracks(recordingId: string): Promise<void> {
    await this.storage.deleteUnder(recordingId, TRACKS);
  }
}
