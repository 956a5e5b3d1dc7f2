import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@lesblik/server/database/database';
import { answersOf, daysOf, inClass, lessonsInPicture } from '@lesblik/server/database/pupil-consent';
import type { DB } from '@lesblik/server/database/schema';
import { AnsweredBy, type ConsentEntry, ConsentPurpose, type Pupil, PupilAnswer } from '@lesblik/shared/class-lists';
import { sql, type Transaction } from 'kysely';
import { DATABASE } from '../base/tokens.ts';

export type NewEntry = Pick<ConsentEntry, 'purpose' | 'answer' | 'answeredBy' | 'answeredOn' | 'textVersion'>;

/** Those on the list now; those who left and may be in a lesson of before; both, and who is in none. */
const chosen = {
  there: sql`p.removed_at is null`,
  left: sql`p.removed_at is not null and exists (select from ${lessonsInPicture} where ${inClass})`,
  ever: sql`true`,
};

@Injectable()
export class PupilsRepository {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  /** By label, numbers in their order. */
  async list(classListId: string, db: Database = this.db, which: keyof typeof chosen = 'there'): Promise<Pupil[]> {
    const { rows } = await sql<Pupil>`select p.id, p.label, ${answersOf('p')} as answers,
      ${daysOf('p')} as answered_on from pupil p
      where p.class_list_id = ${classListId} and ${chosen[which]}`.execute(db);
    const order = new Intl.Collator('nl', { numeric: true });
    return rows.toSorted((a, b) => order.compare(a.label, b.label));
  }

  /** On which list a pupil stands, or stood. */
  listOf(pupilId: string) {
    return this.db
      .selectFrom('pupil')
      .select(['classListId', 'removedAt'])
      .where('id', '=', pupilId)
      .executeTakeFirst();
  }

  async add(classListId: string, label: string, addedAt: Date, tx: Transaction<DB>): Promise<string> {
    const { id } = await tx
      .insertInto('pupil')
      .values({ classListId, label, addedAt })
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  }

  async rename(pupilId: string, label: string, tx: Transaction<DB>): Promise<void> {
    await tx.updateTable('pupil').set({ label }).where('id', '=', pupilId).execute();
  }

  /** Gone at once, with every answer, where no recording was made of the class until now. */
  async remove(pupilId: string, at: Date, tx: Transaction<DB>): Promise<void> {
    await tx.updateTable('pupil').set({ removedAt: at }).where('id', '=', pupilId).execute();
    await sql`delete from pupil p where p.id = ${pupilId}
      and not exists (select from ${lessonsInPicture} where v.class_list_id = p.class_list_id)`.execute(tx);
  }

  async write(pupilId: string, entry: NewEntry, by: { recordedBy: string; recordedAt: Date }, tx: Transaction<DB>) {
    const { purpose, answer, answeredBy, answeredOn, textVersion } = entry;
    await tx
      .insertInto('pupilConsent')
      .values({ pupilId, purpose, answer, answeredBy, answeredOn, textVersion, ...by })
      .execute();
  }

  async history(pupilId: string): Promise<ConsentEntry[]> {
    const rows = await this.db
      .selectFrom('pupilConsent as c')
      .innerJoin('person as p', 'p.id', 'c.recordedBy')
      .selectAll('c')
      .select('p.name')
      .where('c.pupilId', '=', pupilId)
      .orderBy('c.sequence', 'desc')
      .execute();
    return rows.map((row) => ({
      id: row.id,
      purpose: ConsentPurpose.parse(row.purpose),
      answer: PupilAnswer.parse(row.answer),
      answeredBy: AnsweredBy.parse(row.answeredBy),
      answeredOn: row.answeredOn,
      textVersion: row.textVersion,
      recordedBy: { id: row.recordedBy, name: row.name },
      recordedAt: row.recordedAt.toISOString(),
    }));
  }
}
