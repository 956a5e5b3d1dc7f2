import { Inject, Injectable } from '@nestjs/common';
import { inClass, lessonsInPicture } from '@lesblik/server/database/pupil-consent';
import { Teller } from '@lesblik/server/notifications/teller';
import { schoolYearStart } from '@lesblik/shared/school-year';
import { sql } from 'kysely';
import { type Clock, CLOCK, type Database, DATABASE } from '../base/tokens.ts';

/** Asks the keepers of class lists, once each school year, whether they are right; and lets go what is needed no longer. */
@Injectable()
export class ClassLists {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly teller: Teller,
  ) {}

  async tell(): Promise<void> {
    const at = new Date(this.clock.now());
    const year = schoolYearStart(at);
    const { rows } = await sql<{ id: string; keeperId: string }>`
      select l.id, l.keeper_id from class_list l
      where l.removed_at is null and l.checked_at < ${year}
        and exists (select from membership m where m.organisation_id = l.organisation_id and m.person_id = l.keeper_id
          and (m.ends_at is null or m.ends_at > ${at}))
        and not exists (select from notification n where n.person_id = l.keeper_id and n.kind = 'class_list_to_check'
          and n.subject_id = l.id and n.of_instant = ${year})`.execute(this.db);
    for (const { id, keeperId } of rows) {
      const news = { kind: 'class_list_to_check', subjectId: id, of: year, byId: null, personIds: [keeperId] } as const;
      await this.db.transaction().execute((tx) => this.teller.tell(tx, news));
    }
  }

  /** Pupils who left, and lists that were removed, go with the last lesson in whose picture they may be. */
  async forget(): Promise<void> {
    await sql`delete from pupil p where p.removed_at is not null and not exists (
      select from ${lessonsInPicture} where ${inClass})`.execute(this.db);
    await sql`delete from class_list l where l.removed_at is not null
      and not exists (select from ${lessonsInPicture} where v.class_list_id = l.id)`.execute(this.db);
  }
}
