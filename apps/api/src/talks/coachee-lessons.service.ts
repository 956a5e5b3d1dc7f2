import { Injectable } from '@nestjs/common';
import { Problem } from '@lesblik/shared/problems';
import { RecordingAccessService } from '../recordings/recording-access.service.ts';

/** Lessons that may be shown in a trajectory: those of its coachee, by who may watch them. */
@Injectable()
export class CoacheeLessonsService {
  constructor(private readonly recordings: RecordingAccessService) {}

  /** @throws Problem not_found when this person may not watch it, lesson_not_of_this_trajectory */
  async assertMayShow(me: string, recordingId: string, coacheeId: string): Promise<{ durationMs: number | null }> {
    const { ownerId, durationMs } = await this.recordings.assertMay(me, 'watch', recordingId);
    if (ownerId !== coacheeId) throw new Problem('lesson_not_of_this_trajectory');
    return { durationMs };
  }
}

/** @throws Problem moment_past_the_end */
export function assertFits(
  { startMs, endMs }: { startMs: number; endMs: number | null },
  durationMs: number | null,
): void {
  if (durationMs !== null && (endMs ?? startMs) > durationMs) throw new Problem('moment_past_the_end');
}
