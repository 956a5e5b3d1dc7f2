import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import { KeyStore } from '@lesblik/server/keys/key-store';
import { dayOf, latestKeepUntil } from '@lesblik/shared/keep-until';
import { Problem } from '@lesblik/shared/problems';
import { AuditLogService } from '../audit-log/audit-log.service.ts';
import { CLOCK, DATABASE } from '../base/tokens.ts';
import { cleanFileName } from '@lesblik/server/file-name';
import { RecordingsRepository } from './recordings.repository.ts';

/** Some minutes of a call: with less room than this none is begun. */
const LEAST_ROOM = 128 * 2 ** 20;

export interface NewCallRecording {
  organisationId: string;
  /** The teacher. */
  ownerId: string;
  trajectoryId: string | null;
  title: string;
  classGroup: string;
}

/** As it is found again among other downloads: `Kijkgesprek Rekenen 2026-11-22.mp4`. */
const fileNameOf = (title: string, day: string): string => cleanFileName(`${title.replace(':', '')} ${day}.mp4`);

/** Recordings that the server makes itself, of calls. Until the take ends they are nobody's to see. */
@Injectable()
export class CallRecordingsService {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly keys: KeyStore,
    private readonly log: AuditLogService,
    private readonly repository: RecordingsRepository,
  ) {}

  /** @throws Problem quota_exceeded */
  async create(me: string, given: NewCallRecording, tx: Database): Promise<{ recordingId: string; keepUntil: string }> {
    const { organisationId, ownerId } = given;
    const left = await this.repository.roomLeft(organisationId, tx);
    if (left < LEAST_ROOM) throw new Problem('quota_exceeded', { bytesLeft: Math.max(0, left) });
    const trajectory =
      given.trajectoryId === null
        ? undefined
        : await this.repository.trajectoryOf(ownerId, organisationId, given.trajectoryId);
    const createdAt = new Date(this.clock.now());
    const recordedOn = dayOf(createdAt);
    const term = await this.repository.termOf(organisationId);
    const lesson = { recordedOn, addedOn: recordedOn, trajectoryEnd: trajectory?.end ?? null };
    const keepUntil = latestKeepUntil(lesson, term);
    const { title, classGroup } = given;
    const row = {
      ...{ organisationId, ownerId, uploaderId: ownerId, trajectoryId: trajectory?.id ?? null, title, classGroup },
      ...{ recordedOn, keepUntil, createdAt, origin: 'review_call', lawfulBasis: 'consent' },
      ...{ fileName: fileNameOf(title, recordedOn), fileType: 'video/mp4', bytes: 0 },
    };
    const recordingId = await this.repository.insert(row, tx);
    await this.log.record({ organisationId, recordingId, kind: 'created', actorId: me }, tx);
    await this.keys.create(recordingId);
    return { recordingId, keepUntil };
  }

  /** What is stored of it by now. @returns whether the school has room for more */
  async grew(recordingId: string, organisationId: string, bytes: number): Promise<boolean> {
    return this.db.transaction().execute(async (tx) => {
      await this.repository.change(recordingId, { bytes }, tx);
      return (await this.repository.roomLeft(organisationId, tx)) > 0;
    });
  }
}
