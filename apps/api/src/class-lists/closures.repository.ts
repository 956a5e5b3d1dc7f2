import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@lesblik/server/database/database';
import { isoInstant } from '@lesblik/server/database/expressions';
import { inClass, lessonsInPicture, markedAbsent, stillClosed } from '@lesblik/server/database/pupil-consent';
import type { DB } from '@lesblik/server/database/schema';
import type { ConsentPurpose } from '@lesblik/shared/class-lists';
import type { LessonClosure } from '@lesblik/shared/lesson-consent';
import { sql, type Transaction } from 'kysely';
import { DATABASE } from '../base/tokens.ts';

/** Lessons that closed for a purpose and wait for their owner. */
@Injectable()
export class ClosuresRepository {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  /** Closes every lesson in whose picture this pupil may be, and every recording of a call that shows one. @returns which, and whose they are */
  async close(pupilId: string, purpose: ConsentPurpose, at: Date, tx: Transaction<DB>) {
    const { rows } = await sql<{ recordingId: string; ownerId: string }>`
      with closed as (
        insert into consent_closure (recording_id, pupil_id, purpose, closed_at)
        select distinct r.id, p.id, ${purpose}::text, ${at}::timestamptz
        from ${lessonsInPicture} join pupil p on ${inClass} join recording r on r.id = v.recording_id
        where p.id = ${pupilId} and not v.no_pupils and r.state <> 'deleting' and not ${markedAbsent}
        on conflict do nothing returning recording_id
      )
      select r.id as recording_id, r.owner_id from closed join recording r on r.id = closed.recording_id`.execute(tx);
    return rows;
  }

  async waiting(ownerId: string, at: Date): Promise<LessonClosure[]> {
    const { rows } = await sql<LessonClosure>`
      select k.id, r.id as recording_id, r.title as recording_title, r.recorded_on, p.label, k.purpose,
        ${isoInstant('k.closed_at')} as closed_at
      from consent_closure k join recording r on r.id = k.recording_id join pupil p on p.id = k.pupil_id
      where r.owner_id = ${ownerId} and ${stillClosed()} and exists (
        select from membership m where m.organisation_id = r.organisation_id and m.person_id = ${ownerId}
          and (m.ends_at is null or m.ends_at > ${at}))
      order by k.closed_at desc, r.recorded_on desc, p.label, k.id limit 500`.execute(this.db);
    return rows;
  }

  /** @returns false where it is not this owner's, or waits no longer */
  async settle(ownerId: string, closureId: string, at: Date): Promise<boolean> {
    const { numAffectedRows } = await sql`
      update consent_closure k set settled_at = ${at} from recording r
      where k.id = ${closureId} and k.settled_at is null and r.id = k.recording_id and r.owner_id = ${ownerId}
        and exists (select from membership m where m.organisation_id = r.organisation_id and m.person_id = ${ownerId}
          and (m.ends_at is null or m.ends_at > ${at}))`.execute(this.db);
    return (numAffectedRows ?? 0n) > 0n;
  }
}
