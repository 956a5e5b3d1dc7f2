import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import { momentShown, runningGrant } from '@lesblik/server/database/watchable';
import { sql } from 'kysely';
import { CLOCK, DATABASE } from '../base/tokens.ts';

export interface RecordingPerson {
  id: string;
  name: string;
  mayComment: boolean;
  isOwner: boolean;
}

export interface Shown {
  startMs: number;
  endMs: number | null;
}

/** What a comment may point at: people and goals around a recording. */
@Injectable()
export class AroundRepository {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * The owner first, then everybody with a running grant who still belongs to the school.
   * @param moment only whoever is shown it; null: any of the lesson
   */
  async people(recordingId: string, moment: Shown | null, db: Database = this.db): Promise<RecordingPerson[]> {
    const at = new Date(this.clock.now());
    const seen =
      moment === null
        ? sql`true`
        : sql`exists (select from (values (${moment.startMs}::int, ${moment.endMs}::int)) as c (start_ms, end_ms) where ${momentShown()})`;
    const { rows } = await sql<RecordingPerson>`
      select p.id, p.name, true as may_comment, true as is_owner
      from recording r join person p on p.id = r.owner_id
      where r.id = ${recordingId}
      union all
      (select p.id, p.name, g.may_comment, false
      from recording_grant g
      join recording r on r.id = g.recording_id
      join membership m on m.organisation_id = r.organisation_id and m.person_id = g.grantee_id
        and (m.ends_at is null or m.ends_at > ${at})
      join person p on p.id = g.grantee_id
      where r.id = ${recordingId} and ${runningGrant(sql.ref('g.grantee_id'), at)} and ${seen}
      order by p.name, p.id)`.execute(db);
    return rows;
  }

  /** Which of these goals the author may link: theirs to read, not archived, of the recording's trajectory or, without one, of any of the owner's. */
  async linkableGoals(authorId: string, recordingId: string, goalIds: readonly string[]): Promise<Set<string>> {
    const { rows } = await sql<{ id: string }>`
      select goal.id from goal
      join trajectory t on t.id = goal.trajectory_id
      join recording r on r.id = ${recordingId}
      where goal.id = any(${goalIds}::uuid[]) and goal.archived_at is null
        and ${authorId} in (t.coachee_id, t.coach_id)
        and case when r.trajectory_id is null then t.coachee_id = r.owner_id else t.id = r.trajectory_id end`.execute(
      this.db,
    );
    return new Set(rows.map(({ id }) => id));
  }
}
