import { Injectable } from '@nestjs/common';
import { ExportWork } from '@lesblik/server/exports/export-work';
import type { Language } from '@lesblik/shared/common';
import { type DataExport, EXPORTS_A_DAY } from '@lesblik/shared/exports';
import { Problem } from '@lesblik/shared/problems';
import { ExportsRepository } from './exports.repository.ts';

/** Archives as their owner asks for them; nobody reaches another's. */
@Injectable()
export class ExportsService {
  constructor(
    private readonly repository: ExportsRepository,
    private readonly work: ExportWork,
  ) {}

  async list(me: string): Promise<{ items: DataExport[] }> {
    return { items: await this.repository.ofPerson(me) };
  }

  /** @throws Problem not_found */
  async get(me: string, exportId: string): Promise<DataExport> {
    const found = await this.repository.find(me, exportId);
    if (found === undefined) throw new Problem('not_found');
    return found;
  }

  async ask({ id: me, language }: { id: string; language: Language }): Promise<DataExport> {
    const running = await this.repository.running(me);
    if (running !== undefined) return this.get(me, running);
    if ((await this.repository.askedToday(me)) >= EXPORTS_A_DAY) throw new Problem('too_many_requests');
    const id = await this.repository.add(me, language);
    // Asked twice at once: the other one's is being made.
    if (id === undefined) return this.ask({ id: me, language });
    for (const older of await this.repository.readyOnes(me)) await this.work.end(older, 'replaced');
    await this.work.make(id);
    return this.get(me, id);
  }

  /** Once more is no error. */
  async remove(me: string, exportId: string): Promise<void> {
    await this.get(me, exportId);
    await this.work.end(exportId, 'by_person');
  }
}
