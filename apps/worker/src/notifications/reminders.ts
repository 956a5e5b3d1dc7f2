import { Inject, Injectable } from '@nestjs/common';
import { goesOn } from '@lesblik/server/database/expressions';
import { Teller } from '@lesblik/server/notifications/teller';
import { sql } from 'kysely';
import { type Clock, CLOCK, type Database, DATABASE } from '../base/tokens.ts';

/** From how long before until when it still makes sense: a worker that was away reminds later, not too late. */
const windows = [
  { kind: 'talk_in_a_day', fromHours: 12, toHours: 24 },
  { kind: 'talk_in_an_hour', fromHours: 0, toHours: 1 },
] as const;

interface Due {
  talkId: string;
  startsAt: Date;
  personIds: string[];
}

/** Tells coachee and coach of a talk that comes, a day and an hour before: each once for each time of it. */
@Injectable()
export class Reminders {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly teller: Teller,
  ) {}

  async tell(): Promise<void> {
    for (const window of windows) {
      for (const { talkId, startsAt, personIds } of await this.#due(window)) {
        const reminder = { kind: window.kind, subjectId: talkId, of: startsAt, byId: null, personIds };
        await this.db.transaction().execute((tx) => this.teller.tell(tx, reminder));
      }
    }
  }

  async #due({ kind, fromHours, toHours }: (typeof windows)[number]): Promise<Due[]> {
    const at = (hours: number): Date => new Date(this.clock.now() + hours * 3_600_000);
    const { rows } = await sql<Due>`
      select t.id as talk_id, t.starts_at, array_agg(p.id) as person_ids
      from talk t
      join trajectory tr on tr.id = t.trajectory_id
      join person p on p.id in (tr.coachee_id, tr.coach_id)
      where t.state = 'planned' and ${goesOn('tr')} and t.starts_at > ${at(fromHours)} and t.starts_at <= ${at(toHours)}
        and exists (select from membership m where m.organisation_id = tr.organisation_id and m.person_id = p.id
          and (m.ends_at is null or m.ends_at > ${at(0)}))
        and not exists (select from notification n where n.person_id = p.id and n.kind = ${kind}
          and n.subject_id = t.id and n.of_instant = t.starts_at)
        -- When the news that it is planned came as late as that, it says the same.
        and not exists (select from notification n where n.kind = 'talk_planned' and n.subject_id = t.id
          and n.made_at >= t.starts_at - ${`${toHours} hours`}::interval)
      group by t.id`.execute(this.db);
    return rows;
  }
}
