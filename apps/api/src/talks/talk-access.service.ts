import { Injectable } from '@nestjs/common';
import { Problem } from '@lesblik/shared/problems';
import { TrajectoriesService } from '../trajectories/trajectories.service.ts';
import { TalksRepository, type TalkTies } from './talks.repository.ts';

interface TrajectoryOf {
  organisationId: string;
  coacheeId: string;
}

/** Who takes part in a talk: the trajectory's coachee and coach, nobody else. */
@Injectable()
export class TalkAccessService {
  constructor(
    private readonly repository: TalksRepository,
    private readonly trajectories: TrajectoriesService,
  ) {}

  /**
   * @throws Problem not_found for who has no role in its trajectory, not_allowed for its client and supervisor,
   *   trajectory_over when it is to be changed and its trajectory is over
   */
  async assertMay(personId: string, action: 'read_talks' | 'talk', talkId: string): Promise<TalkTies & TrajectoryOf> {
    const talk = await this.repository.ties(talkId);
    if (talk === undefined) throw new Problem('not_found');
    const { organisationId, coacheeId } = await this.trajectories.assertMay(personId, action, talk.trajectoryId);
    return { ...talk, organisationId, coacheeId };
  }

  /** To change it. @throws Problem talk_closed when it is held or cancelled, besides those of `assertMay` */
  async assertOpen(personId: string, talkId: string): Promise<TalkTies & TrajectoryOf> {
    const talk = await this.assertMay(personId, 'talk', talkId);
    if (talk.state === 'held' || talk.state === 'cancelled') throw new Problem('talk_closed');
    return talk;
  }
}
