import { objectNames } from '@lesblik/server/media/object-names';
import type { EncryptedStorage } from '@lesblik/server/storage/storage';

/** Stores what the media package hands out, under the names the playlists use. */
export function segmentWriter(storage: EncryptedStorage, recordingId: string, signal: AbortSignal) {
  const write = async (name: string, bytes: Uint8Array): Promise<void> => {
    signal.throwIfAborted();
    await storage.write({ recordingId, name }, bytes, { signal });
  };
  return {
    init: (rendition: string, bytes: Uint8Array) => write(objectNames.init(rendition), bytes),
    segment: (rendition: string, n: number, bytes: Uint8Array) => write(objectNames.segment(rendition, n), bytes),
  };
}
