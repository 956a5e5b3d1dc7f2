import { Injectable } from '@nestjs/common';
import type { Goal, goalRoutes } from '@lesblik/shared/goals';
import { Problem } from '@lesblik/shared/problems';
import type { Input } from '@lesblik/shared/route';
import { defined } from '../base/defined.ts';
import { TrajectoriesService } from '../trajectories/trajectories.service.ts';
import { GoalsRepository } from './goals.repository.ts';
import { TrajectoryNews } from '../trajectories/live/trajectory-news.ts';

type Wording = Input<typeof goalRoutes.add>['body'];
type Changes = Input<typeof goalRoutes.edit>['body'];

/** The goal list: the coachee writes and orders it, the coach reads along, nobody else sees it. */
@Injectable()
export class GoalsService {
  constructor(
    private readonly trajectories: TrajectoriesService,
    private readonly repository: GoalsRepository,
    private readonly news: TrajectoryNews,
  ) {}

  async list(personId: string, trajectoryId: string): Promise<{ items: Goal[] }> {
    await this.trajectories.assertMay(personId, 'read_goals', trajectoryId);
    return { items: await this.repository.list(personId, trajectoryId) };
  }

  async add(personId: string, trajectoryId: string, wording: Wording): Promise<Goal> {
    await this.trajectories.assertMay(personId, 'write_goals', trajectoryId);
    const goalId = await this.repository.locked(trajectoryId, (tx) => this.repository.add(tx, trajectoryId, wording));
    await this.news.changed(trajectoryId);
    return this.repository.get(personId, goalId, trajectoryId);
  }

  /** An archived goal leaves its number to the next; brought back, it comes last. */
  async edit(personId: string, goalId: string, { archived, ...wording }: Changes): Promise<Goal> {
    const trajectoryId = await this.repository.trajectoryOf(goalId);
    if (trajectoryId === undefined) throw new Problem('not_found');
    await this.trajectories.assertMay(personId, 'write_goals', trajectoryId);
    await this.repository.locked(trajectoryId, async (tx) => {
      await this.repository.edit(tx, goalId, defined(wording));
      if (archived === undefined || !(await this.repository.archive(tx, goalId, archived))) return;
      const active = await this.repository.activeIds(tx, trajectoryId);
      const others = active.filter((id) => id !== goalId);
      await this.repository.order(tx, archived ? others : [...others, goalId]);
    });
    // How many there are is for all to see, what they say is not.
    await (archived === undefined ? this.news.changedInside(trajectoryId) : this.news.changed(trajectoryId));
    return this.repository.get(personId, goalId, trajectoryId);
  }

  async order(personId: string, trajectoryId: string, goalIds: readonly string[]): Promise<{ items: Goal[] }> {
    await this.trajectories.assertMay(personId, 'write_goals', trajectoryId);
    await this.repository.locked(trajectoryId, async (tx) => {
      const active = await this.repository.activeIds(tx, trajectoryId);
      if (goalIds.toSorted().join() !== active.toSorted().join()) throw new Problem('changed_meanwhile');
      await this.repository.order(tx, goalIds);
    });
    await this.news.changedInside(trajectoryId);
    return { items: await this.repository.list(personId, trajectoryId) };
  }
}
