import { isoInstant } from '@lesblik/server/database/expressions';
import type { CoachRefusal } from '@lesblik/shared/coach-changes';
import { type RawBuilder, sql } from 'kysely';

/**
 * The no to the last proposal of another coach in the trajectory `t`; null when there is none, or another came after it.
 * @param told whether its reader is told of that proposal `r`
 */
export const coachRefusalJson = (told: RawBuilder<boolean> = sql`true`): RawBuilder<CoachRefusal | null> => sql`(
  select json_build_object('coach', json_build_object('id', wished.id, 'name', wished.name),
    'by', json_build_object('id', refuser.id, 'name', refuser.name), 'message', r.message,
    'at', ${isoInstant('r.answered_at')})
  from (select * from coach_change latest where latest.trajectory_id = t.id order by latest.proposed_at desc limit 1) r
  join person wished on wished.id = r.coach_id join person refuser on refuser.id = r.answered_by
  where r.state = 'refused' and ${told})`;
