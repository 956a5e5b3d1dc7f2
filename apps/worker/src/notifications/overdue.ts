import { Inject, Injectable } from '@nestjs/common';
import { dueInstant, goesOn } from '@lesblik/server/database/expressions';
import { Teller } from '@lesblik/server/notifications/teller';
import { usualHours } from '@lesblik/shared/notifications';
import { wallTimeAt } from '@lesblik/shared/zoned-time';
import { sql } from 'kysely';
import { type Clock, CLOCK, type Database, DATABASE } from '../base/tokens.ts';

/** Longer ago nobody is told: the page of the trajectory says it. */
const MOST_DAYS = 7;

interface Overdue {
  actionId: string;
  ownerId: string;
  /** The start of it, in universal time. */
  day: Date;
  timeZone: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Tells people of an action of theirs that is not done, once its day is over where they live: once for each day it was to be done. */
@Injectable()
export class OverdueActions {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly teller: Teller,
  ) {}

  async tell(): Promise<void> {
    for (const { actionId, ownerId, day } of await this.#overdue()) {
      const news = { kind: 'action_overdue', subjectId: actionId, of: day, byId: null, personIds: [ownerId] } as const;
      await this.db.transaction().execute((tx) => this.teller.tell(tx, news));
    }
  }

  async #overdue(): Promise<Overdue[]> {
    const now = new Date(this.clock.now());
    // What day it is somewhere is asked of JavaScript: the database knows fewer zones, and one it does not know would keep
    // everybody from being told.
    const { rows } = await sql<Overdue>`
      select a.id as action_id, a.owner_id, ${dueInstant('a')} as day,
        coalesce(h.time_zone, ${usualHours.timeZone}) as time_zone
      from action a
      join trajectory tr on tr.id = a.trajectory_id and a.owner_id in (tr.coachee_id, tr.coach_id)
      left join notification_hours h on h.person_id = a.owner_id
      where a.done_at is null and a.removed_at is null and ${goesOn('tr')}
        and ${dueInstant('a')} between ${new Date(now.getTime() - (MOST_DAYS + 2) * DAY_MS)} and ${now}
        and exists (select from membership m where m.organisation_id = tr.organisation_id and m.person_id = a.owner_id
          and (m.ends_at is null or m.ends_at > ${now}))
        and not exists (select from notification n where n.person_id = a.owner_id and n.kind = 'action_overdue'
          and n.subject_id = a.id and n.of_instant = ${dueInstant('a')})`.execute(this.db);
    return rows.filter(({ day, timeZone }) => {
      const today = Date.parse(`${wallTimeAt(now, timeZone).slice(0, 10)}T00:00Z`);
      return day.getTime() < today && day.getTime() >= today - MOST_DAYS * DAY_MS;
    });
  }
}
