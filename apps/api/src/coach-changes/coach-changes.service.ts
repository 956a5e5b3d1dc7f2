import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@lesblik/server/database/database';
import type { DB } from '@lesblik/server/database/schema';
import { NoticeBus } from '@lesblik/server/notices/notice-bus';
import type { CoachChange, coachChangeRoutes, CoachedPair } from '@lesblik/shared/coach-changes';
import { Problem } from '@lesblik/shared/problems';
import type { Input } from '@lesblik/shared/route';
import type { Transaction } from 'kysely';
import { DATABASE } from '../base/tokens.ts';
import { GrantsService } from '../grants/grants.service.ts';
import { MembershipsService } from '../organisations/memberships.service.ts';
import { RoomsService } from '../rooms/rooms.service.ts';
import { StepsService } from '../trajectories/steps.service.ts';
import { TrajectoriesService } from '../trajectories/trajectories.service.ts';
import { CoachChangesRepository } from './coach-changes.repository.ts';

type Wish = Input<typeof coachChangeRoutes.propose>['body'];
type Answer = Input<typeof coachChangeRoutes.answer>['body'];

interface Change {
  trajectoryId: string;
  coachId: string;
  byId: string;
  reason: string;
}

/** Another coach in mid-trajectory: coachee and client together, or an administrator. The former one loses access at once. */
@Injectable()
export class CoachChangesService {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    private readonly notices: NoticeBus,
    private readonly memberships: MembershipsService,
    private readonly trajectories: TrajectoriesService,
    private readonly steps: StepsService,
    private readonly grants: GrantsService,
    private readonly rooms: RoomsService,
    private readonly repository: CoachChangesRepository,
  ) {}

  /** A coachee without a client, or who is their own, needs nobody's agreement. */
  async propose(
    personId: string,
    trajectoryId: string,
    { coachId, reason }: Wish,
  ): Promise<{ change: CoachChange | null }> {
    const ties = await this.trajectories.assertMay(personId, 'change_coach', trajectoryId);
    if (coachId === ties.coacheeId) throw new Problem('same_person_twice');
    if (coachId === ties.coachId) throw new Problem('same_coach');
    await this.memberships.assertAllMembers(ties.organisationId, [coachId]);
    if (ties.clientId === null || ties.clientId === ties.coacheeId) {
      await this.#change({ trajectoryId, coachId, byId: personId, reason });
      return { change: null };
    }
    const id = await this.repository.propose({ trajectoryId, coachId, reason, proposedBy: personId });
    if (id === undefined) throw new Problem('coach_change_waits');
    return { change: { ...(await this.#find(id)), waitsForMe: false } };
  }

  async answer(personId: string, changeId: string, answer: Answer): Promise<void> {
    const { trajectoryId, coach, proposedBy, reason } = await this.#find(changeId);
    const { organisationId } = await this.trajectories.assertMay(personId, 'change_coach', trajectoryId);
    if (proposedBy.id === personId) throw new Problem('not_allowed');
    if (answer.decision === 'refuse') {
      const outcome = { state: 'refused', answeredBy: personId, message: answer.message } as const;
      await this.#close(undefined, changeId, outcome);
      return;
    }
    await this.memberships.assertAllMembers(organisationId, [coach.id]);
    await this.#change({ trajectoryId, coachId: coach.id, byId: personId, reason }, (tx) =>
      this.#close(tx, changeId, { state: 'done', answeredBy: personId }),
    );
  }

  async withdraw(personId: string, changeId: string): Promise<void> {
    const { trajectoryId, proposedBy } = await this.#find(changeId);
    await this.trajectories.assertMay(personId, 'change_coach', trajectoryId);
    if (proposedBy.id !== personId) throw new Problem('not_allowed');
    await this.#close(undefined, changeId, { state: 'withdrawn', answeredBy: personId });
  }

  async pairs(personId: string, organisationId: string): Promise<{ items: CoachedPair[] }> {
    await this.memberships.assertAdministrator(organisationId, personId);
    return { items: await this.repository.pairs(organisationId) };
  }

  async replace(
    personId: string,
    { organisationId, trajectoryId }: { organisationId: string; trajectoryId: string },
    { coachId, reason }: Wish,
  ): Promise<void> {
    await this.memberships.assertAdministrator(organisationId, personId);
    const coacheeId = await this.repository.coacheeOf(organisationId, trajectoryId);
    if (coacheeId === undefined) throw new Problem('not_found');
    if (coacheeId === coachId) throw new Problem('same_person_twice');
    await this.memberships.assertAllMembers(organisationId, [coachId]);
    await this.#change({ trajectoryId, coachId, byId: personId, reason }, (tx) =>
      this.repository.closeOpen(tx, trajectoryId, personId),
    );
  }

  async #change(change: Change, first?: (tx: Transaction<DB>) => Promise<void>): Promise<void> {
    const { trajectoryId, byId: actorId } = change;
    const { former, end } = await this.db.transaction().execute(async (tx) => {
      await first?.(tx);
      const former = await this.steps.replaceCoach(tx, change);
      // Whoever has a page of it open is looked at anew, in every process.
      await this.notices.publishIn(tx, { kind: 'sessions_changed' });
      return { former, end: await this.grants.endInTrajectory({ trajectoryId, granteeId: former, actorId }, tx) };
    });
    end();
    await this.rooms.leaveTrajectory(former, trajectoryId);
  }

  async #find(changeId: string) {
    const change = await this.repository.find(changeId);
    if (change === undefined) throw new Problem('not_found');
    return change;
  }

  async #close(...outcome: Parameters<CoachChangesRepository['close']>): Promise<void> {
    if (!(await this.repository.close(...outcome))) throw new Problem('proposal_already_answered');
  }
}
