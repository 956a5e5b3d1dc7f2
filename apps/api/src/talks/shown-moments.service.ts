import { Injectable } from '@nestjs/common';
import { isShown } from '@lesblik/shared/cuts';
import { Problem } from '@lesblik/shared/problems';
import { RecordingAccessService } from '../recordings/recording-access.service.ts';
import { type ShownMoment, ShownMomentsRepository } from './shown-moments.repository.ts';

/** Moments of lessons that are shown in a trajectory: those of its coachee, by who may watch them. */
@Injectable()
export class ShownMomentsService {
  constructor(
    private readonly recordings: RecordingAccessService,
    private readonly repository: ShownMomentsRepository,
  ) {}

  /**
   * The moment itself; of a comment, the comment's.
   * @throws Problem not_found when this person may not watch or read it, lesson_not_of_this_trajectory,
   *   moment_past_the_end, moment_not_shown, sealed
   */
  async shown(me: string, coacheeId: string, asked: ShownMoment): Promise<ShownMoment> {
    const { recordingId, commentId } = asked;
    const { ownerId, durationMs, shown } = await this.recordings.assertMay(me, 'watch', recordingId);
    if (ownerId !== coacheeId) throw new Problem('lesson_not_of_this_trajectory');
    const span = commentId === null ? asked : await this.repository.commentAt(me, recordingId, commentId);
    if (span === undefined) throw new Problem('not_found');
    // Shown here, the other would see where it stands.
    if ('sealed' in span && span.sealed) throw new Problem('sealed');
    const { startMs, endMs } = span;
    if (!isShown({ startMs, endMs }, shown)) throw new Problem('moment_not_shown');
    if (durationMs !== null && (endMs ?? startMs) > durationMs) throw new Problem('moment_past_the_end');
    return { recordingId, commentId, startMs, endMs };
  }
}
