import { Injectable } from '@nestjs/common';
import { mayTrajectory } from '@lesblik/shared/policy';
import type { TrajectoryOverview } from '@lesblik/shared/trajectories';
import { stepsFrom } from '@lesblik/shared/trajectory-steps';
import { OverviewRepository } from './overview.repository.ts';
import { TrajectoriesService } from './trajectories.service.ts';

/** One trajectory on one page, as its reader may see it. */
@Injectable()
export class OverviewService {
  constructor(
    private readonly trajectories: TrajectoriesService,
    private readonly repository: OverviewRepository,
  ) {}

  async get(personId: string, trajectoryId: string): Promise<TrajectoryOverview> {
    const trajectory = await this.trajectories.get(personId, trajectoryId);
    const { history, coachChange, coachRefusal, report, stoppedBy, ...inside } = await this.repository.parts(
      personId,
      trajectoryId,
    );
    const { myRoles, phase, standing } = trajectory;
    const works = mayTrajectory('work', trajectory);
    const chooses = mayTrajectory('change_coach', trajectory);
    return {
      trajectory,
      steps: stepsFrom({ phase, standing, stoppedByAsker: stoppedBy === personId }, myRoles),
      history: history.map((event) => (works || event.by.id === personId ? event : { ...event, reason: '' })),
      coachChange: chooses ? coachChange : null,
      coachRefusal: chooses ? coachRefusal : null,
      report,
      inside: works ? inside : null,
    };
  }
}
