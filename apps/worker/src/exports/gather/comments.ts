import { kept, readable } from '@lesblik/server/database/watchable';
import type { ExportedComment, ExportedKeptComment } from '@lesblik/shared/exported-lessons';
import { sql } from 'kysely';
import { type Asker, at, belongs, personOf } from './asker.ts';

export type CommentRow = Omit<ExportedComment, 'goals'> & { recordingId: string; goalIds: string[] };

/** By moment: on the asker's own lessons whatever they may read, elsewhere what they wrote. */
export async function commentsIn({ tx, me, at: now }: Asker): Promise<CommentRow[]> {
  const { rows } = await sql<CommentRow>`
    select c.recording_id, c.id, ${personOf('author')} as author, c.parent_id, c.kind,
      json_build_object('startMs', c.start_ms, 'endMs', c.end_ms) as moment, c.text, ${kept()} as private, c.goal_ids::text[] as goal_ids,
      coalesce((select json_agg(${personOf('p')} order by array_position(c.mention_ids, p.id)) from person p
        where p.id = any(c.mention_ids)), '[]') as mentions,
      ${at('c.done_at')} as done_at, ${personOf('done')} as done_by, ${at('c.created_at')} as created_at,
      ${at('c.edited_at')} as edited_at
    from comment c join recording r on r.id = c.recording_id
    join person author on author.id = c.author_id left join person done on done.id = c.done_by
    where ${me} in (r.owner_id, c.author_id) and ${readable(me, now)}
    order by c.start_ms, c.created_at, c.parent_id nulls first, c.id`.execute(tx);
  return rows;
}

/** What stayed of deleted lessons, in the order of the goal thread: on the asker's own goals what they may read, elsewhere what they wrote. */
export async function keptCommentsIn(asker: Asker) {
  const { tx, me } = asker;
  const { rows } = await sql<Omit<ExportedKeptComment, 'goals'> & { goalIds: string[] }>`
    select k.id, ${personOf('author')} as author, k.kind, k.recorded_on,
      json_build_object('startMs', k.start_ms, 'endMs', k.end_ms) as moment, k.text, k.private,
      k.goal_ids::text[] as goal_ids
    from kept_comment k join person author on author.id = k.author_id
    where ${me} = any(k.reader_ids) and exists (
      select from goal join trajectory t on t.id = goal.trajectory_id
      where goal.id = any(k.goal_ids) and ${belongs(asker, 't')}
        and (t.coachee_id = ${me} or (t.coach_id = ${me} and k.author_id = ${me})))
    order by k.recorded_on, k.recording_made_at, k.recording_id, k.start_ms, k.id`.execute(tx);
  return rows;
}

/** Of trajectories in which the asker is coachee or coach. */
export async function goalTitles(asker: Asker): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; title: string }>`
    select goal.id, goal.title from goal join trajectory t on t.id = goal.trajectory_id
    where ${asker.me} in (t.coachee_id, t.coach_id) and ${belongs(asker, 't')}`.execute(asker.tx);
  return new Map(rows.map(({ id, title }) => [id, title]));
}

/** How many comments the asker wrote that are not theirs to read now. */
export async function commentsLeftOut({ tx, me, at: now }: Asker): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from comment c join recording r on r.id = c.recording_id
    where c.author_id = ${me} and c.deleted_at is null and not ${readable(me, now)}`.execute(tx);
  return rows[0]?.count ?? 0;
}
