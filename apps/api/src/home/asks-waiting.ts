import { goesOn, isoInstant } from '@lesblik/server/database/expressions';
import { type RawBuilder, sql } from 'kysely';

/** A part of the statement of what waits; it leans on its `school`. Requests that nobody took. */
export const requestsCte = (personId: string): RawBuilder<unknown> => sql`
  open_request as (
    select q.*, mine.person_id is not null as asked, mine.refused_at as refused_at,
      coalesce(mine.asked_at, q.filed_at) as since
    from trajectory_request q
    left join trajectory_request_coach mine on mine.request_id = q.id and mine.person_id = ${personId}
    where q.state = 'open' and q.organisation_id in (select organisation_id from school)
  )`;

/** What is asked of somebody who is in no trajectory yet. */
export const asksWaiting = (personId: string): RawBuilder<unknown> => sql`
  select 4, -extract(epoch from q.since), json_build_object(
    'kind', 'request_for_you', 'requestId', q.id, 'title', q.title, 'client', client.name, 'at', ${isoInstant('q.since')})
  from open_request q join person client on client.id = q.client_id
  where q.refused_at is null and (q.asked or (q.open_to_coaches
    and ${personId} not in (q.coachee_id, q.client_id) and q.supervisor_id is distinct from ${personId}
    and exists (select from trajectory t where t.coach_id = ${personId} and t.organisation_id = q.organisation_id)))
  union all
  select 4, -extract(epoch from q.filed_at), json_build_object(
    'kind', 'request_without_coach', 'requestId', q.id, 'title', q.title, 'at', ${isoInstant('q.filed_at')})
  from open_request q
  where ${personId} in (q.client_id, q.filed_by) and not q.open_to_coaches and not exists (
    select from trajectory_request_coach a where a.request_id = q.id and a.refused_at is null)
  union all
  select 4, -extract(epoch from w.proposed_at), json_build_object(
    'kind', 'coach_asked', 'changeId', w.id, 'trajectoryTitle', t.title, 'coachee', coachee.name,
    'proposedBy', proposer.name, 'at', ${isoInstant('w.proposed_at')})
  from coach_change w join trajectory t on t.id = w.trajectory_id join person coachee on coachee.id = t.coachee_id
  join person proposer on proposer.id = w.proposed_by
  where w.coach_id = ${personId} and w.state = 'asked' and ${goesOn('t')}
    and t.organisation_id in (select organisation_id from school)`;
