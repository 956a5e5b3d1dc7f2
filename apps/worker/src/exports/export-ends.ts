import { Injectable } from '@nestjs/common';
import { ArchiveStorage } from '@lesblik/server/exports/archive-storage';
import { eraseExport } from '@lesblik/server/exports/export-jobs';
import { ExportWork } from '@lesblik/server/exports/export-work';
import { bind, type BoundJob, TryLater } from '@lesblik/server/jobs/job-runner';
import type { Found } from '@lesblik/server/storage/storage';
import { ExportsRepository } from './exports.repository.ts';

const ERASE_AGAIN_MS = 3_000;

/** How archives end: erased, because their owner wants it, their time is over, or something in them is gone. */
@Injectable()
export class ExportEnds {
  constructor(
    private readonly archives: ArchiveStorage,
    private readonly work: ExportWork,
    private readonly repository: ExportsRepository,
  ) {}

  readonly erase: BoundJob = bind(eraseExport, async ({ payload: { exportId } }) => {
    if (await this.repository.isErased(exportId)) return {};
    try {
      if (await this.#erase(exportId)) return {};
    } catch (error) {
      throw new TryLater('not everything is erased yet', ERASE_AGAIN_MS, { cause: error });
    }
    throw new TryLater('it is still being written', ERASE_AGAIN_MS);
  });

  /** Of no archive anything is left that came of this recording; `record` is told of each piece before it goes. @throws Error while one is still being written */
  async without(recordingId: string, record?: (found: Found[]) => Promise<void>): Promise<void> {
    for (const { id, state } of await this.repository.restingOn(recordingId)) {
      if (state === 'ready') await this.work.end(id, 'outdated');
      if (!(await this.#erase(id, record))) throw new Error(`archive ${id} is still being written`);
    }
  }

  /** Ends what is over, begins what the queue lost. */
  async round(quietMs: number): Promise<void> {
    const { expired, outdated, lost, toErase } = await this.repository.due(quietMs);
    // What ends by itself ends both: then it is told why.
    for (const id of outdated) await this.work.end(id, 'outdated');
    for (const id of expired) await this.work.end(id, 'expired');
    for (const id of lost) await this.work.make(id);
    for (const id of toErase) await this.work.erase(id);
    await this.repository.forgetOld();
  }

  async #erase(exportId: string, record?: (found: Found[]) => Promise<void>): Promise<boolean> {
    const held = await this.repository.holdToErase(exportId);
    if (held === undefined) return false;
    await this.archives.erase(exportId, record);
    await this.repository.erased(held);
    return true;
  }
}
