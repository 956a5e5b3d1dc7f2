import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { DB } from '@lesblik/server/database/schema';
import { NoticeBus } from '@lesblik/server/notices/notice-bus';
import { judgeLessons } from '@lesblik/shared/consent-rules';
import type { Transaction } from 'kysely';
import { AuditLogService } from '../audit-log/audit-log.service.ts';
import { CLOCK } from '../base/tokens.ts';
import { LessonNews } from '../recordings/lesson-news.ts';
import { WatchAccessService } from '../recordings/watch-access.service.ts';
import { LessonConsentRepository } from './lesson-consent.repository.ts';

/** What to do once the transaction is committed: from then on not one byte more is served. */
export type Told = () => Promise<void>;

/** Ends at once what consent no longer bears: no grant runs that could not be given now. */
@Injectable()
export class BarredGrantsService {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly notices: NoticeBus,
    private readonly log: AuditLogService,
    private readonly watching: WatchAccessService,
    private readonly lessons: LessonNews,
    private readonly repository: LessonConsentRepository,
  ) {}

  /** With the change of a list: in all lessons that name it. */
  async endByList(tx: Transaction<DB>, classListId: string, actorId: string): Promise<Told> {
    return this.endIn(tx, await this.repository.ofList(classListId, tx), actorId);
  }

  /** With the change of what somebody is in the school, a guest or not: in all lessons that are shared with them. */
  async endOfMember(
    tx: Transaction<DB>,
    { organisationId, personId }: { organisationId: string; personId: string },
    actorId: string,
  ): Promise<Told> {
    const at = new Date(this.clock.now());
    return this.endIn(tx, await this.repository.grantedTo(personId, organisationId, at, tx), actorId);
  }

  /** In these recordings, and in those of calls in which they were played. */
  async endIn(tx: Transaction<DB>, changedIds: readonly string[], actorId: string): Promise<Told> {
    const at = new Date(this.clock.now());
    await this.notices.publishIn(tx, { kind: 'consent_changed' });
    const recordingIds = await this.repository.withCalls(changedIds, tx);
    // Whoever writes in their lists at this moment goes first: what they write counts here.
    await this.repository.holdLists(recordingIds, tx);
    const lessons = new Map((await this.repository.lessons(recordingIds, tx)).map((lesson) => [lesson.id, lesson]));
    const ended = (await this.repository.runningGrants(recordingIds, at, tx)).flatMap(({ role, ...grant }) => {
      const lesson = lessons.get(grant.recordingId);
      if (lesson === undefined) return [];
      const { verdict } = judgeLessons(role === 'guest' ? 'outside' : 'inside', lesson.shown);
      return verdict === 'open' ? [] : [{ ...grant, organisationId: lesson.organisationId }];
    });
    if (ended.length === 0) return async () => {};
    await this.repository.endGrants(
      ended.map(({ id }) => id),
      at,
      tx,
    );
    const entries = ended.map(({ recordingId, organisationId, granteeId: subjectId }) => ({
      ...{ organisationId, recordingId, actorId, subjectId },
      ...{ kind: 'withdrawn' as const, detail: 'consent' },
    }));
    await this.log.record(entries, tx);
    for (const { recordingId, granteeId: personId } of ended)
      await this.notices.publishIn(tx, { kind: 'access_ended', recordingId, personId, reason: 'withdrawn' });
    return async () => {
      for (const { recordingId, granteeId } of ended) this.watching.end(granteeId, recordingId);
      for (const { recordingId, granteeId } of ended) await this.lessons.changed(recordingId, { granteeId });
    };
  }
}
