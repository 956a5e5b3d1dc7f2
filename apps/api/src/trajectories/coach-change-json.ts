import { isoInstant } from '@lesblik/server/database/expressions';
import type { CoachChange } from '@lesblik/shared/coach-changes';
import { type RawBuilder, sql } from 'kysely';
import { leftSchool } from '../base/left-school.ts';

/**
 * Whose word change `w` of trajectory `t` waits for while it is open: the client's for what the coachee proposed; the
 * coachee's for everything else, also for what the school proposed.
 */
export const decidesIt: RawBuilder<string | null> = sql`(
  case when w.proposed_by = t.coachee_id then t.client_id else t.coachee_id end)`;

/** The change of coach of trajectory `t` that waits for an answer, or null. */
export const coachChangeJson = (personId: string, at: Date): RawBuilder<CoachChange | null> => sql<CoachChange | null>`(
  select json_build_object('id', w.id, 'trajectoryId', w.trajectory_id,
    'coach', json_build_object('id', wished.id, 'name', wished.name),
    'coachLeft', ${leftSchool(sql.ref('w.coach_id'), at)}, 'reason', w.reason,
    'proposedBy', json_build_object('id', proposer.id, 'name', proposer.name),
    'proposedAt', ${isoInstant('w.proposed_at')}, 'state', w.state,
    'waitsForMe', w.state = 'open' and ${decidesIt} is not distinct from ${personId})
  from coach_change w join person wished on wished.id = w.coach_id join person proposer on proposer.id = w.proposed_by
  where w.trajectory_id = t.id and w.state in ('open', 'asked'))`;
