import { Inject, Injectable } from '@nestjs/common';
import { goesOn } from '@lesblik/server/database/expressions';
import { Language } from '@lesblik/shared/common';
import { sql } from 'kysely';
import { type Clock, CLOCK, type Database, DATABASE } from '../base/tokens.ts';
import type { TalkNews } from './news-mail.ts';

interface Untold extends Omit<TalkNews, 'link'> {
  talkId: string;
}

/** What coachee or coach have not been mailed of that the other did: times offered, a talk cancelled. */
@Injectable()
export class NewsRepository {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Who has not been told of something. */
  async due(): Promise<string[]> {
    const { rows } = await sql<{ personId: string }>`
      with untold as (${this.#untold()}) select distinct person_id from untold`.execute(this.db);
    return rows.map(({ personId }) => personId);
  }

  /** Undefined when the person is gone. */
  async recipient(personId: string): Promise<{ email: string; language: Language } | undefined> {
    const row = await this.db
      .selectFrom('person')
      .select(['email', 'language'])
      .where('id', '=', personId)
      .executeTakeFirst();
    return row && { email: row.email, language: Language.parse(row.language) };
  }

  /** Takes all that this person was not told: whoever comes at the same time finds nothing left. */
  async claim(personId: string): Promise<Untold[]> {
    return this.db.transaction().execute(async (tx) => {
      const { rows } = await sql<Untold & { personId: string }>`
        with untold as (${this.#untold()}) select * from untold where person_id = ${personId}
        order by what, talk_id`.execute(tx);
      const told = await this.#mark(tx, rows, new Date(this.clock.now()));
      return rows.filter(({ talkId }) => told.has(talkId));
    });
  }

  async giveBack(news: readonly Untold[]): Promise<void> {
    await this.#mark(this.db, news, null);
  }

  /** @returns the talks of which this changed anything */
  async #mark(db: Database, news: readonly Untold[], at: Date | null): Promise<ReadonlySet<string>> {
    const of = (what: Untold['what']) => news.filter((one) => one.what === what).map(({ talkId }) => talkId);
    const told = new Set<string>();
    for (const talkId of of('offered')) {
      const { numUpdatedRows } = await db
        .updateTable('talkTime')
        .set({ toldAt: at })
        .where('talkId', '=', talkId)
        .where('toldAt', at === null ? 'is not' : 'is', null)
        .executeTakeFirst();
      if (numUpdatedRows > 0n) told.add(talkId);
    }
    for (const talkId of of('cancelled')) {
      const { numUpdatedRows } = await db
        .updateTable('talk')
        .set({ cancelToldAt: at })
        .where('id', '=', talkId)
        .where('cancelToldAt', at === null ? 'is not' : 'is', null)
        .executeTakeFirst();
      if (numUpdatedRows > 0n) told.add(talkId);
    }
    return told;
  }

  /** Only who belongs to the school; nothing of a trajectory that is over, nor of what is past. */
  #untold() {
    const now = new Date(this.clock.now());
    return sql`
      select t.id as talk_id, p.id as person_id, case t.state when 'proposed' then 'offered' else 'cancelled' end as what,
        t.starts_at, t.time_zone
      from talk t
      join trajectory tr on tr.id = t.trajectory_id
      join person p on p.id in (tr.coachee_id, tr.coach_id)
        and p.id <> case t.state when 'proposed' then t.offered_by else t.cancelled_by end
      where ${goesOn('tr')}
        and exists (select from membership m where m.organisation_id = tr.organisation_id and m.person_id = p.id
          and (m.ends_at is null or m.ends_at > ${now}))
        and (t.state = 'proposed' and exists (select from talk_time o where o.talk_id = t.id and o.told_at is null
            and o.starts_at > ${now})
          or t.state = 'cancelled' and t.cancel_told_at is null and (t.starts_at is null or t.starts_at > ${now}))`;
  }
}
