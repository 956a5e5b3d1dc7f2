import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import { NoticeBus } from '@lesblik/server/notices/notice-bus';
import { Problem } from '@lesblik/shared/problems';
import type { Input } from '@lesblik/shared/route';
import type { PlannedTalk, Talk, TalkPage, talkRoutes } from '@lesblik/shared/talks';
import { CLOCK } from '../base/tokens.ts';
import { defined } from '../base/defined.ts';
import { RoomsService } from '../rooms/rooms.service.ts';
import { TrajectoriesService } from '../trajectories/trajectories.service.ts';
import { AgendasService } from './agendas.service.ts';
import { SummariesService } from './summaries.service.ts';
import { TalkAccessService } from './talk-access.service.ts';
import { readTimes } from './talk-times.ts';
import { TalksRepository, type TalkTies } from './talks.repository.ts';
import { TrajectoryNews } from '../trajectories/live/trajectory-news.ts';

type Offer = Input<typeof talkRoutes.offer>['body'];
type Changes = Input<typeof talkRoutes.update>['body'];
type Times = Input<typeof talkRoutes.offerAgain>['body'];

/** Talks as they are planned: one offers times, the other picks. */
@Injectable()
export class TalksService {
  constructor(
    private readonly repository: TalksRepository,
    private readonly access: TalkAccessService,
    private readonly trajectories: TrajectoriesService,
    private readonly agendas: AgendasService,
    private readonly summaries: SummariesService,
    private readonly rooms: RoomsService,
    private readonly notices: NoticeBus,
    private readonly news: TrajectoryNews,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(me: string, trajectoryId: string): Promise<{ items: Talk[] }> {
    await this.trajectories.assertMay(me, 'read_talks', trajectoryId);
    return { items: await this.repository.ofTrajectory(trajectoryId) };
  }

  async mine(me: string): Promise<{ items: Talk[] }> {
    return { items: await this.repository.ofPerson(me) };
  }

  /** For everybody who sees the trajectory: its client and supervisor too. */
  async dates(me: string, trajectoryId: string): Promise<{ held: number; planned: PlannedTalk[] }> {
    await this.trajectories.assertMay(me, 'see', trajectoryId);
    return this.repository.dates(trajectoryId);
  }

  async get(me: string, talkId: string): Promise<TalkPage> {
    await this.access.assertMay(me, 'read_talks', talkId);
    return this.#page(talkId);
  }

  async offer(me: string, trajectoryId: string, { times, ...talk }: Offer): Promise<Talk> {
    const { organisationId } = await this.trajectories.assertMay(me, 'talk', trajectoryId);
    const instants = readTimes({ times, timeZone: talk.timeZone }, this.clock.now());
    const { version, sections } = await this.agendas.current(organisationId, talk.kind);
    const id = await this.repository.add(
      { ...talk, trajectoryId, offeredBy: me, agenda: JSON.stringify(sections), agendaVersion: version },
      instants,
    );
    await this.news.changedInside(trajectoryId);
    return this.repository.get(id);
  }

  async update(me: string, talkId: string, changes: Changes): Promise<Talk> {
    const ties = await this.access.assertOpen(me, talkId);
    return this.#changed(ties, await this.repository.change(talkId, defined(changes)));
  }

  async offerAgain(me: string, talkId: string, { times, timeZone }: Times): Promise<Talk> {
    const ties = await this.access.assertOpen(me, talkId);
    const instants = readTimes({ times, timeZone }, this.clock.now());
    const talk = await this.#changed(
      ties,
      await this.repository.offerAgain(talkId, { offeredBy: me, timeZone }, instants),
    );
    if (ties.roomId !== null) await this.rooms.plan(ties.roomId, null);
    return talk;
  }

  async pick(me: string, talkId: string, timeId: string): Promise<Talk> {
    const ties = await this.access.assertOpen(me, talkId);
    if (ties.offeredBy === me) throw new Problem('own_offer');
    const startsAt = await this.repository.offered(talkId, timeId);
    if (startsAt === undefined) throw new Problem('changed_meanwhile');
    if (startsAt.getTime() <= this.clock.now()) throw new Problem('time_past');
    if (!(await this.repository.pick(talkId, timeId, me))) throw new Problem('changed_meanwhile');
    if (ties.roomId !== null) await this.rooms.plan(ties.roomId, startsAt);
    return this.#changed(ties, true);
  }

  /** Its call is ended with it. */
  async cancel(me: string, talkId: string, message: string): Promise<Talk> {
    const ties = await this.access.assertOpen(me, talkId);
    const talk = await this.#changed(ties, await this.repository.cancel(talkId, me, message));
    if (ties.roomId !== null) await this.rooms.endFor(ties.roomId);
    return talk;
  }

  async confirm(me: string, talkId: string, summary: string): Promise<TalkPage> {
    const ties = await this.access.assertOpen(me, talkId);
    await this.summaries.confirm(me, talkId, summary);
    await this.#tell(ties);
    return this.#page(talkId);
  }

  async reopen(me: string, talkId: string): Promise<TalkPage> {
    const ties = await this.access.assertMay(me, 'talk', talkId);
    if (!(await this.summaries.reopen(talkId))) throw new Problem('talk_closed');
    await this.#tell(ties);
    return this.#page(talkId);
  }

  /** The one it has, or a new one for both; whoever asks first is its host. */
  async call(me: string, talkId: string): Promise<{ roomId: string }> {
    const ties = await this.access.assertOpen(me, talkId);
    if (ties.roomId !== null) return { roomId: ties.roomId };
    const { title, coachee, coach, startsAt } = await this.repository.get(talkId);
    const room = await this.rooms.create(me, {
      ...{ kind: 'review_call', title, recordingId: null, trajectoryId: ties.trajectoryId, plannedAt: startsAt },
      personIds: [coachee.id, coach.id].filter((id) => id !== me),
    });
    const roomId = await this.repository.setRoom(talkId, room.id);
    if (roomId !== room.id) await this.rooms.endFor(room.id);
    if (roomId === null) throw new Problem('talk_closed');
    await this.#tell(ties);
    return { roomId };
  }

  async #page(talkId: string): Promise<TalkPage> {
    const talk = await this.repository.get(talkId);
    return { ...talk, confirmations: await this.summaries.confirmations(talkId) };
  }

  async #changed(ties: TalkTies, done: boolean): Promise<Talk> {
    if (!done) throw new Problem('talk_closed');
    await this.#tell(ties);
    return this.repository.get(ties.id);
  }

  /** Those on its page, and those on its trajectory's; client and supervisor only of what they see of it. */
  async #tell({ id: talkId, trajectoryId, state: before }: TalkTies): Promise<void> {
    await this.notices.publish({ kind: 'talk_changed', talkId });
    const now = (await this.repository.ties(talkId))?.state ?? before;
    if (now !== before && [before, now].some(seenByAll)) await this.news.changed(trajectoryId);
    else await this.news.changedInside(trajectoryId);
  }
}

/** Client and supervisor read when talks are, and how many were held. */
const seenByAll = (state: Talk['state']): boolean => state === 'planned' || state === 'held';
