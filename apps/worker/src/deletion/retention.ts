import { Inject, Injectable } from '@nestjs/common';
import { held } from '@lesblik/server/database/held';
import { isThere } from '@lesblik/server/database/recording-sql';
import { MediaWork } from '@lesblik/server/media/media-work';
import { NoticeBus } from '@lesblik/server/notices/notice-bus';
import { Teller } from '@lesblik/server/notifications/teller';
import { DAYS_TOLD_BEFORE } from '@lesblik/shared/keep-until';
import { sql } from 'kysely';
import { type Clock, CLOCK, type Database, DATABASE } from '../base/tokens.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** How long recordings are kept: their owners are told in time, and what may not be kept longer is deleted. */
@Injectable()
export class Retention {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly work: MediaWork,
    private readonly notices: NoticeBus,
    private readonly teller: Teller,
  ) {}

  async round(): Promise<void> {
    await this.#tell();
    await this.#delete();
  }

  /** Each once for each day it was to be kept until: some days before, and once more a few days before. */
  async #tell(): Promise<void> {
    for (const [index, days] of DAYS_TOLD_BEFORE.entries()) {
      const nearer = DAYS_TOLD_BEFORE[index + 1] ?? -1;
      for (const { id, ownerId, keepUntil } of await this.#endingWithin(days, nearer)) {
        const of = new Date(Date.parse(`${keepUntil}T00:00:00Z`) - days * DAY_MS);
        const news = { kind: 'lesson_ends', subjectId: id, of, byId: null, personIds: [ownerId] } as const;
        await this.db.transaction().execute((tx) => this.teller.tell(tx, news));
      }
    }
  }

  /** Comments that are linked to a goal stay there as text: it is the film whose time is over. */
  async #delete(): Promise<void> {
    const today = this.#today();
    const over = await this.db
      .selectFrom('recording as r')
      .select('r.id')
      .where('r.keepUntil', '<', today)
      .where('r.state', '<>', 'deleting')
      .where(isThere)
      .where(sql<boolean>`not ${held(today)}`)
      .execute();
    for (const { id: recordingId } of over) {
      const order = { reason: 'term', askedBy: null, comments: 'stay' } as const;
      if (!(await this.work.remove(recordingId, order, today))) continue;
      await this.notices.publish({ kind: 'access_ended', recordingId, personId: null, reason: 'deleted' });
    }
  }

  async #endingWithin(days: number, moreThan: number) {
    const today = this.#today();
    return this.db
      .selectFrom('recording as r')
      .select(['r.id', 'r.ownerId', 'r.keepUntil'])
      .where('r.state', '<>', 'deleting')
      .where(isThere)
      .where(sql<boolean>`r.keep_until - ${today}::date between ${moreThan + 1}::int and ${days}::int`)
      .where(sql<boolean>`not ${held(today)}`)
      .where(
        sql<boolean>`not exists (select from notification n where n.person_id = r.owner_id and n.kind = 'lesson_ends'
          and n.subject_id = r.id and n.of_instant = (r.keep_until - ${days}::int)::timestamp at time zone 'UTC')`,
      )
      .execute();
  }

  #today(): string {
    return new Date(this.clock.now()).toISOString().slice(0, 10);
  }
}
