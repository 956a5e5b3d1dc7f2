import { watchable } from '@lesblik/server/database/watchable';
import type { ExportedAction, ExportedRating } from '@lesblik/shared/exported-trajectories';
import { type RawBuilder, sql } from 'kysely';
import { type Asker, at, personOf } from './asker.ts';

/** A moment of lesson `r`, whose times stand in these columns; of a lesson that may not be watched only the times. */
export const lessonAt = (
  { me, at: now }: Asker,
  start: string,
  end: string,
): RawBuilder<
  NonNullable<ExportedRating['evidence']>
> => sql`case when ${sql.ref(start)} is not null then json_build_object(
  'recordingId', case when r.id is not null and ${watchable(me, now, { start, end })} then r.id end,
  'moment', json_build_object('startMs', ${sql.ref(start)}, 'endMs', ${sql.ref(end)})) end`;

/** Of coachee and coach, oldest first. */
export async function ratingsIn(asker: Asker, ids: readonly string[]) {
  const { rows } = await sql<ExportedRating & { trajectoryId: string }>`
    select goal.trajectory_id, goal.id as goal_id, goal.title as goal_title, gr.rated_as as "as", ${personOf('p')} as by,
      ${at('gr.rated_at')} as at, gr.value, gr.step, gr.seen, ${lessonAt(asker, 'gr.start_ms', 'gr.end_ms')} as evidence
    from goal_rating gr join goal on goal.id = gr.goal_id join person p on p.id = gr.rater_id
    left join recording r on r.id = gr.recording_id
    where goal.trajectory_id = any(${ids}::uuid[]) order by gr.sequence`.execute(asker.tx);
  return rows;
}

/** Agreed on and not taken back. */
export async function actionsIn(asker: Asker, ids: readonly string[]) {
  const { rows } = await sql<ExportedAction & { trajectoryId: string }>`
    select a.trajectory_id, a.id, a.what, ${personOf('p')} as owner, a.due_on, a.goal_id, a.talk_id,
      ${at('a.done_at')} as done_at, a.done_text, ${lessonAt(asker, 'a.done_start_ms', 'a.done_end_ms')} as done_moment,
      ${at('a.created_at')} as created_at
    from action a join person p on p.id = a.owner_id left join recording r on r.id = a.done_recording_id
    where a.trajectory_id = any(${ids}::uuid[]) and a.removed_at is null order by a.due_on, a.created_at, a.id`.execute(
    asker.tx,
  );
  return rows;
}
