import { isoInstant } from '@lesblik/server/database/expressions';
import type { Agreement } from '@lesblik/shared/agreements';
import { type RawBuilder, sql } from 'kysely';

/**
 * The working agreements of trajectory `t`, the four settled ones first, their versions newest first. Accepted is what both
 * accepted who are coachee and coach now: a new coach is asked anew. Only the latest that still stands waits for anybody.
 */
export const agreementsJson = (personId: string): RawBuilder<Agreement[]> => sql<Agreement[]>`coalesce((
  select json_agg(json_build_object('id', a.id, 'kind', a.kind, 'versions', (
    select json_agg(json_build_object(
      'id', v.id, 'number', v.number, 'ends', v.ends, 'choice', v.choice, 'text', v.text, 'clientAgreed', v.client_agreed,
      'proposedBy', json_build_object('id', proposer.id, 'name', proposer.name),
      'proposedAt', ${isoInstant('v.proposed_at')},
      'acceptances', accepted.list,
      'state', case when v.state = 'open' and accepted.by_both then 'accepted' else v.state end,
      'answeredBy', case when answerer.id is not null then json_build_object('id', answerer.id, 'name', answerer.name) end,
      'answeredAt', ${isoInstant('v.answered_at')},
      'answer', v.answer,
      'waitsForMe', v.state = 'open' and v.number = (
          select max(number) from working_agreement_version latest where latest.agreement_id = a.id and latest.state = 'open')
        and ${personId} in (t.coachee_id, t.coach_id) and not accepted.by_me
    ) order by v.number desc)
    from working_agreement_version v
    join person proposer on proposer.id = v.proposed_by
    left join person answerer on answerer.id = v.answered_by
    cross join lateral (
      select coalesce(json_agg(json_build_object(
          'person', json_build_object('id', c.person_id, 'name', accepter.name), 'at', ${isoInstant('c.accepted_at')}
        ) order by c.accepted_at, c.person_id), '[]') as list,
        count(*) filter (where c.person_id in (t.coachee_id, t.coach_id)) = 2 as by_both,
        coalesce(bool_or(c.person_id = ${personId}), false) as by_me
      from working_agreement_acceptance c join person accepter on accepter.id = c.person_id
      where c.version_id = v.id
    ) accepted
    where v.agreement_id = a.id))
  order by array_position(array['report', 'telling', 'visibility', 'retention', 'free'], a.kind), a.created_at, a.id)
  from working_agreement a where a.trajectory_id = t.id), '[]')`;
