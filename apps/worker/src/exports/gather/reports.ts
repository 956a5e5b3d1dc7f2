import type { ExportedCoaching, ExportedReport, ExportedTrajectory } from '@lesblik/shared/exported-trajectories';
import { sql } from 'kysely';
import { type Asker, at } from './asker.ts';

type Under<T> = T & { trajectoryId: string };

/** Every version that the coachee signed, oldest first. */
export async function reportsIn({ tx }: Asker, ids: readonly string[]) {
  const { rows } = await sql<Under<Omit<ExportedReport, 'path'>>>`
    select v.trajectory_id, v.number, v.content, v.signed_name, ${at('v.signed_at')} as signed_at,
      case when v.withdrawn_at is not null then 'withdrawn' when v.replaced_at is not null then 'replaced'
        else 'released' end as state,
      coalesce(${at<string | null>('v.withdrawn_at')}, ${at<string | null>('v.replaced_at')}) as ended_at
    from report_version v where v.trajectory_id = any(${ids}::uuid[]) order by v.number`.execute(tx);
  return rows;
}

/** As the coachee is writing it. */
export async function evaluationIn({ tx }: Asker, ids: readonly string[]) {
  const { rows } = await sql<Under<ExportedTrajectory['evaluation'][number]>>`
    select f.trajectory_id, f.key, f.goal_id, f.text, f.released, ${at('f.changed_at')} as changed_at
    from report_field f where f.trajectory_id = any(${ids}::uuid[]) order by f.changed_at`.execute(tx);
  return rows;
}

/** The asker's own. */
export async function suggestionsIn({ tx, me }: Asker, ids: readonly string[]) {
  const { rows } = await sql<Under<ExportedCoaching['suggestions'][number]>>`
    select s.trajectory_id, s.key, s.goal_id, s.text, s.state, ${at('s.suggested_at')} as suggested_at,
      ${at('s.answered_at')} as answered_at
    from report_suggestion s where s.trajectory_id = any(${ids}::uuid[]) and s.suggested_by = ${me}
    order by s.suggested_at, s.id`.execute(tx);
  return rows;
}

/** What stands on top of the reports of a trajectory, by its id: where the school gave a logo. */
export async function logosIn({ tx }: Asker, ids: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
  const { rows } = await sql<{ id: string; png: Buffer }>`
    select t.id, l.png from trajectory t join organisation_logo l on l.organisation_id = t.organisation_id
    where t.id = any(${ids}::uuid[])`.execute(tx);
  return new Map(rows.map(({ id, png }) => [id, png]));
}
