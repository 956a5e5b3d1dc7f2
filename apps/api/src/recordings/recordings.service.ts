import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Config } from '@lesblik/server/config';
import type { Database } from '@lesblik/server/database/database';
import { isHeld } from '@lesblik/server/database/held';
import { KeyStore } from '@lesblik/server/keys/key-store';
import { MediaWork } from '@lesblik/server/media/media-work';
import { NoticeBus } from '@lesblik/server/notices/notice-bus';
import { Day, Id } from '@lesblik/shared/common';
import { dayOf, later, keptWithin, latestKeepUntil, type Term, type TermOf } from '@lesblik/shared/keep-until';
import { Problem } from '@lesblik/shared/problems';
import type { CommentsAfter, Recording, recordingRoutes } from '@lesblik/shared/recordings';
import type { Input } from '@lesblik/shared/route';
import { z } from 'zod';
import { AuditLogService } from '../audit-log/audit-log.service.ts';
import { decodeCursor, pageOf } from '../base/cursor.ts';
import { defined } from '../base/defined.ts';
import { CLOCK, CONFIG, DATABASE } from '../base/tokens.ts';
import { BarredGrantsService } from '../class-lists/barred-grants.service.ts';
import { LessonConsentService } from '../class-lists/lesson-consent.service.ts';
import { MembershipsService } from '../organisations/memberships.service.ts';
import { UploadsService } from '../uploads/uploads.service.ts';
import { cleanFileName } from '@lesblik/server/file-name';
import { LessonNews } from './lesson-news.ts';
import { presentRecording } from './present-recording.ts';
import { RecordingAccessService } from './recording-access.service.ts';
import { RecordingsRepository } from './recordings.repository.ts';
import { WatchAccessService } from './watch-access.service.ts';

/** Clocks of devices run ahead, and the school may lie a day east of UTC. */
const DAY_MS = 24 * 60 * 60 * 1000;

/** The last one of a page: the lesson's day, when it was made, as the database writes it (to the microsecond), and its id. */
const PlaceInList = z.object({ day: Day, time: z.string().refine((time) => !Number.isNaN(Date.parse(time))), id: Id });

