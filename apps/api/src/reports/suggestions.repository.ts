import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import { isoInstant } from '@lesblik/server/database/expressions';
import type { ReportFieldName, ReportKey, ReportSuggestion } from '@lesblik/shared/reports';
import { sql } from 'kysely';
import { CLOCK, DATABASE } from '../base/tokens.ts';

type State = ReportSuggestion['state'];

@Injectable()
export class SuggestionsRepository {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  ofTrajectory(trajectoryId: string): Promise<ReportSuggestion[]> {
    return this.#select()
      .where('s.trajectoryId', '=', trajectoryId)
      .orderBy('s.suggestedAt', 'desc')
      .orderBy('s.id')
      .execute();
  }

  get(suggestionId: string): Promise<ReportSuggestion> {
    return this.#select().where('s.id', '=', suggestionId).executeTakeFirstOrThrow();
  }

  /** The caller asks the policy of its trajectory before telling anybody. */
  find(suggestionId: string): Promise<(ReportSuggestion & { trajectoryId: string }) | undefined> {
    return this.#select().select('s.trajectoryId').where('s.id', '=', suggestionId).executeTakeFirst();
  }

  async add(
    tx: Database,
    suggestion: ReportFieldName & { trajectoryId: string; text: string; about: string; suggestedBy: string },
  ): Promise<string> {
    const { id } = await tx
      .insertInto('reportSuggestion')
      .values({ ...suggestion, suggestedAt: this.#now() })
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  }

  /** Those of a field that nobody answered give way to another. */
  async giveWay(tx: Database, trajectoryId: string, { key, goalId }: ReportFieldName): Promise<void> {
    await tx
      .updateTable('reportSuggestion')
      .set({ state: 'withdrawn', answeredAt: this.#now() })
      .where('trajectoryId', '=', trajectoryId)
      .where('key', '=', key)
      .where('goalId', 'is not distinct from', goalId)
      .where('state', '=', 'open')
      .execute();
  }

  /** @returns false when it was not open any more: of two answers at once, one counts */
  async close(tx: Database, suggestionId: string, state: Exclude<State, 'open'>): Promise<boolean> {
    const { numUpdatedRows } = await tx
      .updateTable('reportSuggestion')
      .set({ state, answeredAt: this.#now() })
      .where('id', '=', suggestionId)
      .where('state', '=', 'open')
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  #now(): Date {
    return new Date(this.clock.now());
  }

  #select() {
    return this.db
      .selectFrom('reportSuggestion as s')
      .innerJoin('person', 'person.id', 's.suggestedBy')
      .select((eb) => [
        ...(['s.id', 's.goalId', 's.text', 's.about'] as const),
        eb.ref('s.key').$castTo<ReportKey>().as('key'),
        eb.ref('s.state').$castTo<State>().as('state'),
        sql<ReportSuggestion['suggestedBy']>`json_build_object('id', person.id, 'name', person.name)`.as('suggestedBy'),
        isoInstant('s.suggested_at').as('suggestedAt'),
      ]);
  }
}
