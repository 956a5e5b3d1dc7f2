import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import { isoInstant } from '@lesblik/server/database/expressions';
import type { PersonRef } from '@lesblik/shared/common';
import { sql } from 'kysely';
import { whileTalkGoesOn } from '../base/going-on.ts';
import { CLOCK, DATABASE } from '../base/tokens.ts';

@Injectable()
export class SummariesRepository {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  confirmations(talkId: string): Promise<{ person: PersonRef; at: string; digest: Buffer }[]> {
    return this.db
      .selectFrom('talkConfirmation as c')
      .innerJoin('person', 'person.id', 'c.personId')
      .select([
        sql<PersonRef>`json_build_object('id', person.id, 'name', person.name)`.as('person'),
        isoInstant('c.confirmed_at').as('at'),
        'c.summarySha256 as digest',
      ])
      .where('c.talkId', '=', talkId)
      .orderBy('c.confirmedAt')
      .execute();
  }

  async confirm(tx: Database, talkId: string, personId: string, summarySha256: Buffer): Promise<void> {
    const confirmation = { summarySha256, confirmedAt: this.#now() };
    await tx
      .insertInto('talkConfirmation')
      .values({ talkId, personId, ...confirmation })
      .onConflict((on) => on.columns(['talkId', 'personId']).doUpdateSet(confirmation))
      .execute();
  }

  /** Those who confirm a summary. */
  async pair(tx: Database, talkId: string): Promise<string[]> {
    const { coacheeId, coachId } = await tx
      .selectFrom('talk as t')
      .innerJoin('trajectory as tr', 'tr.id', 't.trajectoryId')
      .select(['tr.coacheeId', 'tr.coachId'])
      .where('t.id', '=', talkId)
      .executeTakeFirstOrThrow();
    return [coacheeId, coachId];
  }

  /** Held once coachee and coach, as the trajectory has them now, confirmed these words. */
  async holdIfBothDid(tx: Database, talkId: string, summary: string, summarySha256: Buffer): Promise<void> {
    await tx
      .updateTable('talk')
      .from('trajectory as tr')
      .set({ state: 'held', heldAt: this.#now(), summary })
      .whereRef('tr.id', '=', 'talk.trajectoryId')
      .where('talk.id', '=', talkId)
      .where('talk.state', 'in', ['proposed', 'planned'])
      .where(
        sql<boolean>`2 = (select count(*) from talk_confirmation c where c.talk_id = talk.id
          and c.summary_sha256 = ${summarySha256} and c.person_id in (tr.coachee_id, tr.coach_id))`,
      )
      .execute();
  }

  /** @returns false when it was not held */
  reopen(talkId: string): Promise<boolean> {
    return whileTalkGoesOn(this.db, talkId, async (tx) => {
      const { numUpdatedRows } = await tx
        .updateTable('talk')
        .set({
          state: sql`case when starts_at is null then 'proposed' else 'planned' end`,
          heldAt: null,
          summary: null,
        })
        .where('id', '=', talkId)
        .where('state', '=', 'held')
        .executeTakeFirst();
      if (numUpdatedRows === 0n) return false;
      await tx.deleteFrom('talkConfirmation').where('talkId', '=', talkId).execute();
      return true;
    });
  }

  #now(): Date {
    return new Date(this.clock.now());
  }
}
