import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@lesblik/server/database/database';
import type { DB } from '@lesblik/server/database/schema';
import { NoticeBus } from '@lesblik/server/notices/notice-bus';
import { Teller } from '@lesblik/server/notifications/teller';
import type { CoachAsk, CoachChange, coachChangeRoutes, CoachedPair } from '@lesblik/shared/coach-changes';
import { Problem } from '@lesblik/shared/problems';
import type { Input } from '@lesblik/shared/route';
import type { Transaction } from 'kysely';
import { assertGoesOn } from '../base/going-on.ts';
import { DATABASE } from '../base/tokens.ts';
import { GrantsService } from '../grants/grants.service.ts';
import { MembershipsService } from '../organisations/memberships.service.ts';
import { RoomsService } from '../rooms/rooms.service.ts';
import { StepsService } from '../trajectories/steps.service.ts';
import { TrajectoriesService } from '../trajectories/trajectories.service.ts';
import { CoachChangesRepository } from './coach-changes.repository.ts';
import { TrajectoryNews } from '../trajectories/live/trajectory-news.ts';

type Wish = Input<typeof coachChangeRoutes.propose>['body'];
type Answer = Input<typeof coachChangeRoutes.answer>['body'];

interface Change {
  trajectoryId: string;
  coachId: string;
  /** Who proposed it. */
  byId: string;
  reason: string;
}

