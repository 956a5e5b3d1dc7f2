import { addAbortSignal } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { objectNames } from '@lesblik/server/media/object-names';
import { EncryptedStorage } from '@lesblik/server/storage/storage';
import type { FilmMissing } from '@lesblik/shared/exported-lessons';
import { Problem } from '@lesblik/shared/problems';
import type { OwnLesson } from './gather/lessons.ts';
import type { FilmFound } from './places.ts';

/** A film that cannot be read to its end, whoever asks. */
export class FilmUnreadable extends Error {
  override readonly name = 'FilmUnreadable';
  readonly recordingId: string;
  readonly missing: FilmMissing;

  constructor(recordingId: string, missing: FilmMissing, cause: unknown) {
    super(`The film of ${recordingId} is ${missing}`, { cause });
    this.recordingId = recordingId;
    this.missing = missing;
  }
}

/** The films of somebody's lessons, as they were uploaded. */
@Injectable()
export class Films {
  constructor(private readonly storage: EncryptedStorage) {}

  /** Its length in bytes, or why there is none. */
  async find({ id: recordingId, uploadedAt }: OwnLesson): Promise<FilmFound> {
    if (uploadedAt === null) return 'not_whole';
    try {
      return (await this.storage.size({ recordingId, name: objectNames.original })) ?? 'missing';
    } catch (error) {
      return whyMissing(error) ?? raise(error);
    }
  }

  /**
   * @param until whoever reads may stop half-way: then this lets go of the film
   * @throws FilmUnreadable where the film is at fault, not the storage
   */
  async *read(
    recordingId: string,
    { onBytes, until }: { onBytes: (count: number) => void; until: AbortSignal },
  ): AsyncGenerator<Uint8Array> {
    try {
      const { stream } = await this.storage.read({ recordingId, name: objectNames.original });
      for await (const chunk of addAbortSignal(until, stream) as AsyncIterable<Buffer>) {
        onBytes(chunk.length);
        yield chunk;
      }
    } catch (error) {
      const missing = whyMissing(error);
      throw missing === undefined ? error : new FilmUnreadable(recordingId, missing, error);
    }
  }
}

const raise = (error: unknown): never => {
  throw error;
};

function whyMissing(error: unknown): FilmMissing | undefined {
  if (!(error instanceof Problem)) return undefined;
  if (error.code === 'object_damaged') return 'damaged';
  return error.code === 'object_missing' || error.code === 'key_missing' ? 'missing' : undefined;
}
