import { isoInstant } from '@lesblik/server/database/expressions';
import type { CoachChange } from '@lesblik/shared/coach-changes';
import { type RawBuilder, sql } from 'kysely';
import { leftSchool } from '../base/left-school.ts';

/** The change of coach of trajectory `t` that waits for an answer, or null. */
export const coachChangeJson = (personId: string, at: Date): RawBuilder<CoachChange | null> => sql<CoachChange | null>`(
  select json_build_object('id', w.id, 'trajectoryId', w.trajectory_id,
    'coach', json_build_object('id', wished.id, 'name', wished.name),
    'coachLeft', ${leftSchool(sql.ref('w.coach_id'), at)}, 'reason', w.reason,
    'proposedBy', json_build_object('id', proposer.id, 'name', proposer.name),
    'proposedAt', ${isoInstant('w.proposed_at')}, 'state', w.state,
    'waitsForMe', w.state = 'open' and ${personId} in (t.coachee_id, t.client_id) and w.proposed_by <> ${personId})
  from coach_change w join person wished on wished.id = w.coach_id join person proposer on proposer.id = w.proposed_by
  where w.trajectory_id = t.id and w.state in ('open', 'asked'))`;
