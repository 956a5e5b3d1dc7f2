import type {
  ExportedContact,
  ExportedGoal,
  ExportedProposal,
  ExportedTrajectory,
} from '@lesblik/shared/exported-trajectories';
import { sql } from 'kysely';
import { type Asker, at, belongs, personOf } from './asker.ts';

export type TrajectoryRow = Omit<
  ExportedTrajectory,
  'contacts' | 'goals' | 'proposals' | 'talks' | 'actions' | 'agreements' | 'steps'
> & { organisationId: string; role: 'coachee' | 'coach' };

/** What stands under a trajectory and names it. */
type Under<T> = T & { trajectoryId: string };

/** In which the asker is coachee or coach. */
export async function trajectoriesIn(asker: Asker): Promise<TrajectoryRow[]> {
  const { rows } = await sql<TrajectoryRow>`
    select t.id, t.organisation_id, o.name as school, t.title, t.phase, t.standing, t.starts_on, t.ends_on, t.planned_talks,
      t.way_of_working, ${personOf('coachee')} as coachee, ${personOf('coach')} as coach, ${personOf('client')} as client,
      ${personOf('supervisor')} as supervisor, case when t.coachee_id = ${asker.me} then 'coachee' else 'coach' end as role
    from trajectory t join organisation o on o.id = t.organisation_id
    join person coachee on coachee.id = t.coachee_id join person coach on coach.id = t.coach_id
    left join person client on client.id = t.client_id left join person supervisor on supervisor.id = t.supervisor_id
    where ${asker.me} in (t.coachee_id, t.coach_id) and ${belongs(asker, 't')}
    order by t.starts_on, t.id`.execute(asker.tx);
  return rows;
}

export async function stepsIn({ tx }: Asker, ids: readonly string[]) {
  const { rows } = await sql<Under<ExportedTrajectory['steps'][number]>>`
    select e.trajectory_id, ${at('e.at')} as at, ${personOf('p')} as by, e.from_step as "from", e.to_step as "to",
      ${personOf('c')} as to_coach, e.reason
    from trajectory_event e join person p on p.id = e.by_id left join person c on c.id = e.to_coach_id
    where e.trajectory_id = any(${ids}::uuid[]) order by e.sequence`.execute(tx);
  return rows;
}

export async function contactsIn({ tx }: Asker, ids: readonly string[]) {
  const { rows } = await sql<Under<ExportedContact>>`
    select c.trajectory_id, c.spoken_with, c.spoken_on, c.text, ${personOf('p')} as written_by,
      ${at('c.written_at')} as written_at
    from trajectory_contact c join person p on p.id = c.written_by
    where c.trajectory_id = any(${ids}::uuid[]) order by c.spoken_on, c.written_at, c.id`.execute(tx);
  return rows;
}

export async function agreementsIn({ tx }: Asker, ids: readonly string[]) {
  const { rows } = await sql<Under<ExportedTrajectory['agreements'][number]>>`
    select a.trajectory_id, a.kind, (
      select json_agg(json_build_object('number', v.number, 'ends', v.ends, 'choice', v.choice, 'text', v.text,
        'clientAgreed', v.client_agreed, 'proposedBy', ${personOf('p')}, 'proposedAt', ${at('v.proposed_at')},
        'state', v.state, 'answer', v.answer, 'acceptances', coalesce((
          select json_agg(json_build_object('person', ${personOf('who')}, 'at', ${at('c.accepted_at')}) order by c.accepted_at)
          from working_agreement_acceptance c join person who on who.id = c.person_id where c.version_id = v.id), '[]'))
        order by v.number)
      from working_agreement_version v join person p on p.id = v.proposed_by where v.agreement_id = a.id) as versions
    from working_agreement a where a.trajectory_id = any(${ids}::uuid[])
      and exists (select from working_agreement_version v where v.agreement_id = a.id)
    order by a.created_at, a.id`.execute(tx);
  return rows;
}

export async function goalsIn({ tx }: Asker, ids: readonly string[]) {
  const { rows } = await sql<Under<Omit<ExportedGoal, 'ratings'>>>`
    select goal.trajectory_id, goal.id, goal.position, goal.title, goal.want, goal.present, goal.obstacles, goal.resources,
      goal.behaviour, goal.steps, ${at('goal.archived_at')} as archived_at, ${at('goal.created_at')} as created_at,
      ${at('goal.updated_at')} as updated_at
    from goal where goal.trajectory_id = any(${ids}::uuid[])
    order by goal.archived_at is not null, goal.position, goal.id`.execute(tx);
  return rows;
}

export async function proposalsIn({ tx }: Asker, ids: readonly string[]) {
  const { rows } = await sql<Under<ExportedProposal>>`
    select g.trajectory_id, g.title, g.want, g.present, g.obstacles, g.resources, g.behaviour, g.state, g.answer,
      ${personOf('p')} as proposed_by, ${at('g.proposed_at')} as proposed_at, ${at('g.answered_at')} as answered_at
    from goal_proposal g join person p on p.id = g.proposed_by
    where g.trajectory_id = any(${ids}::uuid[]) order by g.proposed_at, g.id`.execute(tx);
  return rows;
}
