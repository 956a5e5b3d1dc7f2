import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import { CLOCK } from '../base/tokens.ts';
import { TrajectoryNews } from '../trajectories/live/trajectory-news.ts';
import { RecordingAccessRepository } from './recording-access.repository.ts';

interface Former {
  /** Whose access ended by this. */
  granteeId?: string;
  /** Of which it was a lesson before. */
  trajectoryId?: string | null;
}

/** Tells a trajectory's page of its lessons: to their owner and to whom they are shared with, nobody else. */
@Injectable()
export class LessonNews {
  constructor(
    private readonly repository: RecordingAccessRepository,
    private readonly news: TrajectoryNews,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Told when it is stored: a page that hears of it reads it again at once. */
  async changed(recordingId: string, former: Former = {}): Promise<void> {
    const lesson = await this.repository.readers(recordingId, new Date(this.clock.now()));
    if (lesson === undefined) return;
    const people = [
      lesson.ownerId,
      ...lesson.granteeIds,
      ...(former.granteeId === undefined ? [] : [former.granteeId]),
    ];
    for (const trajectoryId of new Set([lesson.trajectoryId, former.trajectoryId ?? null]))
      if (trajectoryId !== null) await this.news.changedFor(trajectoryId, people);
  }
}
