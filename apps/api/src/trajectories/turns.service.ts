import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { CoachChange } from '@lesblik/shared/coach-changes';
import { mayTrajectory } from '@lesblik/shared/policy';
import type { Trajectory } from '@lesblik/shared/trajectories';
import { ownTurnsOf, type Turn, type TurnFacts } from '@lesblik/shared/trajectory-turn';
import { CLOCK } from '../base/tokens.ts';
import { TrajectoriesRepository } from './trajectories.repository.ts';
import { TurnsRepository } from './turns.repository.ts';

/** What somebody is to do in one trajectory, most pressing first. */
export interface OwnTurns {
  trajectory: Trajectory;
  turns: Turn[];
  facts: Omit<TurnFacts, 'coachChange'> & { coachChange: CoachChange | null };
}

/** Whose turn it is, by the same function as the trajectory's page. */
@Injectable()
export class TurnsService {
  constructor(
    private readonly trajectories: TrajectoriesRepository,
    private readonly repository: TurnsRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async of(personId: string): Promise<OwnTurns[]> {
    const running = (await this.trajectories.ofPerson(personId)).filter(
      ({ phase, standing }) => phase !== 'closed' && standing === 'running',
    );
    if (running.length === 0) return [];
    const ids = running.map(({ id }) => id);
    const rows = await this.repository.rows(personId, ids);
    return running.flatMap((trajectory) => {
      const row = rows.get(trajectory.id);
      if (row === undefined) return [];
      const { contactCount: length, agreements, coachChange, openProposals, lessonCount, talks, reportSigned } = row;
      const facts = {
        ...{ trajectory, goalCount: trajectory.goalCount, openProposals, lessonCount, talks, reportSigned },
        now: this.clock.now(),
        coachChange: mayTrajectory('change_coach', trajectory) ? coachChange : null,
        inside: mayTrajectory('work', trajectory) ? { contacts: { length }, agreements } : null,
      };
      return { trajectory, turns: ownTurnsOf(facts), facts };
    });
  }
}
