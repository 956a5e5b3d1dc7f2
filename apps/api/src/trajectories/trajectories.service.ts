import { Injectable } from '@nestjs/common';
import type { Database } from '@lesblik/server/database/database';
import { judgeTrajectory, mayTrajectory, type TrajectoryAction } from '@lesblik/shared/policy';
import { Problem } from '@lesblik/shared/problems';
import type { Input } from '@lesblik/shared/route';
import type { Trajectory, trajectoryRoutes } from '@lesblik/shared/trajectories';
import { isOver } from '@lesblik/shared/trajectory-steps';
import { defined } from '../base/defined.ts';
import { StepsService } from './steps.service.ts';
import { TrajectoriesRepository, type TrajectoryFields, type TrajectoryTies } from './trajectories.repository.ts';
import { TrajectoryNews } from './live/trajectory-news.ts';

type New = Input<typeof trajectoryRoutes.create>['body'];
type Changes = Input<typeof trajectoryRoutes.update>['body'];
type Step = Input<typeof trajectoryRoutes.step>['body'];
type Plan = Input<typeof trajectoryRoutes.plan>['body'];

export type Requested = Omit<TrajectoryFields, 'coachId'> & { id: string; organisationId: string };

@Injectable()
export class TrajectoriesService {
  constructor(
    private readonly repository: TrajectoriesRepository,
    private readonly steps: StepsService,
    private readonly news: TrajectoryNews,
  ) {}

  /**
   * @throws Problem not_found when this person has no role in it (an administrator of the school neither),
   *   not_allowed when they have, but the act belongs to another role, trajectory_over when it would change what is over
   */
  async assertMay(personId: string, action: TrajectoryAction, trajectoryId: string): Promise<TrajectoryTies> {
    const ties = await this.repository.ties(personId, trajectoryId);
    if (ties === undefined || ties.roles.length === 0) throw new Problem('not_found');
    const verdict = judgeTrajectory(action, ties.roles, ties);
    if (verdict === 'not_theirs') throw new Problem('not_allowed');
    if (verdict === 'over') throw new Problem('trajectory_over');
    return ties;
  }

  /** For somebody of its school, with a role in it or not. @throws Problem not_found, trajectory_over */
  async assertGoesOn(personId: string, trajectoryId: string): Promise<void> {
    const ties = await this.repository.ties(personId, trajectoryId);
    if (ties === undefined) throw new Problem('not_found');
    if (isOver(ties)) throw new Problem('trajectory_over');
  }

  /** Whose trajectory it is, for somebody who may hold a review call in it: its coach and its coachee. */
  async forCall(personId: string, trajectoryId: string): Promise<{ organisationId: string; teacherId: string }> {
    const { organisationId, coacheeId } = await this.assertMay(personId, 'call', trajectoryId);
    return { organisationId, teacherId: coacheeId };
  }

  async list(personId: string): Promise<{ items: Trajectory[] }> {
    return { items: await this.repository.ofPerson(personId) };
  }

  async get(personId: string, trajectoryId: string): Promise<Trajectory> {
    const trajectory = await this.repository.seen(personId, trajectoryId);
    if (trajectory === undefined || !mayTrajectory('see', trajectory)) throw new Problem('not_found');
    return trajectory;
  }

  /** Its coach, its coachee, or an administrator of the school, who then sees no more of it. */
  async create(personId: string, fields: New): Promise<Trajectory> {
    const { organisationId, coacheeId, coachId, clientId, supervisorId } = fields;
    const people = [coacheeId, coachId, clientId, supervisorId].filter((id) => id !== null);
    const memberships = await this.repository.memberships(organisationId, [personId, ...people]);
    const mine = memberships.get(personId);
    if (mine === undefined) throw new Problem('not_found');
    if (mine !== 'administrator' && personId !== coacheeId && personId !== coachId) throw new Problem('not_allowed');
    if (coacheeId === coachId) throw new Problem('same_person_twice');
    if (people.some((id) => !memberships.has(id))) throw new Problem('not_a_member');
    assertPeriod(fields.startsOn, fields.endsOn);
    const id = await this.repository.create({ ...fields, createdBy: personId });
    return this.repository.get(personId, id);
  }

  /** What a request becomes: in its first phase, with the coach who took it. */
  fromRequest(tx: Database, coachId: string, request: Requested): Promise<string> {
    const { id: requestId, ...fields } = request;
    return this.repository.create({ ...fields, requestId, coachId, createdBy: coachId, phase: 'request' }, tx);
  }

  async update(personId: string, trajectoryId: string, { phase, ...changes }: Changes): Promise<Trajectory> {
    const ties = await this.assertMay(personId, 'change', trajectoryId);
    const people = [changes.clientId, changes.supervisorId].filter((id) => id !== undefined && id !== null);
    if (people.length > 0) {
      const memberships = await this.repository.memberships(ties.organisationId, people);
      if (people.some((id) => !memberships.has(id))) throw new Problem('not_a_member');
    }
    assertPeriod(changes.startsOn ?? ties.startsOn, changes.endsOn ?? ties.endsOn);
    const [given, by] = [defined(changes), { ...ties, personId }];
    if (phase === undefined || phase === ties.phase) await this.repository.update(trajectoryId, given, by);
    else {
      const step = { from: ties.phase, to: phase, reason: '' };
      await this.steps.take(personId, ties, step, (tx) => this.repository.updateIn(tx, trajectoryId, given, by));
    }
    if (changes.clientId !== undefined || changes.supervisorId !== undefined) {
      await this.news.peopleChanged(trajectoryId);
    } else await this.news.changed(trajectoryId);
    return this.repository.get(personId, trajectoryId);
  }

  async step(personId: string, trajectoryId: string, step: Step): Promise<Trajectory> {
    await this.steps.take(personId, await this.assertMay(personId, 'see', trajectoryId), step);
    await this.news.changed(trajectoryId);
    return this.repository.get(personId, trajectoryId);
  }

  async plan(personId: string, trajectoryId: string, plan: Plan): Promise<Trajectory> {
    const ties = await this.assertMay(personId, 'plan', trajectoryId);
    if (plan.endsOn !== undefined) assertPeriod(ties.startsOn, plan.endsOn);
    await this.repository.update(trajectoryId, defined(plan), { ...ties, personId });
    await this.news.changed(trajectoryId);
    return this.repository.get(personId, trajectoryId);
  }
}

export function assertPeriod(startsOn: string, endsOn: string): void {
  if (endsOn < startsOn) throw new Problem('period_ends_before_it_starts');
}
