import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import { NoticeBus } from '@lesblik/server/notices/notice-bus';
import type { Action, actionRoutes } from '@lesblik/shared/actions';
import { Problem } from '@lesblik/shared/problems';
import type { Input } from '@lesblik/shared/route';
import { CLOCK } from '../base/tokens.ts';
import { defined } from '../base/defined.ts';
import { ShownMomentsService } from '../talks/shown-moments.service.ts';
import { TrajectoriesService } from '../trajectories/trajectories.service.ts';
import { ActionsRepository } from './actions.repository.ts';
import { TrajectoryNews } from '../trajectories/live/trajectory-news.ts';

type New = Input<typeof actionRoutes.add>['body'];
type Changes = Input<typeof actionRoutes.change>['body'];
type Done = Input<typeof actionRoutes.done>['body'];

/** Where an action stands on a page. */
interface Place {
  trajectoryId: string;
  talkId: string | null;
}

const NOT_DONE = {
  ...{ doneAt: null, doneBy: null, doneText: '' },
  ...{ doneRecordingId: null, doneStartMs: null, doneEndMs: null },
};

/** What coachee and coach agreed to do. */
@Injectable()
export class ActionsService {
  constructor(
    private readonly repository: ActionsRepository,
    private readonly trajectories: TrajectoriesService,
    private readonly moments: ShownMomentsService,
    private readonly notices: NoticeBus,
    private readonly news: TrajectoryNews,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(me: string, trajectoryId: string): Promise<{ items: Action[] }> {
    await this.trajectories.assertMay(me, 'read_talks', trajectoryId);
    return { items: await this.repository.ofTrajectory(me, trajectoryId) };
  }

  async add(me: string, trajectoryId: string, action: New): Promise<Action> {
    await this.trajectories.assertMay(me, 'talk', trajectoryId);
    await this.#assertFits(trajectoryId, action);
    if (action.talkId !== null && !(await this.repository.hasTalk(trajectoryId, action.talkId)))
      throw new Problem('not_found');
    const id = await this.repository.add({ ...action, trajectoryId, createdBy: me });
    await this.#tell({ ...action, trajectoryId });
    return this.repository.get(me, id);
  }

  async change(me: string, actionId: string, changes: Changes): Promise<Action> {
    const ties = await this.#assertMay(me, actionId);
    await this.#assertFits(ties.trajectoryId, changes);
    return this.#changed(me, actionId, ties, defined(changes));
  }

  async done(me: string, actionId: string, { text, moment }: Done): Promise<Action> {
    const ties = await this.#assertMay(me, actionId);
    if (moment !== null) await this.moments.shown(me, ties.coacheeId, { ...moment, commentId: null });
    return this.#changed(me, actionId, ties, {
      ...{ doneAt: new Date(this.clock.now()), doneBy: me, doneText: text },
      ...{ doneRecordingId: moment?.recordingId ?? null },
      ...{ doneStartMs: moment?.startMs ?? null, doneEndMs: moment?.endMs ?? null },
    });
  }

  async open(me: string, actionId: string): Promise<Action> {
    const ties = await this.#assertMay(me, actionId);
    return this.#changed(me, actionId, ties, NOT_DONE);
  }

  async remove(me: string, actionId: string): Promise<void> {
    const ties = await this.#assertMay(me, actionId);
    await this.#changed(me, actionId, ties, { removedAt: new Date(this.clock.now()) });
  }

  async restore(me: string, actionId: string): Promise<Action> {
    const ties = await this.#assertMay(me, actionId, true);
    return this.#changed(me, actionId, ties, { removedAt: null });
  }

  async #changed(
    me: string,
    actionId: string,
    ties: Place,
    changes: Parameters<ActionsRepository['change']>[2],
  ): Promise<Action> {
    await this.repository.change(ties.trajectoryId, actionId, changes);
    await this.#tell(ties);
    return this.repository.get(me, actionId);
  }

  async #assertMay(me: string, actionId: string, removed = false) {
    const action = await this.repository.ties(actionId);
    if (action === undefined) throw new Problem('not_found');
    const { coacheeId } = await this.trajectories.assertMay(me, 'talk', action.trajectoryId);
    if (action.removedAt !== null && !removed) throw new Problem('not_found');
    return { ...action, coacheeId };
  }

  async #assertFits(
    trajectoryId: string,
    { ownerId, goalId }: { ownerId?: string | undefined; goalId?: string | null | undefined },
  ): Promise<void> {
    if (ownerId !== undefined && !(await this.repository.takesPart(trajectoryId, ownerId)))
      throw new Problem('owner_not_in_trajectory');
    if (goalId != null && !(await this.repository.hasGoal(trajectoryId, goalId)))
      throw new Problem('goal_not_of_this_trajectory');
  }

  async #tell({ trajectoryId, talkId }: Place): Promise<void> {
    await this.news.changedInside(trajectoryId);
    if (talkId !== null) await this.notices.publish({ kind: 'talk_changed', talkId });
  }
}
