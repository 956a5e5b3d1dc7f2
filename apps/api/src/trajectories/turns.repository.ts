import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import { isoInstant } from '@lesblik/server/database/expressions';
import type { Agreement } from '@lesblik/shared/agreements';
import type { CoachChange } from '@lesblik/shared/coach-changes';
import type { PersonRef } from '@lesblik/shared/common';
import { RecordingState } from '@lesblik/shared/recording-state';
import { isLesson } from '@lesblik/shared/recording-work';
import { sql } from 'kysely';
import { isThere } from '@lesblik/server/database/recording-sql';
import type { TurnFacts } from '@lesblik/shared/trajectory-turn';
import { CLOCK, DATABASE } from '../base/tokens.ts';
import { watchable } from '@lesblik/server/database/watchable';
import { agreementsJson } from './agreements-json.ts';
import { coachChangeJson } from './coach-change-json.ts';

interface Row {
  id: string;
  contactCount: number;
  agreements: Agreement[];
  coachChange: CoachChange | null;
  openProposals: { proposedBy: PersonRef }[];
  lessonCount: number;
  talks: TurnFacts['talks'];
  reportSigned: boolean;
}

@Injectable()
export class TurnsRepository {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What, besides the trajectories themselves, tells whose turn it is in each. */
  async rows(personId: string, trajectoryIds: readonly string[]): Promise<Map<string, Row>> {
    const at = new Date(this.clock.now());
    const lessonStates = RecordingState.options.filter(isLesson);
    const { rows } = await sql<Row>`
      select t.id,
        (select count(*)::int from trajectory_contact c where c.trajectory_id = t.id) as contact_count,
        ${agreementsJson(personId)} as agreements,
        ${coachChangeJson(personId, at)} as coach_change,
        coalesce((select json_agg(json_build_object('proposedBy', json_build_object('id', p.id, 'name', p.name))
            order by g.proposed_at desc, g.id)
          from goal_proposal g join person p on p.id = g.proposed_by
          where g.trajectory_id = t.id and g.state = 'open'), '[]') as open_proposals,
        (select count(*)::int from recording r where r.trajectory_id = t.id and r.state = any(${lessonStates})
          and ${isThere()} and ${watchable(personId, at)}) as lesson_count,
        coalesce((select json_agg(json_build_object('kind', k.kind, 'state', k.state, 'startsAt', ${isoInstant('k.starts_at')},
            'offeredBy', json_build_object('id', o.id, 'name', o.name)))
          from talk k join person o on o.id = k.offered_by where k.trajectory_id = t.id), '[]') as talks,
        exists (select from report_version v where v.trajectory_id = t.id
          and v.replaced_at is null and v.withdrawn_at is null) as report_signed
      from trajectory t where t.id = any(${trajectoryIds})`.execute(this.db);
    return new Map(rows.map((row) => [row.id, row]));
  }
}
