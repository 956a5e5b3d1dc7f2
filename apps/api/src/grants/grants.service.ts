import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import type { DB } from '@lesblik/server/database/schema';
import { NoticeBus } from '@lesblik/server/notices/notice-bus';
import { Teller } from '@lesblik/server/notifications/teller';
import type { Grant, grantRoutes } from '@lesblik/shared/grants';
import { Problem } from '@lesblik/shared/problems';
import type { Input } from '@lesblik/shared/route';
import type { Transaction } from 'kysely';
import { AuditLogService } from '../audit-log/audit-log.service.ts';
import { CLOCK, DATABASE } from '../base/tokens.ts';
import { LessonConsentService } from '../class-lists/lesson-consent.service.ts';
import { MembershipsService } from '../organisations/memberships.service.ts';
import { LessonNews } from '../recordings/lesson-news.ts';
import { RecordingAccessService } from '../recordings/recording-access.service.ts';
import { WatchAccessService } from '../recordings/watch-access.service.ts';
import { type GrantRow, GrantsRepository } from './grants.repository.ts';

/** Sharing is the owner's alone: to a person of the same school, until a date, ended at once when withdrawn. */
@Injectable()
export class GrantsService {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly notices: NoticeBus,
    private readonly access: RecordingAccessService,
    private readonly watching: WatchAccessService,
    private readonly memberships: MembershipsService,
    private readonly consent: LessonConsentService,
    private readonly log: AuditLogService,
    private readonly repository: GrantsRepository,
    private readonly lessons: LessonNews,
    private readonly teller: Teller,
  ) {}

  async list(me: string, recordingId: string): Promise<Grant[]> {
    await this.access.assertMay(me, 'grant', recordingId);
    return (await this.repository.listRunning(recordingId, this.now())).map(present);
  }

  async give(me: string, recordingId: string, given: Input<typeof grantRoutes.give>['body']): Promise<Grant> {
    const { organisationId, ownerId } = await this.access.assertMay(me, 'grant', recordingId);
    const { granteeId, mayComment } = given;
    const until = this.future(given.until);
    if (granteeId === ownerId) throw new Problem('grant_exists');
    await this.memberships.assertAllMembers(organisationId, [granteeId]);
    const now = this.now();
    const grant = await this.db.transaction().execute(async (tx) => {
      await this.consent.assertMayShare(tx, recordingId, granteeId);
      const terms = { recordingId, granteeId, mayComment, until, grantedBy: me, grantedAt: now };
      const id = await this.repository.insert(terms, tx);
      if (id === undefined) throw new Problem('grant_exists');
      const entry = { organisationId, recordingId, actorId: me, subjectId: granteeId, until, mayComment };
      await this.log.record({ ...entry, kind: 'granted' }, tx);
      await this.notices.publishIn(tx, { kind: 'grants_changed', recordingId, personId: granteeId });
      const news = { kind: 'lesson_shared', subjectId: recordingId, of: now, byId: me } as const;
      await this.teller.tell(tx, { ...news, personIds: [granteeId] });
      return this.read(id, tx);
    });
    await this.lessons.changed(recordingId);
    return grant;
  }

  async change(me: string, grantId: string, given: Input<typeof grantRoutes.change>['body']): Promise<Grant> {
    const { organisationId, recordingId, granteeId } = await this.own(me, grantId);
    const terms = {
      ...(given.mayComment !== undefined && { mayComment: given.mayComment }),
      ...(given.until !== undefined && { until: this.future(given.until) }),
    };
    const grant = await this.db.transaction().execute(async (tx) => {
      if (Object.keys(terms).length > 0) {
        await this.repository.change(grantId, terms, tx);
        const entry = { organisationId, recordingId, actorId: me, subjectId: granteeId, ...terms };
        await this.log.record({ ...entry, kind: 'grant_changed' }, tx);
        await this.notices.publishIn(tx, { kind: 'grants_changed', recordingId, personId: granteeId });
      }
      return this.read(grantId, tx);
    });
    this.watching.askAnew(granteeId, recordingId);
    await this.lessons.changed(recordingId);
    return grant;
  }

  /** Once this has answered, not one byte more is served. */
  async withdraw(me: string, grantId: string): Promise<void> {
    const { organisationId, recordingId, granteeId } = await this.own(me, grantId);
    await this.db.transaction().execute(async (tx) => {
      if (!(await this.repository.withdraw(grantId, this.now(), tx))) throw new Problem('not_found');
      await this.log.record({ organisationId, recordingId, kind: 'withdrawn', actorId: me, subjectId: granteeId }, tx);
      const ended = { kind: 'access_ended', recordingId, personId: granteeId, reason: 'withdrawn' } as const;
      await this.notices.publishIn(tx, ended);
    });
    this.watching.end(granteeId, recordingId);
    await this.lessons.changed(recordingId, { granteeId });
  }

  /**
   * Ends what somebody who leaves a trajectory may watch of its lessons, with the transaction that lets them go.
   * @returns what to do once it is committed: not one byte more is served then
   */
  async endInTrajectory(
    { trajectoryId, granteeId, actorId }: { trajectoryId: string; granteeId: string; actorId: string },
    tx: Transaction<DB>,
  ): Promise<() => void> {
    const ended = await this.repository.withdrawInTrajectory(trajectoryId, granteeId, this.now(), tx);
    const entries = ended.map((lesson) => ({ ...lesson, kind: 'withdrawn' as const, actorId, subjectId: granteeId }));
    await this.log.record(entries, tx);
    for (const { recordingId } of ended) {
      const notice = { kind: 'access_ended', recordingId, personId: granteeId, reason: 'withdrawn' } as const;
      await this.notices.publishIn(tx, notice);
    }
    return () => ended.forEach(({ recordingId }) => this.watching.end(granteeId, recordingId));
  }

  private async own(me: string, grantId: string): Promise<GrantRow & { organisationId: string }> {
    const grant = await this.repository.findRunning(grantId, this.now());
    if (grant === undefined) throw new Problem('not_found');
    const { organisationId } = await this.access.assertMay(me, 'grant', grant.recordingId);
    return { ...grant, organisationId };
  }

  private async read(grantId: string, tx: Database): Promise<Grant> {
    const row = await this.repository.findRunning(grantId, this.now(), tx);
    if (row === undefined) throw new Problem('not_found');
    return present(row);
  }

  private future(instant: string): Date {
    const date = new Date(instant);
    if (date.getTime() <= this.clock.now()) throw new Problem('grant_in_past');
    return date;
  }

  private now(): Date {
    return new Date(this.clock.now());
  }
}

const present = (row: GrantRow): Grant => ({
  id: row.id,
  recordingId: row.recordingId,
  grantee: { id: row.granteeId, name: row.granteeName },
  mayComment: row.mayComment,
  until: row.until.toISOString(),
  grantedAt: row.grantedAt.toISOString(),
});
