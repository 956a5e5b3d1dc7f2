import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import { isoInstant } from '@lesblik/server/database/expressions';
import type { AgendaSection, AgendaTemplate, TalkKind } from '@lesblik/shared/agendas';
import { CLOCK, DATABASE } from '../base/tokens.ts';

@Injectable()
export class AgendasRepository {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The newest version of each kind that the school wrote. */
  written(organisationId: string): Promise<AgendaTemplate[]> {
    return this.db
      .selectFrom('agendaTemplate')
      .distinctOn('kind')
      .select((eb) => [
        eb.ref('kind').$castTo<TalkKind>().as('kind'),
        'version',
        eb.ref('sections').$castTo<AgendaSection[]>().as('sections'),
        isoInstant('made_at').as('madeAt'),
      ])
      .where('organisationId', '=', organisationId)
      .orderBy('kind')
      .orderBy('version', 'desc')
      .execute();
  }

  /** @returns false when somebody else wrote that version before */
  async add(
    organisationId: string,
    template: { kind: TalkKind; version: number; sections: readonly AgendaSection[]; madeBy: string },
  ): Promise<boolean> {
    const { numInsertedOrUpdatedRows } = await this.db
      .insertInto('agendaTemplate')
      .values({
        ...{ ...template, organisationId },
        ...{ sections: JSON.stringify(template.sections), madeAt: new Date(this.clock.now()) },
      })
      .onConflict((on) => on.doNothing())
      .executeTakeFirst();
    return (numInsertedOrUpdatedRows ?? 0n) > 0n;
  }
}
