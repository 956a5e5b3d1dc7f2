import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import { isoInstant } from '@lesblik/server/database/expressions';
import type { TrajectoryEvent, TrajectoryOverview } from '@lesblik/shared/trajectories';
import { sql } from 'kysely';
import { CLOCK, DATABASE } from '../base/tokens.ts';
import { agreementsJson } from './agreements-json.ts';
import { coachChangeJson } from './coach-change-json.ts';
import { coachRefusalJson } from './coach-refusal-json.ts';

type Inside = NonNullable<TrajectoryOverview['inside']>;

interface Parts extends Omit<Inside, 'agreements'> {
  agreements: Inside['agreements'];
  history: TrajectoryEvent[];
  coachChange: TrajectoryOverview['coachChange'];
  coachRefusal: TrajectoryOverview['coachRefusal'];
  report: TrajectoryOverview['report'];
  stoppedBy: string | null;
}

const personJson = (alias: string) =>
  sql`json_build_object('id', ${sql.ref(`${alias}.id`)}, 'name', ${sql.ref(`${alias}.name`)})`;

@Injectable()
export class OverviewRepository {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** All of it in one statement; the caller leaves out what its reader may not see. */
  async parts(personId: string, trajectoryId: string): Promise<Parts> {
    const { rows } = await sql<Parts>`
      select t.way_of_working, t.template_name, coalesce(request.reason, '') as reason,
        coalesce((select json_agg(json_build_object(
            'at', ${isoInstant('e.at')}, 'by', ${personJson('actor')}, 'reason', e.reason,
            'step', case when e.to_step is not null then json_build_object('from', e.from_step, 'to', e.to_step) end,
            'coach', case when e.to_coach_id is not null then
              json_build_object('from', ${personJson('former')}, 'to', ${personJson('next')}) end
          ) order by e.sequence)
          from trajectory_event e join person actor on actor.id = e.by_id
          left join person former on former.id = e.from_coach_id left join person next on next.id = e.to_coach_id
          where e.trajectory_id = t.id), '[]') as history,
        (select e.by_id from trajectory_event e where e.trajectory_id = t.id and e.to_step = 'stopped'
          order by e.sequence desc limit 1) as stopped_by,
        coalesce((select json_agg(json_build_object(
            'id', c.id, 'trajectoryId', c.trajectory_id, 'spokenWith', c.spoken_with, 'spokenOn', c.spoken_on,
            'text', c.text, 'writtenBy', ${personJson('writer')}, 'writtenAt', ${isoInstant('c.written_at')},
            'editedAt', ${isoInstant('c.edited_at')}) order by c.spoken_on desc, c.written_at desc)
          from trajectory_contact c join person writer on writer.id = c.written_by
          where c.trajectory_id = t.id), '[]') as contacts,
        ${agreementsJson(personId)} as agreements,
        exists (select from report_version v where v.trajectory_id = t.id) as readers_are_coachees,
        ${coachChangeJson(personId, new Date(this.clock.now()))} as coach_change,
        ${coachRefusalJson()} as coach_refusal,
        (select json_build_object('signedName', v.signed_name, 'signedAt', ${isoInstant('v.signed_at')})
          from report_version v where v.trajectory_id = t.id and v.replaced_at is null and v.withdrawn_at is null) as report
      from trajectory t left join trajectory_request request on request.id = t.request_id
      where t.id = ${trajectoryId}`.execute(this.db);
    const [parts] = rows;
    if (parts === undefined) throw new Error(`trajectory ${trajectoryId} went away`);
    return parts;
  }
}