@Injectable()
export class RecordingsService {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly notices: NoticeBus,
    private readonly keys: KeyStore,
    private readonly work: MediaWork,
    private readonly access: RecordingAccessService,
    private readonly watching: WatchAccessService,
    private readonly memberships: MembershipsService,
    private readonly uploads: UploadsService,
    private readonly consent: LessonConsentService,
    private readonly barred: BarredGrantsService,
    private readonly log: AuditLogService,
    private readonly repository: RecordingsRepository,
    private readonly lessons: LessonNews,
  ) {}

  /** Everything that can be refused is refused here, before a byte travels. */
  async create(me: string, given: Input<typeof recordingRoutes.create>['body']): Promise<Recording> {
    const { organisationId, ownerId = me, trajectoryId, recordedOn, bytes } = given;
    await this.memberships.assertMember(organisationId, me);
    if (ownerId !== me) await this.memberships.assertAllMembers(organisationId, [ownerId]);
    // It opens the lesson to outside the school, so that the owner alone says it, having seen the film.
    if (given.noPupils && ownerId !== me) throw new Problem('not_allowed');
    if (bytes > this.config.limits.filmBytes) {
      throw new Problem('film_too_large', { mostBytes: this.config.limits.filmBytes });
    }
    const trajectory = await this.trajectoryOf(ownerId, organisationId, trajectoryId);
    const term = await this.repository.termOf(organisationId);
    const lesson = { recordedOn, addedOn: dayOf(this.now()), trajectoryEnd: trajectory?.end ?? null };
    const keepUntil = given.keepUntil ?? latestKeepUntil(lesson, term);
    this.assertDay(recordedOn, this.now());
    this.assertDays(lesson, keepUntil, term);
    const keepUntilChosen = keepUntil < latestKeepUntil(lesson, term);
    const id = await this.db.transaction().execute(async (tx) => {
      await this.assertRoom(organisationId, bytes, tx);
      const { title, classGroup, lawfulBasis, classListId, noPupils, fileType } = given;
      await this.assertMayName(tx, me, { organisationId, ownerId }, classListId);
      const fileName = cleanFileName(given.fileName);
      const about = { title, classGroup, lawfulBasis, classListId, noPupils };
      const description = { ...about, recordedOn, keepUntil, keepUntilChosen, trajectoryId, fileName, fileType };
      const row = { ...description, organisationId, ownerId, uploaderId: me, bytes, createdAt: this.now() };
      const recordingId = await this.repository.insert(row, tx);
      await this.log.record({ organisationId, recordingId, kind: 'created', actorId: me }, tx);
      await this.keys.create(recordingId);
      return recordingId;
    });
    await this.lessons.changed(id);
    return this.read(me, id);
  }

  async list(me: string, { cursor, ...wanted }: Input<typeof recordingRoutes.list>['query']) {
    const after = cursor === undefined ? undefined : decodeCursor(cursor, PlaceInList);
    const rows = await this.repository.list(me, this.now(), { ...wanted, after });
    return pageOf(
      rows,
      wanted.limit,
      (row) => ({ day: row.recordedOn, time: row.cursorTime, id: row.id }),
      (row) => presentRecording(me, row),
    );
  }

  async get(me: string, recordingId: string): Promise<Recording> {
    const row = await this.repository.find(me, this.now(), recordingId);
    if (row !== undefined) return presentRecording(me, row);
    // Writes the refusal to the log, where there is something to refuse.
    await this.access.assertMay(me, 'watch', recordingId);
    throw new Problem('not_found');
  }

  async describe(me: string, recordingId: string, given: Input<typeof recordingRoutes.update>['body']) {
    const { organisationId, ownerId } = await this.access.assertMay(me, 'describe', recordingId);
    const changes = defined(given);
    const now = await this.read(me, recordingId);
    const trajectoryId = changes.trajectoryId === undefined ? now.trajectoryId : changes.trajectoryId;
    const trajectory = await this.trajectoryOf(ownerId, organisationId, trajectoryId);
    const isNewIn = trajectory !== undefined && trajectory.id !== now.trajectoryId;
    let chosen = {};
    if (changes.keepUntil !== undefined || changes.recordedOn !== undefined || isNewIn) {
      const term = await this.repository.termOf(organisationId);
      const today = dayOf(this.now());
      const lesson = {
        recordedOn: changes.recordedOn ?? now.recordedOn,
        addedOn: isNewIn ? today : dayOf(new Date(now.createdAt)),
        trajectoryEnd: trajectory?.end ?? null,
      };
      const wanted = changes.keepUntil ?? now.keepUntil;
      // Shorter than it is can always be chosen, also where the school keeps shorter by now.
      const latest = lesson.recordedOn === now.recordedOn ? now.keepUntil : undefined;
      if (latest === undefined) this.assertDay(lesson.recordedOn, new Date(now.createdAt));
      this.assertDays(lesson, wanted, term, latest);
      const school = latestKeepUntil(lesson, term);
      if (isNewIn) changes.keepUntil = keptWithin(wanted, school, today);
      // An earlier day than it has is its owner's choice, also where the school would keep shorter by now.
      if (changes.keepUntil !== undefined && changes.keepUntil !== now.keepUntil)
        chosen = {
          keepUntilChosen: changes.keepUntil < (given.keepUntil === undefined ? school : later(school, now.keepUntil)),
        };
    }
    const fields = Object.keys(changes);
    if (fields.length === 0) return now;
    const told = await this.db.transaction().execute(async (tx) => {
      // A hold names days of recording: a lesson does not get out of it by another day.
      const otherDay = (changes.recordedOn ?? now.recordedOn) !== now.recordedOn;
      if (otherDay && (await isHeld(tx, recordingId, dayOf(this.now())))) await this.assertNotHeld(recordingId, tx);
      // The lesson before its list; the list it names already stays there meanwhile, another may have gone.
      const named = await this.repository.lockForList(recordingId, tx);
      if (changes.classListId !== named) {
        await this.assertMayName(tx, me, { organisationId, ownerId }, changes.classListId ?? null);
      }
      await this.repository.change(recordingId, { ...changes, ...chosen }, tx);
      const entry = { organisationId, recordingId, actorId: me, detail: fields.join(',') };
      await this.log.record({ ...entry, kind: 'described' }, tx);
      return this.barred.endIn(tx, [recordingId], me);
    });
    await told();
    await this.lessons.changed(recordingId, { trajectoryId: now.trajectoryId });
    return this.read(me, recordingId);
  }

  /** Gone for everyone at once; the media worker destroys the key, then every object, then the row. */
  async remove(me: string, recordingId: string, comments: CommentsAfter): Promise<void> {
    await this.access.assertMay(me, 'delete', recordingId);
    const order = { reason: 'owner', askedBy: me, comments } as const;
    if (!(await this.work.remove(recordingId, order, dayOf(this.now())))) await this.assertNotHeld(recordingId);
    await this.notices.publish({ kind: 'access_ended', recordingId, personId: null, reason: 'deleted' });
    this.watching.end(null, recordingId);
    await this.lessons.changed(recordingId);
  }

  /** A film that is whole is converted once more; what ended before that may begin anew. */
  async retry(me: string, recordingId: string): Promise<Recording> {
    const { organisationId } = await this.access.assertMay(me, 'process', recordingId);
    const retried = (await this.uploads.isWhole(recordingId))
      ? await this.work.retry(recordingId)
      : await this.beginAnew(me, organisationId, recordingId);
    if (!retried) throw new Problem('recording_state');
    await this.lessons.changed(recordingId);
    return this.read(me, recordingId);
  }

  /** The upload, or the composing of a call's recording. @returns false when it did not end */
  private async beginAnew(me: string, organisationId: string, recordingId: string): Promise<boolean> {
    const { origin, bytes } = await this.read(me, recordingId);
    if (origin === 'review_call') return this.work.composeAgain(recordingId);
    return this.db.transaction().execute(async (tx) => {
      await this.assertRoom(organisationId, bytes ?? 0, tx);
      return this.uploads.reopen(recordingId, tx);
    });
  }

  async cancel(me: string, recordingId: string): Promise<Recording> {
    await this.access.assertMay(me, 'process', recordingId);
    if (!(await this.work.cancel(recordingId))) throw new Problem('recording_state');
    if (!(await this.uploads.isWhole(recordingId))) await this.uploads.discard(recordingId);
    await this.lessons.changed(recordingId);
    return this.read(me, recordingId);
  }

  /** The device's SHA-256; whichever of the two comes later, this or the media worker's own, is compared. */
  async digest(me: string, recordingId: string, sha256: string): Promise<void> {
    const stored = await this.repository.storeDigest(me, recordingId, sha256, this.now());
    if (stored === undefined) {
      await this.access.assertMay(me, 'upload', recordingId);
      throw new Problem('recording_state');
    }
    if (!stored.differs) return;
    await this.work.refuse(recordingId, 'film_hash_differs');
    throw new Problem('film_hash_differs');
  }

  private async assertRoom(organisationId: string, bytes: number, tx: Database): Promise<void> {
    const left = await this.repository.roomLeft(organisationId, tx);
    if (bytes > left) throw new Problem('quota_exceeded', { bytesLeft: Math.max(0, left) });
  }

  /** @throws Problem recording_held */
  private async assertNotHeld(recordingId: string, db = this.db): Promise<void> {
    const until = await this.repository.heldUntil(recordingId, dayOf(this.now()), db);
    if (until !== undefined) throw new Problem('recording_held', { until });
  }

  /** The school's term begins with it: a lesson was recorded before it was added, whatever its owner says later. */
  private assertDay(recordedOn: string, addedAt: Date): void {
    // The day where the teacher is may have begun.
    if (recordedOn <= dayOf(new Date(addedAt.getTime() + DAY_MS))) return;
    const issues = [{ path: 'body.recordedOn', message: 'Lies after the day on which it was added.' }];
    throw new Problem('invalid_input', { issues });
  }

  /** @param also a last day that may stay whatever the term */
  private assertDays(lesson: TermOf, keepUntil: string, term: Term, also = ''): void {
    const latest = latestKeepUntil(lesson, term);
    if (keepUntil < dayOf(this.now()) || keepUntil > (also > latest ? also : latest))
      throw new Problem('keep_until_past');
  }

  /** Who films for a colleague does not know the colleague's lists. @throws Problem not_found unless the owner names an own one */
  private async assertMayName(
    tx: Database,
    me: string,
    { organisationId, ownerId }: { organisationId: string; ownerId: string },
    classListId: string | null,
  ): Promise<void> {
    if (classListId === null) return;
    if (me !== ownerId) throw new Problem('not_found');
    await this.consent.assertMayName(tx, ownerId, organisationId, classListId);
  }

  /** @throws Problem not_found unless the teacher is the coachee of this trajectory */
  private async trajectoryOf(ownerId: string, organisationId: string, trajectoryId: string | null) {
    if (trajectoryId === null) return undefined;
    const trajectory = await this.repository.trajectoryOf(ownerId, organisationId, trajectoryId);
    if (trajectory === undefined) throw new Problem('not_found');
    return trajectory;
  }

  private async read(me: string, recordingId: string): Promise<Recording> {
    const row = await this.repository.find(me, this.now(), recordingId);
    if (row === undefined) throw new Problem('not_found');
    return presentRecording(me, row);
  }

  private now(): Date {
    return new Date(this.clock.now());
  }
}
