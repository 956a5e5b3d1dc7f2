import { Injectable } from '@nestjs/common';
import { Problem } from '@lesblik/shared/problems';
import { TrajectoriesService } from '../trajectories/trajectories.service.ts';
import { TalksRepository, type TalkTies } from './talks.repository.ts';

/** Who takes part in a talk: the trajectory's coachee and coach, nobody else. */
@Injectable()
export class TalkAccessService {
  constructor(
    private readonly repository: TalksRepository,
    private readonly trajectories: TrajectoriesService,
  ) {}

  /**
   * @throws Problem not_found for who has no role in its trajectory, not_allowed for its client and supervisor, and
   *   talk_closed when it has to be `open` and is held or cancelled
   */
  async assertMay(
    personId: string,
    talkId: string,
    { open = false } = {},
  ): Promise<TalkTies & { organisationId: string; coacheeId: string }> {
    const talk = await this.repository.ties(talkId);
    if (talk === undefined) throw new Problem('not_found');
    const { organisationId, coacheeId } = await this.trajectories.assertMay(personId, 'talk', talk.trajectoryId);
    if (open && (talk.state === 'held' || talk.state === 'cancelled')) throw new Problem('talk_closed');
    return { ...talk, organisationId, coacheeId };
  }

  /** Whether this person takes part now; for who is on the page already. */
  async takesPart(personId: string, talkId: string): Promise<boolean> {
    try {
      await this.assertMay(personId, talkId);
      return true;
    } catch (error) {
      if (error instanceof Problem && (error.code === 'not_found' || error.code === 'not_allowed')) return false;
      throw error;
    }
  }
}
