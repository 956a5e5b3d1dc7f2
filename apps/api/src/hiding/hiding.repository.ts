import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@lesblik/server/database/database';
import type { HiddenList } from '@lesblik/shared/hiding';
import { DATABASE } from '../base/tokens.ts';

@Injectable()
export class HidingRepository {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  async list(recordingId: string) {
    const row = await this.db
      .selectFrom('recordingHidingList')
      .select('list')
      .where('recordingId', '=', recordingId)
      .executeTakeFirst();
    return row?.list;
  }

  /** The trial and the one in use, where there are such. */
  async versions(recordingId: string, db: Database = this.db) {
    const rows = await db
      .selectFrom('recordingHiding')
      .select(['id', 'list', 'progress', 'problem', 'madeAt', 'usedAt'])
      .where('recordingId', '=', recordingId)
      .where('droppedAt', 'is', null)
      .execute();
    return {
      trial: rows.find(({ usedAt }) => usedAt === null),
      used: rows.find(({ usedAt }) => usedAt !== null),
    };
  }

  async save(recordingId: string, list: HiddenList, at: Date): Promise<void> {
    const values = { list: JSON.stringify(list), changedAt: at };
    await this.db
      .insertInto('recordingHidingList')
      .values({ recordingId, ...values })
      .onConflict((on) => on.column('recordingId').doUpdateSet(values))
      .execute();
  }

  async insert(recordingId: string, list: HiddenList, db: Database): Promise<string> {
    const { id } = await db
      .insertInto('recordingHiding')
      .values({ recordingId, list: JSON.stringify(list) })
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  }

  async use(id: string, at: Date, db: Database): Promise<void> {
    await db.updateTable('recordingHiding').set({ usedAt: at }).where('id', '=', id).execute();
  }

  /** What lies in the storage of it is cleared away by a media worker. */
  async drop(ids: readonly string[], at: Date, db: Database): Promise<void> {
    if (ids.length === 0) return;
    await db.updateTable('recordingHiding').set({ droppedAt: at }).where('id', 'in', ids).execute();
  }

  /** Changes of one recording's hiding come one after the other. */
  async lock(recordingId: string, db: Database): Promise<void> {
    await db.selectFrom('recording').select('id').where('id', '=', recordingId).forNoKeyUpdate().execute();
  }
}

export type HidingRow = NonNullable<Awaited<ReturnType<HidingRepository['versions']>>['trial']>;
