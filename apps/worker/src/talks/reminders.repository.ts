import { Inject, Injectable } from '@nestjs/common';
import type { PayloadOf } from '@lesblik/server/jobs/define-job';
import { Before, type remindOfTalk } from '@lesblik/server/talks/talk-jobs';
import { goesOn } from '@lesblik/server/database/expressions';
import { Language } from '@lesblik/shared/common';
import { sql } from 'kysely';
import { type Clock, CLOCK, type Database, DATABASE } from '../base/tokens.ts';

export type Due = PayloadOf<typeof remindOfTalk>;

/** From how long before until when it still makes sense: a worker that was away reminds later, not too late. */
const windows: Record<Before, { fromHours: number; toHours: number }> = {
  day: { fromHours: 12, toHours: 24 },
  hour: { fromHours: 0, toHours: 1 },
};

/** Coachee and coach of a planned talk, while they belong to the school. */
@Injectable()
export class RemindersRepository {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async due(): Promise<Due[]> {
    const found = await Promise.all(Before.options.map((before) => this.#due(before)));
    return found.flat();
  }

  /** What the mail needs; undefined when the talk is not then any more, or not this person's. */
  async recipient({ talkId, personId, startsAt }: Due) {
    const row = await this.#planned()
      .select(['p.email', 'p.language', 't.startsAt', 't.timeZone'])
      .where('t.id', '=', talkId)
      .where('p.id', '=', personId)
      .where('t.startsAt', '=', new Date(startsAt))
      .executeTakeFirst();
    return row && { ...row, startsAt: new Date(startsAt), language: Language.parse(row.language) };
  }

  /** @returns false when somebody else reminds, or did */
  async claim({ talkId, personId, startsAt, before }: Due): Promise<boolean> {
    const row = { talkId, personId, startsAt: new Date(startsAt), before, sentAt: new Date(this.clock.now()) };
    const inserted = await this.db
      .insertInto('talkReminder')
      .values(row)
      .onConflict((on) => on.doNothing())
      .returning('talkId')
      .executeTakeFirst();
    return inserted !== undefined;
  }

  async giveBack({ talkId, personId, startsAt, before }: Due): Promise<void> {
    await this.db
      .deleteFrom('talkReminder')
      .where('talkId', '=', talkId)
      .where('personId', '=', personId)
      .where('startsAt', '=', new Date(startsAt))
      .where('before', '=', before)
      .execute();
  }

  async #due(before: Before): Promise<Due[]> {
    const { fromHours, toHours } = windows[before];
    const at = (hours: number): Date => new Date(this.clock.now() + hours * 3_600_000);
    const rows = await this.#planned()
      .select(['t.id as talkId', 'p.id as personId', 't.startsAt'])
      .where('t.startsAt', '>', at(fromHours))
      .where('t.startsAt', '<=', at(toHours))
      .where(
        sql<boolean>`not exists (select from talk_reminder r where r.talk_id = t.id and r.person_id = p.id
          and r.starts_at = t.starts_at and r.before = ${before})`,
      )
      .execute();
    return rows.flatMap(({ talkId, personId, startsAt }) =>
      startsAt === null ? [] : [{ talkId, personId, startsAt: startsAt.toISOString(), before }],
    );
  }

  #planned() {
    return this.db
      .selectFrom('talk as t')
      .innerJoin('trajectory as tr', 'tr.id', 't.trajectoryId')
      .innerJoin('person as p', (join) => join.on(sql<boolean>`p.id in (tr.coachee_id, tr.coach_id)`))
      .where('t.state', '=', 'planned')
      .where(goesOn('tr'))
      .where(
        sql<boolean>`exists (select from membership m where m.organisation_id = tr.organisation_id and m.person_id = p.id
          and (m.ends_at is null or m.ends_at > ${new Date(this.clock.now())}))`,
      );
  }
}
