import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import type { DB } from '@lesblik/server/database/schema';
import { NoticeBus } from '@lesblik/server/notices/notice-bus';
import { Teller } from '@lesblik/server/notifications/teller';
import { Problem } from '@lesblik/shared/problems';
import type { Answer } from '@lesblik/shared/route';
import type { Seal, sealRoutes } from '@lesblik/shared/seals';
import { isOver } from '@lesblik/shared/trajectory-steps';
import type { Transaction } from 'kysely';
import { CLOCK } from '../base/tokens.ts';
import { CommentsService, type Sealed } from '../comments/comments.service.ts';
import { RecordingAccessService } from '../recordings/recording-access.service.ts';
import { SealsRepository } from './seals.repository.ts';

/**
 * Self-review first. That a seal hides is a rule of reading comments (`kept`); here it begins and ends. It may end when the
 * trajectory is over: what somebody wrote would stay shut up otherwise.
 */
@Injectable()
export class SealsService {
  constructor(
    private readonly access: RecordingAccessService,
    private readonly comments: CommentsService,
    private readonly repository: SealsRepository,
    private readonly notices: NoticeBus,
    private readonly teller: Teller,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async get(me: string, recordingId: string): Promise<Answer<typeof sealRoutes.get>> {
    const { ownerId } = await this.access.assertMay(me, 'watch', recordingId);
    const seal = (await this.repository.last(recordingId, me)) ?? null;
    const running = (await this.pair(recordingId)).length > 0;
    const ties = running ? [] : (await this.repository.coaches(recordingId)).filter((tie) => !isOver(tie));
    const coaches = new Map(ties.map(({ id, name }) => [id, { id, name }]));
    return { seal, coaches: [...coaches.values()].filter(({ id }) => me === ownerId || me === id) };
  }

  async start(me: string, recordingId: string, coachId: string): Promise<Seal> {
    const { ownerId } = await this.access.assertMay(me, 'comment', recordingId);
    if (me !== ownerId && me !== coachId) throw new Problem('not_allowed');
    return this.comments.changeSealed(recordingId, async (tx, sealed) => {
      if ((await this.repository.pair(recordingId, tx)).length > 0) throw new Problem('already_sealed');
      const ties = (await this.repository.coachesNow(recordingId, tx)).filter(({ id }) => id === coachId);
      if (ties.length === 0) throw new Problem('seal_not_with');
      if (ties.every(isOver)) throw new Problem('trajectory_over');
      await this.repository.add({ recordingId, ownerId, coachId, sealedBy: me }, tx);
      await sealed.hold([ownerId, coachId]);
      const news = { kind: 'seal_begun', subjectId: recordingId, byId: me } as const;
      await this.teller.tell(tx, { ...news, personIds: [ownerId, coachId] });
      return this.#told(me, recordingId, tx);
    });
  }

  /** Once more is no error: the answer to the first time may have been lost. */
  async release(me: string, recordingId: string, released: boolean): Promise<Seal> {
    await this.access.assertMay(me, 'watch', recordingId);
    return this.comments.changeSealed(recordingId, async (tx, sealed) => {
      const seal = await this.#mine(me, recordingId, tx);
      const mine = seal.owner.id === me ? 'ownerReleasedAt' : 'coachReleasedAt';
      const theirs = mine === 'ownerReleasedAt' ? 'coachReleasedAt' : 'ownerReleasedAt';
      if ((seal[mine] !== null) === released) return seal;
      if (seal.openedAt !== null) throw new Problem('changed_meanwhile');
      const now = new Date(this.clock.now());
      const both = released && seal[theirs] !== null;
      await this.repository.change(seal.id, { [mine]: released ? now : null, ...(both && { openedAt: now }) }, tx);
      if (both) await this.#letGo(tx, sealed, me, recordingId);
      return this.#told(me, recordingId, tx);
    });
  }

  async open(me: string, recordingId: string): Promise<Seal> {
    await this.access.assertMay(me, 'watch', recordingId);
    return this.comments.changeSealed(recordingId, async (tx, sealed) => {
      const seal = await this.#mine(me, recordingId, tx);
      if (seal.owner.id !== me) throw new Problem('not_allowed');
      if (seal.openedAt !== null) return seal;
      await this.repository.change(seal.id, { openedAt: new Date(this.clock.now()), openedEarly: true }, tx);
      await this.#letGo(tx, sealed, me, recordingId);
      return this.#told(me, recordingId, tx);
    });
  }

  /** For the rooms: whose place on the film is told to nobody. */
  pair(recordingId: string): Promise<string[]> {
    return this.repository.pair(recordingId);
  }

  /** Everybody around the lesson can read it now, and is told once of all of it. */
  async #letGo(tx: Transaction<DB>, sealed: Sealed, byId: string, subjectId: string): Promise<void> {
    await sealed.letGo();
    const personIds = await this.comments.peopleIn(tx, subjectId);
    await this.teller.tell(tx, { kind: 'seal_opened', subjectId, byId, personIds });
  }

  /** For whom there is none of theirs, there is none. */
  async #mine(me: string, recordingId: string, tx: Database): Promise<Seal> {
    const seal = await this.repository.last(recordingId, me, tx);
    if (seal === undefined) throw new Problem('not_found');
    return seal;
  }

  async #told(me: string, recordingId: string, tx: Parameters<NoticeBus['publishIn']>[0]): Promise<Seal> {
    const seal = await this.#mine(me, recordingId, tx);
    const personIds = [seal.owner.id, seal.coach.id];
    await this.notices.publishIn(tx, { kind: 'seal_changed', recordingId, personIds });
    return seal;
  }
}
