import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import { goesOn, isoInstant } from '@lesblik/server/database/expressions';
import type { TalkKind } from '@lesblik/shared/agendas';
import { Language } from '@lesblik/shared/common';
import { sql } from 'kysely';
import { CLOCK, DATABASE } from '../base/tokens.ts';
import type { CalendarTalk } from './ics.ts';

/** Past talks stay this long in a calendar that reads the address. */
const KEPT_DAYS = 365;

@Injectable()
export class CalendarRepository {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async madeAt(personId: string): Promise<string | null> {
    const row = await this.db
      .selectFrom('calendarFeed')
      .select(isoInstant('made_at').as('madeAt'))
      .where('personId', '=', personId)
      .executeTakeFirst();
    return row?.madeAt ?? null;
  }

  async make(personId: string, tokenHash: Buffer): Promise<void> {
    const feed = { tokenHash, madeAt: this.#now() };
    await this.db
      .insertInto('calendarFeed')
      .values({ personId, ...feed })
      .onConflict((on) => on.column('personId').doUpdateSet(feed))
      .execute();
  }

  async end(personId: string): Promise<void> {
    await this.db.deleteFrom('calendarFeed').where('personId', '=', personId).execute();
  }

  async ownerOf(tokenHash: Buffer): Promise<{ id: string; language: Language } | undefined> {
    const row = await this.db
      .selectFrom('calendarFeed')
      .innerJoin('person', 'person.id', 'calendarFeed.personId')
      .select(['person.id', 'person.language'])
      .where('tokenHash', '=', tokenHash)
      .executeTakeFirst();
    return row && { id: row.id, language: Language.parse(row.language) };
  }

  /** Talks with a time in which this person takes part, while they belong to the school. */
  talksOf(personId: string): Promise<CalendarTalk[]> {
    return (
      this.#talks()
        .where(sql<boolean>`${sql.val(personId)} in (tr.coachee_id, tr.coach_id)`)
        .where(
          sql<boolean>`exists (select from membership m where m.organisation_id = tr.organisation_id
          and m.person_id = ${personId} and (m.ends_at is null or m.ends_at > ${this.#now()}))`,
        )
        // What was planned in a trajectory that is over does not come.
        .where((eb) => eb.or([eb('t.state', '=', 'held'), goesOn('tr')]))
        .where('t.startsAt', '>', new Date(this.clock.now() - KEPT_DAYS * 86_400_000))
        .orderBy('t.startsAt')
        .execute()
    );
  }

  /** The caller asked who may. @returns undefined without a time */
  talk(talkId: string): Promise<CalendarTalk | undefined> {
    return this.#talks().where('t.id', '=', talkId).executeTakeFirst();
  }

  #now(): Date {
    return new Date(this.clock.now());
  }

  #talks() {
    return this.db
      .selectFrom('talk as t')
      .innerJoin('trajectory as tr', 'tr.id', 't.trajectoryId')
      .select((eb) => [
        't.id',
        eb.ref('t.kind').$castTo<TalkKind>().as('kind'),
        't.startsAt',
        't.durationMinutes',
        't.place',
        't.byCall',
        't.sequence',
      ])
      .where('t.state', 'in', ['planned', 'held'])
      .where('t.startsAt', 'is not', null)
      .$narrowType<{ startsAt: Date }>();
  }
}
