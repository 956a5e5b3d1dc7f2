import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import { objectNames } from '@lesblik/server/media/object-names';
import { type ByteRange, EncryptedStorage, type Read } from '@lesblik/server/storage/storage';
import { Problem } from '@lesblik/shared/problems';
import type { DownloadPurpose } from '@lesblik/shared/recordings';
import { AuditLogService } from '../audit-log/audit-log.service.ts';
import { LessonConsentService } from '../class-lists/lesson-consent.service.ts';
import { UseWatch } from '../class-lists/use-watch.ts';
import { CLOCK, DATABASE } from '../base/tokens.ts';
import { type Device } from '../http/device-of.ts';
import { RecordingAccessService } from './recording-access.service.ts';
import { WatchAccessService } from './watch-access.service.ts';

/** Programs that download in pieces ask many times; the log tells it once in so long. */
const ONE_DOWNLOAD_MS = 10 * 60 * 1000;

/** The original, as it was uploaded, for its owner. */
@Injectable()
export class DownloadService {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly storage: EncryptedStorage,
    private readonly access: RecordingAccessService,
    private readonly watching: WatchAccessService,
    private readonly consent: LessonConsentService,
    private readonly uses: UseWatch,
    private readonly log: AuditLogService,
  ) {}

  /**
   * @throws Problem recording_not_ready before the film is whole; pupils_lack_consent, class_list_missing where it may not
   *   go to whom it is meant for
   */
  async describe(
    personId: string,
    recordingId: string,
    purpose: DownloadPurpose,
  ): Promise<{ fileName: string; size: number; sha256: string | null }> {
    const { organisationId } = await this.access.assertMay(personId, 'download', recordingId);
    if (purpose !== 'own') await this.consent.assertMayUse(recordingId, purpose);
    const row = await this.db
      .selectFrom('recording')
      .select(['fileName', 'sha256', 'uploadedAt'])
      .where('id', '=', recordingId)
      .where('organisationId', '=', organisationId)
      .executeTakeFirst();
    const size = await this.storage.size({ recordingId, name: objectNames.original });
    if (row === undefined || row.uploadedAt === null || size === undefined) throw new Problem('recording_not_ready');
    return { fileName: row.fileName, sha256: row.sha256, size };
  }

  /** Written to the log before the first byte goes. `close` when the last one went. */
  async open(
    personId: string,
    recordingId: string,
    range: ByteRange,
    { device, purpose }: { device: Device; purpose: DownloadPurpose },
  ): Promise<{ read: Read; ended: AbortSignal; close: () => void }> {
    const { view, ended } = await this.watching.enter(personId, recordingId);
    const use = purpose === 'own' ? undefined : await this.uses.enter(recordingId, purpose);
    const close = () => use?.close();
    try {
      const { organisationId } = view;
      const detail = purpose === 'own' ? {} : { detail: purpose };
      const onceKey = `downloaded.${purpose}.${recordingId}.${personId}.${Math.floor(this.clock.now() / ONE_DOWNLOAD_MS)}`;
      const entry = { organisationId, recordingId, actorId: personId, device, onceKey, ...detail };
      await this.log.record({ ...entry, kind: 'downloaded' });
      const read = await this.storage.read({ recordingId, name: objectNames.original }, range);
      return { read, ended: use === undefined ? ended : AbortSignal.any([ended, use.ended]), close };
    } catch (error) {
      close();
      throw error;
    }
  }
}
