import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@lesblik/server/database/database';
import { sql } from 'kysely';
import { DATABASE } from '../base/tokens.ts';

@Injectable()
export class LeftOpenRepository {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  /** Calls that nobody was let into since. @returns their ids */
  async forgotten(since: Date): Promise<string[]> {
    const rows = await this.#open()
      .where(
        sql<boolean>`greatest(r.created_at, r.planned_at, r.opened_at,
          (select max(i.admitted_at) from room_person i where i.room_id = r.id)) < ${since}`,
      )
      .execute();
    return rows.map(({ id }) => id);
  }

  /** Of calls that are empty: those that were held, which one who waited in vain did not do, nor who came before its time. */
  async held(roomIds: readonly string[], now: Date): Promise<string[]> {
    if (roomIds.length === 0) return [];
    const rows = await this.#open()
      .where('r.id', 'in', roomIds)
      .where('r.openedAt', 'is not', null)
      .where(sql<boolean>`coalesce(r.planned_at <= ${now}, true)`)
      .where(sql<boolean>`exists (select from room_person i where i.room_id = r.id and i.admitted_at is not null)`)
      .execute();
    return rows.map(({ id }) => id);
  }

  /** But those of a talk that is still to come. */
  #open() {
    return this.db
      .selectFrom('room as r')
      .select('r.id')
      .where('r.endedAt', 'is', null)
      .where(
        sql<boolean>`not exists (select from talk t where t.room_id = r.id and t.state in ('proposed', 'planned'))`,
      );
  }
}
