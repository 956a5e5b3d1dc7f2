import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@lesblik/server/database/database';
import { isoInstant } from '@lesblik/server/database/expressions';
import type { PersonRef } from '@lesblik/shared/common';
import type { LegalHold } from '@lesblik/shared/holds';
import { sql } from 'kysely';
import { DATABASE } from '../base/tokens.ts';

export interface NewHold {
  organisationId: string;
  ownerId: string;
  recordedFrom: string;
  recordedUntil: string;
  reason: string;
  until: string;
  setBy: string;
  setAt: Date;
}

@Injectable()
export class HoldsRepository {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  /** Those that hold on this day, the latest first. */
  running(of: { organisationId: string } | { ownerId: string }, today: string): Promise<LegalHold[]> {
    return this.#select()
      .where('h.endedAt', 'is', null)
      .where('h.until', '>=', today)
      .$if('organisationId' in of, (q) =>
        q.where('h.organisationId', '=', 'organisationId' in of ? of.organisationId : ''),
      )
      .$if('ownerId' in of, (q) => q.where('h.ownerId', '=', 'ownerId' in of ? of.ownerId : ''))
      .orderBy('h.setAt', 'desc')
      .execute();
  }

  get(holdId: string): Promise<LegalHold> {
    return this.#select().where('h.id', '=', holdId).executeTakeFirstOrThrow();
  }

  async add(tx: Database, hold: NewHold): Promise<string> {
    const { id } = await tx.insertInto('legalHold').values(hold).returning('id').executeTakeFirstOrThrow();
    return id;
  }

  /** Undefined where there is no such hold, or it ended. */
  async end(tx: Database, organisationId: string, holdId: string, by: string, at: Date) {
    return tx
      .updateTable('legalHold')
      .set({ endedAt: at, endedBy: by })
      .where('id', '=', holdId)
      .where('organisationId', '=', organisationId)
      .where('endedAt', 'is', null)
      .returning(['ownerId', 'recordedFrom', 'recordedUntil', 'organisationId'])
      .executeTakeFirst();
  }

  /** That are there now and are held by such a hold; none of them is deleted or gets another day before the transaction ends. */
  async recordings(
    tx: Database,
    { organisationId, ownerId, recordedFrom, recordedUntil }: Omit<NewHold, 'reason' | 'until' | 'setBy' | 'setAt'>,
  ): Promise<string[]> {
    const rows = await tx
      .selectFrom('recording')
      .select('id')
      .where('organisationId', '=', organisationId)
      .where('ownerId', '=', ownerId)
      .where('recordedOn', '>=', recordedFrom)
      .where('recordedOn', '<=', recordedUntil)
      .where('state', '<>', 'deleting')
      .forShare()
      .execute();
    return rows.map(({ id }) => id);
  }

  #select() {
    return this.db
      .selectFrom('legalHold as h')
      .innerJoin('person as o', 'o.id', 'h.ownerId')
      .innerJoin('person as s', 's.id', 'h.setBy')
      .select([
        ...(['h.id', 'h.organisationId', 'h.recordedFrom', 'h.recordedUntil', 'h.reason', 'h.until'] as const),
        sql<PersonRef>`json_build_object('id', o.id, 'name', o.name)`.as('owner'),
        sql<PersonRef>`json_build_object('id', s.id, 'name', s.name)`.as('setBy'),
        isoInstant('h.set_at').as('setAt'),
      ]);
  }
}
