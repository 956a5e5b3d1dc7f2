import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import type { TemplateFields } from '@lesblik/shared/trajectory-templates';
import { CLOCK, DATABASE } from '../base/tokens.ts';

@Injectable()
export class TemplatesRepository {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The school's own and the built-in ones it changed, by name. */
  list(organisationId: string) {
    return this.db
      .selectFrom('trajectoryTemplate')
      .select(['id', 'builtin', 'name', 'wayOfWorking', 'talks', 'months', 'archivedAt'])
      .where('organisationId', '=', organisationId)
      .orderBy('name')
      .orderBy('id')
      .execute();
  }

  async add(organisationId: string, changedBy: string, fields: TemplateFields): Promise<string> {
    const { id } = await this.db
      .insertInto('trajectoryTemplate')
      .values({ ...this.#row(fields), organisationId, changedBy })
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  }

  /** The school's copy of a built-in one, made when it is first changed. */
  async keepBuiltin(organisationId: string, builtin: string, changedBy: string, fields: TemplateFields): Promise<void> {
    const row = { ...this.#row(fields), changedBy };
    await this.db
      .insertInto('trajectoryTemplate')
      .values({ ...row, organisationId, builtin })
      .onConflict((on) => on.columns(['organisationId', 'builtin']).doUpdateSet(row))
      .execute();
  }

  /** @returns whether the school has it */
  async edit(organisationId: string, id: string, changedBy: string, fields: TemplateFields): Promise<boolean> {
    const { numUpdatedRows } = await this.db
      .updateTable('trajectoryTemplate')
      .set({ ...this.#row(fields), changedBy })
      .where('organisationId', '=', organisationId)
      .where('id', '=', id)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  async restore(organisationId: string, builtin: string): Promise<void> {
    await this.db
      .deleteFrom('trajectoryTemplate')
      .where('organisationId', '=', organisationId)
      .where('builtin', '=', builtin)
      .execute();
  }

  #row({ archived, ...fields }: TemplateFields) {
    const now = new Date(this.clock.now());
    return { ...fields, archivedAt: archived ? now : null, changedAt: now };
  }
}

export type TemplateRow = Awaited<ReturnType<TemplatesRepository['list']>>[number];
