import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@lesblik/server/database/database';
import { answersOf, lessonsInPicture } from '@lesblik/server/database/pupil-consent';
import type { DB } from '@lesblik/server/database/schema';
import { sql, type Transaction } from 'kysely';
import { DATABASE } from '../base/tokens.ts';

/** A list with how many of its pupils gave what, as the database has it. */
export interface ListRow {
  id: string;
  organisationId: string;
  keeperId: string;
  name: string;
  checkedAt: Date;
  restoredAt: Date | null;
  pupilCount: number;
  inside: number;
  institute: number;
  outside: number;
}

const given = (purpose: string) => sql`count(*) filter (where a.answers ->> ${sql.lit(purpose)} = 'given')`;

/** Class lists as such. What is removed is there for nobody, but for the recordings that name it. */
@Injectable()
export class ClassListsRepository {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  /** Those this person keeps, by name; of schools they belong to now. */
  async kept(keeperId: string, at: Date, organisationId?: string): Promise<ListRow[]> {
    const school = organisationId === undefined ? sql`true` : sql`l.organisation_id = ${organisationId}`;
    return this.#lists(sql`l.keeper_id = ${keeperId} and ${school}`, at, this.db);
  }

  async find(keeperId: string, classListId: string, at: Date, db: Database = this.db): Promise<ListRow | undefined> {
    return (await this.#lists(sql`l.keeper_id = ${keeperId} and l.id = ${classListId}`, at, db))[0];
  }

  async #lists(which: ReturnType<typeof sql>, at: Date, db: Database): Promise<ListRow[]> {
    const { rows } = await sql<ListRow>`
      select l.id, l.organisation_id, l.keeper_id, l.name, l.checked_at, l.restored_at, n.*
      from class_list l cross join lateral (
        select count(*) as pupil_count, ${given('inside')} as inside, ${given('institute')} as institute,
          ${given('outside')} as outside
        from pupil p cross join lateral (select ${answersOf('p')} as answers) a
        where p.class_list_id = l.id and p.removed_at is null
      ) n
      where ${which} and l.removed_at is null and exists (
        select from membership m where m.organisation_id = l.organisation_id and m.person_id = l.keeper_id
          and m.role <> 'guest' and (m.ends_at is null or m.ends_at > ${at}))
      order by lower(l.name), l.id`.execute(db);
    return rows;
  }

  async insert(list: { organisationId: string; keeperId: string; name: string; at: Date }): Promise<string> {
    const { at, ...row } = list;
    const { id } = await this.db
      .insertInto('classList')
      .values({ ...row, madeAt: at, checkedAt: at })
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  }

  async change(classListId: string, changes: { name?: string; checkedAt?: Date; keeperId?: string }, db: Database) {
    await db.updateTable('classList').set(changes).where('id', '=', classListId).execute();
  }

  /** Whoever else writes in the list, or shares by it, waits until this transaction ends. @returns whose it is */
  async lock(classListId: string, tx: Transaction<DB>) {
    return tx
      .selectFrom('classList')
      .select(['organisationId', 'keeperId'])
      .where('id', '=', classListId)
      .where('removedAt', 'is', null)
      .forNoKeyUpdate()
      .executeTakeFirst();
  }

  /** Gone at once where no recording names it. */
  async remove(classListId: string, at: Date, tx: Transaction<DB>): Promise<void> {
    await tx.updateTable('classList').set({ removedAt: at }).where('id', '=', classListId).execute();
    await sql`delete from class_list l where l.id = ${classListId}
      and not exists (select from ${lessonsInPicture} where v.class_list_id = l.id)`.execute(tx);
  }

  /** Of a whole school, without a pupil. */
  async counts(organisationId: string, at: Date) {
    const { rows } = await sql<{
      id: string;
      name: string;
      keeperId: string;
      keeperName: string;
      keeperLeft: boolean;
      pupilCount: number;
    }>`
      select l.id, l.name, k.id as keeper_id, k.name as keeper_name, not exists (
        select from membership m where m.organisation_id = l.organisation_id and m.person_id = l.keeper_id
          and m.role <> 'guest' and (m.ends_at is null or m.ends_at > ${at})) as keeper_left,
        (select count(*) from pupil p where p.class_list_id = l.id and p.removed_at is null) as pupil_count
      from class_list l join person k on k.id = l.keeper_id
      where l.organisation_id = ${organisationId} and l.removed_at is null
      order by lower(l.name), l.id`.execute(this.db);
    return rows;
  }
}
