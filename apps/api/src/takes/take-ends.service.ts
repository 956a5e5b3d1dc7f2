import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Log } from '@lesblik/server/log';
import { MediaWork } from '@lesblik/server/media/media-work';
import { objectNames } from '@lesblik/server/media/object-names';
import { EncryptedStorage } from '@lesblik/server/storage/storage';
import { trackPrefix } from '@lesblik/server/takes/track-journal';
import type { Take } from '@lesblik/shared/room-events';
import { CLOCK, LOG } from '../base/tokens.ts';
import { LessonNews } from '../recordings/lesson-news.ts';
import { type NewAnswer, TakesRepository } from './takes.repository.ts';

/** What becomes of what was stored: composed, or deleted. All of it may be done twice. */
@Injectable()
export class TakeEndsService {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
    private readonly storage: EncryptedStorage,
    private readonly work: MediaWork,
    private readonly repository: TakesRepository,
    private readonly lessons: LessonNews,
  ) {}

  /** Does nothing when it had ended already. */
  async end(
    { id, recordingId }: { id: string; recordingId: string },
    ended: NonNullable<Take['ended']>,
    endedBy: string | null,
  ): Promise<void> {
    if (await this.repository.end(id, ended, endedBy, this.now())) await this.handOver(id, recordingId);
  }

  /** The media worker composes it; a recording of nothing goes. */
  async handOver(takeId: string, recordingId: string): Promise<void> {
    if (await this.holdsAnything(takeId, recordingId)) await this.work.takeEnded(recordingId, takeId);
    else await this.work.remove(recordingId, { reason: 'call_refused', askedBy: null, comments: 'go' });
    await this.lessons.changed(recordingId);
  }

  /** What was stored of somebody is read by nobody from now on, and goes. */
  async deleteTracks(takeId: string, personId: string): Promise<void> {
    await this.repository.deleteTracks(takeId, personId, this.now());
    await this.erase();
  }

  /**
   * After the end somebody takes their yes back. With what was stored of them goes a film that shows them: a media worker
   * may have died between storing it and saying so. @returns false when the take is composed
   */
  async takeBack(answer: NewAnswer, recordingId: string): Promise<boolean> {
    const film = { recordingId, name: objectNames.original };
    const isTakenBack = await this.repository.takeBackUncomposed(answer, () => this.storage.delete(film));
    if (isTakenBack) await this.erase();
    return isTakenBack;
  }

  /** Removes what deleted tracks left. */
  async erase(): Promise<void> {
    for (const { id, recordingId } of await this.repository.tracksToErase()) {
      try {
        await this.storage.deleteUnder(recordingId, trackPrefix(id));
        await this.repository.erased(id, this.now());
      } catch (error) {
        this.log.error({ err: error, trackId: id }, 'a track that was taken back is not erased yet');
      }
    }
  }

  /** Hands over what a process that died left between a take's end and the word to the media worker. */
  async handOverRest(endedBefore: Date): Promise<void> {
    for (const { id, recordingId } of await this.repository.endedInSilence(endedBefore))
      await this.handOver(id, recordingId);
  }

  private async holdsAnything(takeId: string, recordingId: string): Promise<boolean> {
    for (const { id } of await this.repository.tracks(takeId)) {
      for await (const piece of this.storage.list(recordingId, trackPrefix(id))) if (piece.size > 0) return true;
    }
    return false;
  }

  private now(): Date {
    return new Date(this.clock.now());
  }
}
