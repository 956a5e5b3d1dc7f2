import { isoInstant } from '@lesblik/server/database/expressions';
import { type RawBuilder, sql } from 'kysely';
import type { StoredComment } from './stored-comment.ts';

const person = (alias: string): RawBuilder<unknown> =>
  sql`json_build_object('id', ${sql.ref(`${alias}.id`)}, 'name', ${sql.ref(`${alias}.name`)})`;

/** The contract's fields, all and no others: a field too few or too many does not compile. */
const fields: Record<keyof StoredComment, RawBuilder<unknown>> = {
  id: sql`c.id`,
  recordingId: sql`c.recording_id`,
  author: person('author'),
  parentId: sql`c.parent_id`,
  kind: sql`c.kind`,
  moment: sql`json_build_object('startMs', c.start_ms, 'endMs', c.end_ms)`,
  text: sql`c.text`,
  goalIds: sql`coalesce(goals.ids, '[]')`,
  mentions: sql`coalesce(mentions.people, '[]')`,
  private: sql`c.private`,
  doneAt: isoInstant('c.done_at'),
  doneBy: sql`case when done.id is not null then ${person('done')} end`,
  deletedAt: isoInstant('c.deleted_at'),
  createdAt: isoInstant('c.created_at'),
  editedAt: isoInstant('c.edited_at'),
  revision: sql`c.revision`,
  hiddenRevision: sql`c.hidden_revision`,
};

const object = sql`json_build_object(${sql.join(
  Object.entries(fields).flatMap(([name, value]) => [sql.lit(name), value]),
)})`;

/**
 * The comments `c` of one recording that meet `filter`, as one JSON value, with the recording's revision, all from one
 * snapshot. Goals and mentions are gathered as sets: 10,000 comments cost three scans, not 20,000 look-ups.
 */
export const commentsWhere = (recordingId: string, filter: RawBuilder<unknown>, order: RawBuilder<unknown>) =>
  sql<{ revision: number; items: StoredComment[] }>`
    with picked as materialized (
      select * from comment c where c.recording_id = ${recordingId} and ${filter}
    ), goals as (
      select l.comment_id, json_agg(l.goal_id) as ids
      from comment_goal l where l.comment_id in (select id from picked) group by l.comment_id
    ), mentions as (
      select l.comment_id, json_agg(${person('p')}) as people
      from comment_mention l join person p on p.id = l.person_id
      where l.comment_id in (select id from picked) group by l.comment_id
    )
    select r.comment_revision as revision, (
      select coalesce(json_agg(${object} order by ${order}), '[]')
      from picked c
      join person author on author.id = c.author_id
      left join person done on done.id = c.done_by
      left join goals on goals.comment_id = c.id
      left join mentions on mentions.comment_id = c.id
    ) as items
    from recording r where r.id = ${recordingId}`;
