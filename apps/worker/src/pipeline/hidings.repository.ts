import { Inject, Injectable } from '@nestjs/common';
import { forgetHidings } from '@lesblik/server/media/hidings';
import { HiddenList } from '@lesblik/shared/hiding';
import { sql } from 'kysely';
import { type Database, DATABASE } from '../base/tokens.ts';

export interface HidingRef {
  id: string;
  recordingId: string;
}

/** What owners hide of their lessons. */
@Injectable()
export class HidingsRepository {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  /** One that waits to be made. */
  async open({ id, recordingId }: HidingRef): Promise<HiddenList | undefined> {
    const row = await this.#open()
      .select('h.list')
      .where('h.id', '=', id)
      .where('h.recordingId', '=', recordingId)
      .executeTakeFirst();
    return row && HiddenList.parse(row.list);
  }

  all(): Promise<HidingRef[]> {
    return this.#open().select(['h.id', 'h.recordingId']).orderBy('h.createdAt').execute();
  }

  /** @returns false when another took its place, or the film was cleared away meanwhile */
  async reached({ id, recordingId }: HidingRef, changes: { progress: number; made?: boolean }): Promise<boolean> {
    const { numUpdatedRows } = await this.db
      .updateTable('recordingHiding as h')
      .from('recording as r')
      .set({ progress: changes.progress, ...(changes.made && { madeAt: sql<Date>`now()` }) })
      .whereRef('r.id', '=', 'h.recordingId')
      .where('r.state', '=', 'ready')
      .where('h.id', '=', id)
      .where('h.recordingId', '=', recordingId)
      .where('h.droppedAt', 'is', null)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  async failed({ id }: HidingRef, problem: string): Promise<void> {
    await this.db.updateTable('recordingHiding').set({ problem }).where('id', '=', id).execute();
  }

  forget(): Promise<HidingRef[]> {
    return forgetHidings(this.db);
  }

  #open() {
    return this.db
      .selectFrom('recordingHiding as h')
      .innerJoin('recording as r', 'r.id', 'h.recordingId')
      .where('h.madeAt', 'is', null)
      .where('h.problem', 'is', null)
      .where('h.droppedAt', 'is', null)
      .where('r.state', '=', 'ready');
  }
}
