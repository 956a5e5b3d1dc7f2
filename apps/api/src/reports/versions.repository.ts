import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import { isoInstant } from '@lesblik/server/database/expressions';
import { ReportContent, type ReleasedReport, type ReportVersion } from '@lesblik/shared/reports';
import { sql } from 'kysely';
import { CLOCK, DATABASE } from '../base/tokens.ts';

interface Signed {
  trajectoryId: string;
  content: ReportContent;
  signedBy: string;
  signedName: string;
}

@Injectable()
export class VersionsRepository {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Newest first, without what they say. */
  list(trajectoryId: string): Promise<ReportVersion[]> {
    return this.db
      .selectFrom('reportVersion as v')
      .select([
        ...(['v.id', 'v.number', 'v.signedName'] as const),
        isoInstant('v.signed_at').as('signedAt'),
        sql<ReportVersion['state']>`case when v.withdrawn_at is not null then 'withdrawn'
          when v.replaced_at is not null then 'replaced' else 'released' end`.as('state'),
        sql<string | null>`to_char(coalesce(v.withdrawn_at, v.replaced_at) at time zone 'UTC',
          'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`.as('endedAt'),
      ])
      .where('v.trajectoryId', '=', trajectoryId)
      .orderBy('v.number', 'desc')
      .execute();
  }

  /** The one that client and supervisor read; undefined while there is none. */
  async released(trajectoryId: string): Promise<ReleasedReport | undefined> {
    const row = await this.db
      .selectFrom('reportVersion as v')
      .select(['v.id', 'v.content', 'v.signedName', isoInstant('v.signed_at').as('signedAt')])
      .where('v.trajectoryId', '=', trajectoryId)
      .where('v.replacedAt', 'is', null)
      .where('v.withdrawnAt', 'is', null)
      .executeTakeFirst();
    return row && { ...row, content: ReportContent.parse(row.content) };
  }

  /** In place of the one before it, if any. @returns its id */
  async sign(tx: Database, { content, ...signed }: Signed): Promise<string> {
    const { trajectoryId } = signed;
    const signedAt = new Date(this.clock.now());
    await tx
      .updateTable('reportVersion')
      .set({ replacedAt: signedAt })
      .where('trajectoryId', '=', trajectoryId)
      .where('replacedAt', 'is', null)
      .where('withdrawnAt', 'is', null)
      .execute();
    const { id } = await tx
      .insertInto('reportVersion')
      .values((eb) => ({
        ...{ ...signed, signedAt, content: JSON.stringify(content) },
        number: eb
          .selectFrom('reportVersion')
          .select(sql<number>`coalesce(max(number), 0) + 1`.as('next'))
          .where('trajectoryId', '=', trajectoryId),
      }))
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  }

  /** Only to ask the policy of its trajectory. */
  async trajectoryOf(reportId: string): Promise<string | undefined> {
    const row = await this.db
      .selectFrom('reportVersion')
      .select('trajectoryId')
      .where('id', '=', reportId)
      .executeTakeFirst();
    return row?.trajectoryId;
  }

  /** Once withdrawn it stays so. @returns false when another took its place meanwhile */
  async withdraw(tx: Database, reportId: string): Promise<boolean> {
    const { withdrawnAt, replacedAt } = await tx
      .selectFrom('reportVersion')
      .select(['withdrawnAt', 'replacedAt'])
      .where('id', '=', reportId)
      .executeTakeFirstOrThrow();
    if (replacedAt !== null) return false;
    if (withdrawnAt === null)
      await tx
        .updateTable('reportVersion')
        .set({ withdrawnAt: new Date(this.clock.now()) })
        .where('id', '=', reportId)
        .execute();
    return true;
  }
}
