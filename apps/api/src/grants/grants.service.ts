import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import type { DB } from '@lesblik/server/database/schema';
import { ExportWork } from '@lesblik/server/exports/export-work';
import { NoticeBus } from '@lesblik/server/notices/notice-bus';
import { Teller } from '@lesblik/server/notifications/teller';
import type { Range } from '@lesblik/shared/cuts';
import type { Grant, grantRoutes, GrantShows } from '@lesblik/shared/grants';
import { GrantRendition } from '@lesblik/shared/hiding';
import { Problem } from '@lesblik/shared/problems';
import type { Input } from '@lesblik/shared/route';
import type { Transaction } from 'kysely';
import { AuditLogService } from '../audit-log/audit-log.service.ts';
import { CLOCK, DATABASE } from '../base/tokens.ts';
import { LessonConsentService } from '../class-lists/lesson-consent.service.ts';
import { MembershipsService } from '../organisations/memberships.service.ts';
import { CutsService } from '../recordings/cuts.service.ts';
import { LessonNews } from '../recordings/lesson-news.ts';
import { RecordingAccessService } from '../recordings/recording-access.service.ts';
import { WatchAccessService } from '../recordings/watch-access.service.ts';
import { type GrantRow, GrantsRepository } from './grants.repository.ts';

/**
 * Sharing is the owner's alone: to a person of the same school, all of a lesson or a part, as it is or with what is hidden, until a date, ended at once when
 * withdrawn.
 */
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
    private readonly cuts: CutsService,
    private readonly lessons: LessonNews,
    private readonly teller: Teller,
    private readonly exports: ExportWork,
  ) {}

  async list(me: string, recordingId: string): Promise<Grant[]> {
    await this.access.assertMay(me, 'grant', recordingId);
    return (await this.repository.listRunning(recordingId, this.now())).map(present);
  }

  async give(me: string, recordingId: string, given: Input<typeof grantRoutes.give>['body']): Promise<Grant> {
    const { organisationId, ownerId, durationMs } = await this.access.assertMay(me, 'grant', recordingId);
    const { granteeId, mayComment, rendition } = given;
    const range = this.cuts.kept(given.range, durationMs);
    const until = this.future(given.until);
    if (granteeId === ownerId) throw new Problem('grant_exists');
    await this.memberships.assertAllMembers(organisationId, [granteeId]);
    const now = this.now();
    const { grant, begin, erase } = await this.db.transaction().execute(async (tx) => {
      await this.repository.lock(recordingId, tx);
      await this.consent.assertMayShare(tx, recordingId, granteeId);
      const who = { recordingId, granteeId, grantedBy: me, grantedAt: now };
      const terms = { ...who, mayComment, until, rendition, ...columns(range) };
      await this.assertShown(rendition, recordingId, tx);
      const id = await this.repository.insert(terms, tx);
      if (id === undefined) throw new Problem('grant_exists');
      const entry = { organisationId, recordingId, actorId: me, subjectId: granteeId, until, mayComment, ...range };
      await this.log.record({ ...entry, kind: 'granted', ...(rendition === 'hidden' && { detail: rendition }) }, tx);
      await this.notices.publishIn(tx, { kind: 'grants_changed', recordingId, personId: granteeId });
      const news = { kind: 'lesson_shared', subjectId: recordingId, of: now, byId: me } as const;
      await this.teller.tell(tx, { ...news, personIds: [granteeId] });
      // Of an access that ended before it, and may have shown more.
      const had = await this.repository.hadBefore(id, tx);
      const erase = await this.exports.endOf(tx, recordingId, had ? [granteeId] : []);
      return { erase, begin: await this.cuts.want(recordingId, tx), grant: await this.read(id, tx) };
    });
    await begin();
    await erase();
    await this.lessons.changed(recordingId);
    return grant;
  }

  async change(me: string, grantId: string, given: Input<typeof grantRoutes.change>['body']): Promise<Grant> {
    const { organisationId, durationMs, recordingId, granteeId, rendition: before } = await this.own(me, grantId);
    const range = given.range && this.cuts.kept(given.range, durationMs);
    const terms = {
      ...(given.mayComment !== undefined && { mayComment: given.mayComment }),
      ...(given.until !== undefined && { until: this.future(given.until) }),
    };
    const { rendition } = given;
    const changed = await this.db.transaction().execute(async (tx) => {
      if (Object.keys(terms).length === 0 && range === undefined && rendition === undefined)
        return { grant: await this.read(grantId, tx) };
      const changes = {
        ...terms,
        ...(range !== undefined && columns(range)),
        ...(rendition !== undefined && { rendition }),
      };
      const ended = await this.showAnew(recordingId, tx, async () => {
        if (rendition !== undefined) await this.assertShown(rendition, recordingId, tx);
        await this.repository.change(grantId, changes, tx);
      });
      const entry = { organisationId, recordingId, actorId: me, subjectId: granteeId, ...terms, ...range };
      const detail = rendition === undefined || rendition === before ? {} : { detail: rendition };
      await this.log.record({ ...entry, kind: 'grant_changed', ...detail }, tx);
      await this.notices.publishIn(tx, { kind: 'grants_changed', recordingId, personId: granteeId });
      return { ended, grant: await this.read(grantId, tx) };
    });
    await changed.ended?.();
    const { grant } = changed;
    this.watching.askAnew(granteeId, recordingId);
    await this.lessons.changed(recordingId);
    return grant;
  }

  /** What anybody else may see at most. Once this has answered, not one byte is served of what lies outside. */
  async trim(me: string, recordingId: string, asked: Range | null): Promise<{ range: Range | null }> {
    const { organisationId, durationMs } = await this.access.assertMay(me, 'grant', recordingId);
    const range = this.cuts.kept(asked, durationMs);
    const ended = await this.db.transaction().execute(async (tx) => {
      await this.log.record({ organisationId, recordingId, kind: 'trimmed', actorId: me, ...range }, tx);
      return this.showAnew(recordingId, tx, () => this.repository.trim(recordingId, range, tx));
    });
    await ended();
    await this.lessons.changed(recordingId);
    return { range };
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

  /**
   * A change of what people are shown of a recording: whoever is shown something else by it begins anew, as after a
   * withdrawal, what was on its way to them is cut, and their archives with words of it end.
   * @returns what to do once it is committed
   */
  async showAnew(recordingId: string, tx: Transaction<DB>, change: () => Promise<void>): Promise<() => Promise<void>> {
    await this.repository.lock(recordingId, tx);
    const before = await this.repository.shownTo(recordingId, this.now(), tx);
    await change();
    const now = await this.repository.shownTo(recordingId, this.now(), tx);
    const personIds = [...now.keys()].filter((id) => now.get(id) !== before.get(id));
    for (const personId of personIds) {
      await this.notices.publishIn(tx, { kind: 'access_ended', recordingId, personId, reason: 'range_changed' });
    }
    const erase = await this.exports.endOf(tx, recordingId, personIds);
    const begin = await this.cuts.want(recordingId, tx);
    return async () => {
      for (const personId of personIds) this.watching.end(personId, recordingId);
      await begin();
      await erase();
    };
  }

  /** With how many people it is shared with what is hidden. */
  async countHidden(recordingId: string): Promise<number> {
    const rows = await this.repository.listRunning(recordingId, this.now());
    return rows.filter(({ rendition }) => rendition === 'hidden').length;
  }

  /** @throws Problem hiding_not_used */
  private async assertShown(rendition: GrantRendition, recordingId: string, tx: Database): Promise<void> {
    if (rendition === 'hidden' && !(await this.repository.hasHidden(recordingId, tx)))
      throw new Problem('hiding_not_used');
  }

  private async own(
    me: string,
    grantId: string,
  ): Promise<GrantRow & { organisationId: string; durationMs: number | null }> {
    const grant = await this.repository.findRunning(grantId, this.now());
    if (grant === undefined) throw new Problem('not_found');
    const { organisationId, durationMs } = await this.access.assertMay(me, 'grant', grant.recordingId);
    return { ...grant, organisationId, durationMs };
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

const columns = (range: Range | null) => ({ startMs: range?.startMs ?? null, endMs: range?.endMs ?? null });

function showsOf({ from, to, cutMadeAt, cutProblem, rendition, hidingId }: GrantRow): GrantShows {
  if (rendition === 'hidden' && hidingId === null) return 'nothing';
  if (from === null || to === null) return 'ready';
  if (from >= to) return 'nothing';
  if (cutMadeAt !== null) return 'ready';
  return cutProblem === null ? 'preparing' : 'failed';
}

const present = (row: GrantRow): Grant => ({
  id: row.id,
  recordingId: row.recordingId,
  grantee: { id: row.granteeId, name: row.granteeName },
  mayComment: row.mayComment,
  range: row.startMs === null || row.endMs === null ? null : { startMs: row.startMs, endMs: row.endMs },
  rendition: GrantRendition.parse(row.rendition),
  shows: showsOf(row),
  until: row.until.toISOString(),
  grantedAt: row.grantedAt.toISOString(),
});
