import { Injectable } from '@nestjs/common';
import { objectNames } from '@lesblik/server/media/object-names';
import { EncryptedStorage } from '@lesblik/server/storage/storage';
import { TRACKS } from '@lesblik/server/takes/track-journal';
import { FilmLibrary } from './film-library.ts';
import { MediaRepository } from './media.repository.ts';
import { StepQueue } from './step-queue.ts';

/** Removes what was made of a film: objects, rows, waiting jobs. */
@Injectable()
export class ClearAway {
  constructor(
    private readonly storage: EncryptedStorage,
    private readonly repository: MediaRepository,
    private readonly library: FilmLibrary,
    private readonly steps: StepQueue,
  ) {}

  /**
   * All but the original and a call's tracks, of which it is composed. A call's film that was stored, but not yet said to
   * be composed, goes too: it may show somebody who took their yes back.
   */
  async derived(recordingId: string): Promise<void> {
    await this.work(recordingId);
    const keepsOriginal = !(await this.repository.isUncomposed(recordingId));
    for await (const { name } of this.storage.list(recordingId)) {
      const kept = name === objectNames.original ? keepsOriginal : name.startsWith(TRACKS);
      if (!kept) await this.storage.delete({ recordingId, name });
    }
  }

  /** What is to be done to it, and what is remembered of it here. */
  async work(recordingId: string): Promise<void> {
    this.library.forget(recordingId);
    await this.steps.withdraw(recordingId, await this.repository.forget(recordingId));
  }
}
