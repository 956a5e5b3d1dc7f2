import { goesOn, isoInstant } from '@lesblik/server/database/expressions';
import { type RawBuilder, sql } from 'kysely';

/** Parts of the statement of what waits; they lean on its `school`. Running trajectories, and requests that nobody took. */
export const trajectoriesCtes = (personId: string, at: Date): RawBuilder<unknown> => sql`
  running_trajectory as (
    select t.*, coach.name as coach_name, not exists (select from membership m
        where m.organisation_id = t.organisation_id and m.person_id = t.coach_id
          and (m.ends_at is null or m.ends_at > ${at})) as coach_left
    from trajectory t join person coach on coach.id = t.coach_id
    where t.phase <> 'closed' and t.standing = 'running' and t.organisation_id in (select organisation_id from school)
      and ${personId} in (t.coachee_id, t.coach_id, t.client_id)
  ), open_request as (
    select q.*, mine.person_id is not null as asked, mine.refused_at as refused_at,
      coalesce(mine.asked_at, q.filed_at) as since
    from trajectory_request q
    left join trajectory_request_coach mine on mine.request_id = q.id and mine.person_id = ${personId}
    where q.state = 'open' and q.organisation_id in (select organisation_id from school)
  )`;

export const trajectoriesWaiting = (personId: string, at: Date): RawBuilder<unknown> => sql`
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
  select 4, -extract(epoch from max(v.proposed_at)), json_build_object(
    'kind', 'agreement_to_accept', 'trajectoryId', t.id, 'trajectoryTitle', t.title, 'count', count(*),
    'at', to_char(max(v.proposed_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
  from running_trajectory t join working_agreement a on a.trajectory_id = t.id
  join lateral (select * from working_agreement_version latest
    where latest.agreement_id = a.id and latest.state = 'open' order by latest.number desc limit 1) v on true
  where ${personId} in (t.coachee_id, t.coach_id) and not exists (
    select from working_agreement_acceptance c where c.version_id = v.id and c.person_id = ${personId})
  group by t.id, t.title
  union all
  select 4, -extract(epoch from w.proposed_at), json_build_object(
    'kind', 'coach_change', 'trajectoryId', t.id, 'trajectoryTitle', t.title, 'proposedBy', proposer.name,
    'coach', wished.name, 'at', ${isoInstant('w.proposed_at')})
  from running_trajectory t join coach_change w on w.trajectory_id = t.id and w.state = 'open'
  join person proposer on proposer.id = w.proposed_by join person wished on wished.id = w.coach_id
  where ${personId} in (t.coachee_id, t.client_id) and w.proposed_by <> ${personId}
  union all
  select 4, -extract(epoch from w.proposed_at), json_build_object(
    'kind', 'coach_asked', 'changeId', w.id, 'trajectoryTitle', t.title, 'coachee', coachee.name,
    'proposedBy', proposer.name, 'at', ${isoInstant('w.proposed_at')})
  from coach_change w join trajectory t on t.id = w.trajectory_id join person coachee on coachee.id = t.coachee_id
  join person proposer on proposer.id = w.proposed_by
  where w.coach_id = ${personId} and w.state = 'asked' and ${goesOn('t')}
    and t.organisation_id in (select organisation_id from school)
  union all
  select 4, -extract(epoch from t.created_at), json_build_object(
    'kind', 'coach_left', 'trajectoryId', t.id, 'trajectoryTitle', t.title, 'coach', t.coach_name,
    'at', ${isoInstant('t.created_at')})
  from running_trajectory t
  where t.coach_left and ${personId} in (t.coachee_id, t.client_id)
    and not exists (select from coach_change w
      join membership m on m.organisation_id = t.organisation_id and m.person_id = w.coach_id
      where w.trajectory_id = t.id and w.state in ('open', 'asked') and (m.ends_at is null or m.ends_at > ${at}))`;