/**
 * Another coach in mid-trajectory: coachee and client choose together, or an administrator proposes and the coachee
 * agrees; then the coach says yes.
 * Until then the one of now remains; from that moment on the former has no access.
 */
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
    private readonly news: TrajectoryNews,
    private readonly teller: Teller,
  ) {}

  /** A coachee without a client, or who is their own, needs nobody's agreement: the coach is asked at once. */
  async propose(personId: string, trajectoryId: string, { coachId, reason }: Wish): Promise<{ change: CoachChange }> {
    const ties = await this.trajectories.assertMay(personId, 'change_coach', trajectoryId);
    if (coachId === ties.coacheeId) throw new Problem('same_person_twice');
    if (coachId === ties.coachId) throw new Problem('same_coach');
    await this.memberships.assertAllMembers(ties.organisationId, [coachId]);
    const alone = ties.clientId === null || ties.clientId === ties.coacheeId;
    const state = alone ? 'asked' : 'open';
    const id = await this.#within(trajectoryId, async (tx) => {
      const made = await this.repository.propose({ trajectoryId, coachId, reason, proposedBy: personId, state }, tx);
      if (made === undefined) throw new Problem('coach_change_waits');
      const personIds = alone ? [coachId] : [ties.coacheeId, ties.clientId];
      const kind = alone ? 'coach_asked' : 'coach_proposed';
      await this.teller.tell(tx, { kind, subjectId: made, byId: personId, personIds });
      return made;
    });
    await this.news.changedForChoosers(trajectoryId);
    const { organisationId: _, ...change } = await this.#find(id);
    return { change: { ...change, state, waitsForMe: false } };
  }

  async asked(personId: string): Promise<{ items: CoachAsk[] }> {
    return { items: await this.repository.askedOf(personId) };
  }

  /** First by who decides on what is open, then by the coach who is asked; only that one's yes changes anything. */
  async answer(personId: string, changeId: string, answer: Answer): Promise<void> {
    const change = await this.#find(changeId);
    const { trajectoryId, coach, proposedBy, deciderId, reason, state } = change;
    const isAsked = coach.id === personId && state !== 'open';
    if (isAsked) await this.trajectories.assertGoesOn(personId, trajectoryId);
    else {
      const { organisationId } = await this.trajectories.assertMay(personId, 'change_coach', trajectoryId);
      if (deciderId !== personId || state === 'asked') throw new Problem('not_allowed');
      if (answer.decision === 'agree') await this.memberships.assertAllMembers(organisationId, [coach.id]);
    }
    if (answer.decision === 'refuse') {
      await this.#within(trajectoryId, async (tx) => {
        await this.#close(tx, change, { state: 'refused', answeredBy: personId, message: answer.message });
        await this.#tellAnswer(tx, change, personId);
      });
    } else if (isAsked) {
      await this.#change({ trajectoryId, coachId: personId, byId: proposedBy.id, reason }, async (tx) => {
        await this.#close(tx, change, { state: 'done', answeredBy: personId });
        await this.#tellAnswer(tx, change, personId);
      });
      await this.news.changed(trajectoryId);
      return;
    } else {
      await this.#within(trajectoryId, async (tx) => {
        if (!(await this.repository.ask(tx, changeId))) throw new Problem('proposal_already_answered');
        const news = { kind: 'coach_asked', subjectId: changeId, byId: personId } as const;
        await this.teller.tell(tx, { ...news, personIds: [coach.id] });
      });
    }
    await this.news.changedForChoosers(trajectoryId);
  }

  /** Whoever made it: one that nobody answers any more would hold up coachee and client. */
  async withdraw(personId: string, changeId: string): Promise<void> {
    const change = await this.#find(changeId);
    const { trajectoryId, organisationId } = change;
    const role = await this.memberships.roleIn(organisationId, personId);
    if (role === 'administrator') await this.trajectories.assertGoesOn(personId, trajectoryId);
    else await this.trajectories.assertMay(personId, 'change_coach', trajectoryId);
    await this.#within(trajectoryId, (tx) => this.#close(tx, change, { state: 'withdrawn', answeredBy: personId }));
    await this.news.changedForChoosers(trajectoryId);
  }

  async pairs(personId: string, organisationId: string): Promise<{ items: CoachedPair[] }> {
    await this.memberships.assertAdministrator(organisationId, personId);
    return { items: await this.repository.pairs(personId, organisationId) };
  }

  /** A coach reads goals, talks and evaluation: no administrator lets anybody in, least of all themselves, without the coachee. */
  async replace(
    personId: string,
    { organisationId, trajectoryId }: { organisationId: string; trajectoryId: string },
    { coachId, reason }: Wish,
  ): Promise<void> {
    await this.memberships.assertAdministrator(organisationId, personId);
    const pair = await this.repository.pairOf(organisationId, trajectoryId);
    if (pair === undefined) throw new Problem('not_found');
    if (pair.coacheeId === coachId) throw new Problem('same_person_twice');
    if (pair.coachId === coachId) throw new Problem('same_coach');
    await this.memberships.assertAllMembers(organisationId, [coachId]);
    await this.db.transaction().execute(async (tx) => {
      await this.repository.closeOpen(tx, trajectoryId, personId);
      const isCoachee = personId === pair.coacheeId;
      const wish = { trajectoryId, coachId, reason, proposedBy: personId };
      const subjectId = await this.repository.propose({ ...wish, state: isCoachee ? 'asked' : 'open' }, tx);
      if (subjectId === undefined) throw new Problem('coach_change_waits');
      const kind = isCoachee ? 'coach_asked' : 'coach_proposed';
      await this.teller.tell(tx, {
        kind,
        subjectId,
        byId: personId,
        personIds: [isCoachee ? coachId : pair.coacheeId],
      });
    });
    await this.news.changedForChoosers(trajectoryId);
  }

  async #change(change: Change, first: (tx: Transaction<DB>) => Promise<void>): Promise<void> {
    const { trajectoryId, byId: actorId } = change;
    const { former, end } = await this.db.transaction().execute(async (tx) => {
      await first(tx);
      const former = await this.steps.replaceCoach(tx, change);
      // Whoever has a page of it open is looked at anew, in every process.
      await this.notices.publishIn(tx, { kind: 'sessions_changed' });
      return { former, end: await this.grants.endInTrajectory({ trajectoryId, granteeId: former, actorId }, tx) };
    });
    end();
    await this.rooms.leaveTrajectory(former, trajectoryId);
  }

  #tellAnswer(
    tx: Transaction<DB>,
    { id: subjectId, coacheeId, clientId }: { id: string; coacheeId: string; clientId: string | null },
    byId: string,
  ): Promise<void> {
    return this.teller.tell(tx, { kind: 'coach_answered', subjectId, byId, personIds: [coacheeId, clientId] });
  }

  async #find(changeId: string) {
    const change = await this.repository.find(changeId);
    if (change === undefined) throw new Problem('not_found');
    return change;
  }

  /** Unless the trajectory is over by then. First the wish and then the trajectory, as a yes has them: two would wait for each other. */
  #within<T>(trajectoryId: string, write: (tx: Transaction<DB>) => Promise<T>): Promise<T> {
    return this.db.transaction().execute(async (tx) => {
      const done = await write(tx);
      await assertGoesOn(tx, trajectoryId);
      return done;
    });
  }

  async #close(...outcome: Parameters<CoachChangesRepository['close']>): Promise<void> {
    if (!(await this.repository.close(...outcome))) throw new Problem('proposal_already_answered');
  }
}
