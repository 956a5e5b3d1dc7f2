import { Injectable } from '@nestjs/common';
import { mayTrajectory, type TrajectoryAction } from '@lesblik/shared/policy';
import { Problem } from '@lesblik/shared/problems';
import type { Input } from '@lesblik/shared/route';
import type { Trajectory, trajectoryRoutes } from '@lesblik/shared/trajectories';
import { defined } from '../base/defined.ts';
import { TrajectoriesRepository, type TrajectoryTies } from './trajectories.repository.ts';

type New = Input<typeof trajectoryRoutes.create>['body'];
type Changes = Input<typeof trajectoryRoutes.update>['body'];

@Injectable()
export class TrajectoriesService {
  constructor(private readonly repository: TrajectoriesRepository) {}

  /**
   * @throws Problem not_found when this person has no role in it (an administrator of the school neither),
   *   not_allowed when they have, but the act belongs to another role
   */
  async assertMay(personId: string, action: TrajectoryAction, trajectoryId: string): Promise<TrajectoryTies> {
    const ties = await this.repository.ties(personId, trajectoryId);
    if (ties === undefined || ties.roles.length === 0) throw new Problem('not_found');
    if (!mayTrajectory(action, ties.roles)) throw new Problem('not_allowed');
    return ties;
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
    await this.assertMay(personId, 'see', trajectoryId);
    return this.repository.get(personId, trajectoryId);
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

  async update(personId: string, trajectoryId: string, changes: Changes): Promise<Trajectory> {
    const ties = await this.assertMay(personId, 'change', trajectoryId);
    const people = [changes.clientId, changes.supervisorId].filter((id) => id !== undefined && id !== null);
    if (people.length > 0) {
      const memberships = await this.repository.memberships(ties.organisationId, people);
      if (people.some((id) => !memberships.has(id))) throw new Problem('not_a_member');
    }
    assertPeriod(changes.startsOn ?? ties.startsOn, changes.endsOn ?? ties.endsOn);
    await this.repository.update(trajectoryId, defined(changes));
    return this.repository.get(personId, trajectoryId);
  }
}

function assertPeriod(startsOn: string, endsOn: string): void {
  if (endsOn < startsOn) throw new Problem('period_ends_before_it_starts');
}
