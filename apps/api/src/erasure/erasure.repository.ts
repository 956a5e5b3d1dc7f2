import { Injectable } from '@nestjs/common';
import type { DB } from '@lesblik/server/database/schema';
import { held } from '@lesblik/server/database/held';
import { sql, type Transaction } from 'kysely';

/** What may stand in the way of an erasure, asked in its transaction. */
@Injectable()
export class ErasureRepository {
  /** Where they belong, or did; nobody else joins or leaves these schools meanwhile. */
  async schools(tx: Transaction<DB>, personId: string, now: Date): Promise<{ organisationId: string; now: boolean }[]> {
    await tx
      .selectFrom('organisation')
      .select('id')
      .where('id', 'in', tx.selectFrom('membership').select('organisationId').where('personId', '=', personId))
      .orderBy('id')
      .forNoKeyUpdate()
      .execute();
    return tx
      .selectFrom('membership')
      .select(['organisationId', sql<boolean>`ends_at is null or ends_at > ${now}`.as('now')])
      .where('personId', '=', personId)
      .execute();
  }

  /** A school of theirs would be without an administrator. */
  async isLastAdministrator(tx: Transaction<DB>, personId: string): Promise<boolean> {
    const row = await tx
      .selectFrom('membership as m')
      .select('m.organisationId')
      .where('m.personId', '=', personId)
      .where('m.role', '=', 'administrator')
      .where(
        sql<boolean>`not exists (select from membership o where o.organisation_id = m.organisation_id
          and o.person_id <> m.person_id and o.role = 'administrator' and o.ends_at is null)`,
      )
      .executeTakeFirst();
    return row !== undefined;
  }

  /** The last day on which the law keeps a lesson of theirs; nobody begins to hold one meanwhile. */
  async heldUntil(tx: Transaction<DB>, personId: string, day: string): Promise<string | undefined> {
    await tx.selectFrom('recording').select('id').where('ownerId', '=', personId).forNoKeyUpdate().execute();
    const row = await tx
      .selectFrom('recording as r')
      .innerJoin('legalHold as l', 'l.ownerId', 'r.ownerId')
      .select('l.until')
      .where('r.ownerId', '=', personId)
      .where('r.state', '<>', 'deleting')
      .where('l.endedAt', 'is', null)
      .where(held(day))
      .orderBy('l.until', 'desc')
      .executeTakeFirst();
    return row?.until;
  }

  async exports(tx: Transaction<DB>, personId: string): Promise<string[]> {
    const rows = await tx
      .selectFrom('dataExport')
      .select('id')
      .where('personId', '=', personId)
      .where('state', '<>', 'ended')
      .execute();
    return rows.map(({ id }) => id);
  }
}
