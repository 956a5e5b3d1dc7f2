import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import { ArchiveStorage } from '@lesblik/server/exports/archive-storage';
import type { ByteRange, Read } from '@lesblik/server/storage/storage';
import { Problem } from '@lesblik/shared/problems';
import { AuditLogService } from '../audit-log/audit-log.service.ts';
import { CLOCK, DATABASE } from '../base/tokens.ts';
import { ExportsRepository } from './exports.repository.ts';
import { ExportsService } from './exports.service.ts';
import { StandingWatch } from './standing-watch.ts';

/** Programs that download in pieces ask many times; the log tells it once in so long. */
const ONE_DOWNLOAD_MS = 10 * 60 * 1000;

/** An archive, for whose it is. */
@Injectable()
export class ArchiveDownloadService {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly exports: ExportsService,
    private readonly repository: ExportsRepository,
    private readonly archives: ArchiveStorage,
    private readonly standing: StandingWatch,
    private readonly log: AuditLogService,
  ) {}

  /** @throws Problem not_found, export_not_ready, export_ended */
  async describe(me: string, exportId: string): Promise<{ fileName: string; size: number }> {
    const { state, bytes, askedAt } = await this.exports.get(me, exportId);
    if (state === 'waiting' || state === 'making') throw new Problem('export_not_ready');
    if (state !== 'ready' || bytes === null) throw new Problem('export_ended');
    return { fileName: `lesblik-${askedAt.slice(0, 10)}.zip`, size: bytes };
  }

  /** Written to the log of every lesson in it before the first byte goes. `close` when the last one went. */
  async open(
    me: string,
    exportId: string,
    range: ByteRange,
    device: string,
  ): Promise<{ read: Read; ended: AbortSignal; close: () => void }> {
    const { ended, close } = this.standing.of(exportId);
    try {
      // Asked once more, now that nothing that ends it goes unheard.
      await this.describe(me, exportId);
      const archive = await this.repository.stored(exportId);
      if (archive === undefined) throw new Problem('export_ended');
      const read = await this.archives.read(archive, range);
      try {
        await this.#log(me, exportId, device);
      } catch (error) {
        read.stream.destroy();
        throw error;
      }
      return { read, ended, close };
    } catch (error) {
      close();
      throw error;
    }
  }

  async #log(me: string, exportId: string, device: string): Promise<void> {
    const slot = Math.floor(this.clock.now() / ONE_DOWNLOAD_MS);
    const films = await this.repository.filmsIn(exportId);
    const entries = films.map(({ recordingId, organisationId }) => ({
      ...{ organisationId, recordingId, kind: 'downloaded' as const, actorId: me, device, detail: 'export' },
      onceKey: `downloaded.${recordingId}.${exportId}.${slot}`,
    }));
    await this.db.transaction().execute(async (tx) => {
      await this.repository.addDownload(tx, exportId, device, ONE_DOWNLOAD_MS);
      await this.log.record(entries, tx);
    });
  }
}
