import { Injectable } from '@nestjs/common';
import { isShown } from '@lesblik/shared/cuts';
import { Problem } from '@lesblik/shared/problems';
import type { RecordingAccessView } from '../recordings/recording-access.service.ts';
import { AroundRepository, type Shown } from './around.repository.ts';

/** Checks what a comment points at: a moment of the film, goals, people. */
@Injectable()
export class PointsToService {
  constructor(private readonly around: AroundRepository) {}

  assertMoment(
    { durationMs, shown }: Pick<RecordingAccessView, 'durationMs' | 'shown'>,
    { startMs, endMs }: { startMs: number; endMs: number | null },
  ): void {
    if (durationMs === null) throw new Problem('recording_not_ready');
    if (!isShown({ startMs, endMs }, shown)) throw new Problem('moment_not_shown');
    if (Math.max(startMs, endMs ?? 0) > durationMs) throw new Problem('moment_past_the_end', { durationMs });
  }

  async assertGoals(authorId: string, recordingId: string, goalIds: readonly string[]): Promise<void> {
    if (goalIds.length === 0) return;
    const linkable = await this.around.linkableGoals(authorId, recordingId, goalIds);
    if (goalIds.some((id) => !linkable.has(id))) throw new Problem('goal_not_of_this_recording');
  }

  /** Nobody is called to a comment they cannot read: a private one, or where the recording is not shared with them. */
  async assertMentions(
    recordingId: string,
    mentionIds: readonly string[],
    { isPrivate, moment }: { isPrivate: boolean; moment: Shown },
  ): Promise<void> {
    if (mentionIds.length === 0) return;
    if (isPrivate) throw new Problem('mention_not_allowed');
    const people = new Set((await this.around.people(recordingId, moment)).map(({ id }) => id));
    if (mentionIds.some((id) => !people.has(id))) throw new Problem('mention_not_allowed');
  }
}
