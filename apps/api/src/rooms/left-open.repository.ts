import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@lesblik/server/database/database';
import { sql } from 'kysely';
import { DATABASE } from '../base/tokens.ts';

@Injectable()
export class LeftOpenRepository {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  /** Calls that nobody was let into since, but those of a talk that is still to come. @returns their ids */
  async end(since: Date, now: Date): Promise<string[]> {
    const rows = await this.db
      .updateTable('room as r')
      .set({ endedAt: now })
      .where('r.endedAt', 'is', null)
      .where(
        sql<boolean>`greatest(r.created_at, r.planned_at, r.opened_at,
          (select max(i.admitted_at) from room_person i where i.room_id = r.id)) < ${since}`,
      )
      .where(
        sql<boolean>`not exists (select from talk t where t.room_id = r.id and t.state in ('proposed', 'planned'))`,
      )
      .returning('r.id')
      .execute();
    return rows.map(({ id }) => id);
  }
}
