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

/** The owner of recording `r` was told so many days before its last one. */
const toldBefore = (days: number) => sql`exists (
  select from notification n where n.person_id = r.owner_id and n.kind = 'lesson_ends'
  and n.subject_id = r.id and n.of_instant = (r.keep_until - ${days}::int)::timestamp at time zone 'UTC')`;

/** The law kept recording `r` beyond its last day, which is over. */
const heldOver = (today: string) => sql`(r.keep_until < ${today}::date and exists (
  select from legal_hold h where h.owner_id = r.owner_id and h.organisation_id = r.organisation_id
  and r.recorded_on between h.recorded_from and h.recorded_until
  and least(h.until, h.ended_at::date) >= r.keep_until))`;

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
    await this.#giveTime();
    await this.#tell();
    await this.#delete();
  }

  /**
   * Whoever was not told the second time because no media worker ran, or longer ago because the law kept the lesson, gets the
   * days they would have had. Who chose the day themselves knows it, and to the day of a recorded call others agreed: these
   * move for the law alone.
   */
  async #giveTime(): Promise<void> {
    const [, few] = DAYS_TOLD_BEFORE;
    const today = this.#today();
    await this.db.transaction().execute(async (tx) => {
      const late = await tx
        .selectFrom('recording as r')
        .select(['r.id as recordingId', 'r.organisationId'])
        .where(
          sql<boolean>`r.keep_until < ${today}::date + ${few}::int and r.created_at < ${today}::date - ${few}::int`,
        )
        .where('r.state', '<>', 'deleting')
        .where(isThere)
        .where(sql<boolean>`not ${held(today)}`)
        .where(
          sql<boolean>`(${heldOver(today)} or not (r.keep_until_chosen or r.origin = 'review_call' or ${toldBefore(few)}))`,
        )
        .orderBy('r.origin')
        .orderBy('r.id')
        .forNoKeyUpdate('r')
        .execute();
      if (late.length === 0) return;
      const ids = late.map(({ recordingId }) => recordingId);
      const keepUntil = sql<string>`${today}::date + ${few}::int`;
      await tx.updateTable('recording').set({ keepUntil }).where('id', 'in', ids).execute();
      const at = new Date(this.clock.now());
      const entries = late.map((lesson) => ({ ...lesson, at, kind: 'described', detail: 'told_late' }));
      await tx.insertInto('auditEntry').values(entries).execute();
    });
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
      .where(sql<boolean>`not ${toldBefore(days)}`)
      .execute();
  }

  #today(): string {
    return new Date(this.clock.now()).toISOString().slice(0, 10);
  }
}
