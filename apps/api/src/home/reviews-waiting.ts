import { goesOn, isoInstant } from '@lesblik/server/database/expressions';
import { type RawBuilder, sql } from 'kysely';

/** A part of the statement of what waits; it leans on its `lesson`. Who looks apart and is not done. */
export const sealsWaiting = (personId: string): RawBuilder<unknown> => sql`
  select 3.4, -extract(epoch from s.sealed_at), json_build_object(
    'kind', 'look_apart', 'recordingId', lesson.id, 'recordingTitle', lesson.title, 'name', other.name,
    'done', (case when s.owner_id = ${personId} then s.coach_released_at else s.owner_released_at end) is not null,
    'at', ${isoInstant('s.sealed_at')})
  from seal s join lesson on lesson.id = s.recording_id
  join person other on other.id = case when s.owner_id = ${personId} then s.coach_id else s.owner_id end
  where s.opened_at is null and ${personId} in (s.owner_id, s.coach_id)
    and (case when s.owner_id = ${personId} then s.owner_released_at else s.coach_released_at end) is null`;

/** Likewise, on its `school`. Other words for a coachee's final evaluation, by their coach. */
export const suggestionsWaiting = (personId: string): RawBuilder<unknown> => sql`
  select 4, -extract(epoch from s.at), json_build_object(
    'kind', 'report_suggested', 'trajectoryId', t.id, 'trajectoryTitle', t.title, 'name', coach.name,
    'count', s.count, 'at', ${isoInstant('s.at')})
  from trajectory t join person coach on coach.id = t.coach_id cross join lateral (
    select count(*) as count, max(suggested_at) as at from report_suggestion
    where trajectory_id = t.id and state = 'open') s
  where t.coachee_id = ${personId} and s.count > 0 and ${goesOn('t')}
    and t.organisation_id in (select organisation_id from school)`;
