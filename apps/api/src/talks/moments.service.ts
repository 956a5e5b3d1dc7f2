import { Injectable } from '@nestjs/common';
import { NoticeBus } from '@lesblik/server/notices/notice-bus';
import { Problem } from '@lesblik/shared/problems';
import type { Input } from '@lesblik/shared/route';
import type { TalkMoment, talkRoutes } from '@lesblik/shared/talks';
import { MomentsRepository } from './moments.repository.ts';
import { ShownMomentsService } from './shown-moments.service.ts';
import { TalkAccessService } from './talk-access.service.ts';

/** Moments of lessons pinned to a talk. Who may watch the lesson is asked anew each time; the pin alone shows nothing. */
@Injectable()
export class MomentsService {
  constructor(
    private readonly access: TalkAccessService,
    private readonly repository: MomentsRepository,
    private readonly moments: ShownMomentsService,
    private readonly notices: NoticeBus,
  ) {}

  async list(me: string, talkId: string): Promise<{ items: TalkMoment[] }> {
    await this.access.assertMay(me, 'read_talks', talkId);
    return { items: await this.repository.ofTalk(me, talkId) };
  }

  async pin(
    me: string,
    talkId: string,
    { recordingId, commentId, moment }: Input<typeof talkRoutes.pin>['body'],
  ): Promise<TalkMoment> {
    const { coacheeId } = await this.access.assertOpen(me, talkId);
    const shown = await this.moments.shown(me, coacheeId, { ...moment, recordingId, commentId });
    const id = await this.repository.add(me, talkId, shown);
    await this.#tell(talkId);
    return this.repository.get(me, id);
  }

  async unpin(me: string, momentId: string): Promise<void> {
    const talkId = await this.repository.talkOf(momentId);
    if (talkId === undefined) throw new Problem('not_found');
    await this.access.assertOpen(me, talkId);
    await this.repository.remove(talkId, momentId);
    await this.#tell(talkId);
  }

  #tell(talkId: string): Promise<void> {
    return this.notices.publish({ kind: 'talk_changed', talkId });
  }
}
