import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import { isoInstant } from '@lesblik/server/database/expressions';
import { NoticeBus } from '@lesblik/server/notices/notice-bus';
import { type About, aboutOf } from '@lesblik/server/notifications/about';
import { isNews, mayBeShown } from '@lesblik/server/notifications/judge';
import type { NotificationKind } from '@lesblik/shared/notifications';
import { sql } from 'kysely';
import { CLOCK, DATABASE } from '../base/tokens.ts';
import type { Told } from './gather.ts';

/** The place of one in the list: the newest first. */
export interface Place {
  at: string;
  sequence: number;
}

export type Which = { ids: readonly string[] } | { until: Date };

@Injectable()
export class NotificationsRepository {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly notices: NoticeBus,
  ) {}

  /** The newest first, one more than asked for; only what this person may see now. */
  list(personId: string, after: Place | undefined, limit: number): Promise<Told[]> {
    const now = this.#now();
    return this.db
      .selectFrom('notification as n')
      .leftJoin('person as p', 'p.id', 'n.byId')
      .select((eb) => [
        'n.id',
        'n.sequence',
        eb.ref('n.kind').$castTo<NotificationKind>().as('kind'),
        isoInstant('n.made_at').as('at'),
        sql<boolean>`n.read_at is null and ${isNews(now)}`.as('unread'),
        sql<string | null>`nullif(p.name, '')`.as('by'),
        // Who may see it sees something.
        aboutOf().$castTo<About>().as('about'),
      ])
      .where('n.personId', '=', personId)
      .where(mayBeShown(now))
      .$if(after !== undefined, (q) =>
        q.where(sql<boolean>`(n.made_at, n.sequence) < (${after?.at}::timestamptz, ${after?.sequence}::bigint)`),
      )
      .orderBy('n.madeAt', 'desc')
      .orderBy('n.sequence', 'desc')
      .limit(limit + 1)
      .execute();
  }

  async unread(personId: string, most: number): Promise<number> {
    const rows = await this.db
      .selectFrom('notification as n')
      .select('n.id')
      .where('n.personId', '=', personId)
      .where('n.readAt', 'is', null)
      .where(isNews(this.#now()))
      .limit(most)
      .execute();
    return rows.length;
  }

  /** Their other pages are told with it. */
  async read(personId: string, which: Which): Promise<void> {
    await this.db.transaction().execute(async (tx) => {
      const { numUpdatedRows } = await tx
        .updateTable('notification')
        .set({ readAt: this.#now() })
        .where('personId', '=', personId)
        .where('readAt', 'is', null)
        .$if('ids' in which, (q) => q.where('id', 'in', 'ids' in which ? which.ids : []))
        .$if('until' in which, (q) => q.where('madeAt', '<=', 'until' in which ? which.until : this.#now()))
        .executeTakeFirst();
      if (numUpdatedRows > 0n) await this.notices.publishIn(tx, { kind: 'notified', personIds: [personId] });
    });
  }

  #now(): Date {
    return new Date(this.clock.now());
  }
}
