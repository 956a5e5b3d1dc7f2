import type { Database } from '@lesblik/server/database/database';
import type { CommentKind } from '@lesblik/shared/comments';
import type { PersonRef } from '@lesblik/shared/common';
import { CompiledQuery, type RawBuilder, sql } from 'kysely';
import { kept, momentShown, runningGrant, shown, watchable } from '@lesblik/server/database/watchable';
import type { StoredComment } from './stored-comment.ts';

interface CommentRow {
  last_revision: number;
  /** Null in the one row of a recording without such comments. */
  id: string | null;
  author_id: string;
  author_name: string;
  parent_id: string | null;
  kind: CommentKind;
  start_ms: number;
  end_ms: number | null;
  text: string;
  private: boolean;
  sealed: boolean;
  /** Milliseconds since 1970, as all instants here. */
  done_at: number | null;
  done_by: string | null;
  done_name: string | null;
  deleted_at: number | null;
  created_at: number;
  edited_at: number | null;
  revision: number;
  hidden_revision: number | null;
  /** Ids with commas between; null for none. */
  goal_ids: string | null;
  mentions: PersonRef[] | null;
}

export type FoundRow = CommentRow & { id: string };

/** The `n`th value that a query is given. */
const given = (n: number) => sql.raw<never>(`$${n}`);

/** A number costs the database half of what it takes to write an instant in words. */
const instant = (column: string) => sql`date_part('epoch', ${sql.ref(column)}) * 1000`;

/**
 * Comments `c` of the recording `$1` that meet `filter`, with the last revision, all from one snapshot; one row without a
 * comment when there are none. Plain rows: building JSON in the database takes twice as long.
 */
const comments = (
  filter: RawBuilder<unknown>,
  order: RawBuilder<unknown>,
  {
    door = sql`true`,
    last = sql`r.comment_revision`,
    beside = sql``,
  }: Partial<Record<'door' | 'last' | 'beside', RawBuilder<unknown>>> = {},
) => sql`
  select ${last} as last_revision, c.id, c.author_id, author.name as author_name, c.parent_id, c.kind,
    c.start_ms, c.end_ms, c.text, c.private, c.sealed, ${instant('c.done_at')} as done_at, c.done_by,
    case when c.done_by is not null then (select name from person where id = c.done_by) end as done_name,
    ${instant('c.deleted_at')} as deleted_at, ${instant('c.created_at')} as created_at,
    ${instant('c.edited_at')} as edited_at, c.revision, c.hidden_revision,
    case when c.goal_ids <> '{}' then array_to_string(c.goal_ids, ',') end as goal_ids,
    case when c.mention_ids <> '{}' then (
      select json_agg(json_build_object('id', p.id, 'name', p.name) order by array_position(c.mention_ids, p.id))
      from person p where p.id = any(c.mention_ids)) end as mentions
  from recording r ${beside}
  left join comment c on c.recording_id = r.id and ${filter}
  left join person author on author.id = c.author_id
  where r.id = $1 and ${door} order by ${order}`;

/** Comment `c` stands where recording `r` is shown to the person `$2`, whose grant is `g`. */
const ofWhatIsShown = sql`(r.owner_id = $2 or ${momentShown()})`;

const queries = {
  /** By moment, then in the order of writing; no row at all for who may not watch. Given: recording, person, instant. */
  readableBy: comments(
    sql`${shown(given(2))} and ${ofWhatIsShown}`,
    sql`c.start_ms, c.created_at, c.parent_id nulls first, c.id`,
    {
      beside: sql`left join recording_grant g on ${runningGrant(given(2), given(3))}`,
      door: watchable(given(2), given(3)),
      // Of what others keep to themselves not even that it changed. With its own `r` and `g`: asked once, not for each row.
      last: sql`coalesce((
        select max(case when ${kept()} and c.author_id <> $2 then c.hidden_revision else c.revision end)
        from recording r left join recording_grant g on ${runningGrant(given(2), given(3))}
        join comment c on c.recording_id = r.id and ${ofWhatIsShown} where r.id = $1), 0)`,
    },
  ),
  /** Given: recording, revision. */
  changesSince: comments(sql`(c.revision > $2 or c.hidden_revision > $2)`, sql`c.revision`),
  /** Given: recording, comment. */
  one: comments(sql`c.id = $2`, sql`c.id`),
  /** The first one first. Given: recording, comment, when they were deleted or null. */
  replies: comments(sql`c.parent_id = $2 and c.deleted_at is not distinct from $3`, sql`c.created_at, c.id`),
};

type QueryName = keyof typeof queries;

const texts = new Map<QueryName, string>();

/** Compiled once, not for each request. */
export function commentQuery(db: Database, name: QueryName): string {
  const text = texts.get(name) ?? queries[name].compile(db).sql;
  texts.set(name, text);
  return text;
}

type Values = (string | number | Date | null)[];

/**
 * Runs a query without the plugin that renames columns, which 10,000 rows would each pay for.
 * @returns undefined when there is no such recording, or `readableBy` does not show it to this person
 */
export async function findRows(
  db: Database,
  name: QueryName,
  recordingId: string,
  ...values: Values
): Promise<{ revision: number; rows: FoundRow[] } | undefined> {
  const query = CompiledQuery.raw(commentQuery(db, name), [recordingId, ...values]) as CompiledQuery<CommentRow>;
  const { rows } = await db.withoutPlugins().executeQuery(query);
  if (rows[0] === undefined) return undefined;
  return { revision: rows[0].last_revision, rows: rows[0].id === null ? [] : (rows as FoundRow[]) };
}

export async function findComments(
  db: Database,
  name: Exclude<QueryName, 'readableBy'>,
  recordingId: string,
  ...values: Values
): Promise<{ revision: number; items: StoredComment[] } | undefined> {
  const found = await findRows(db, name, recordingId, ...values);
  return found && { revision: found.revision, items: found.rows.map((row) => toComment(recordingId, row)) };
}

export const isoInstant = <T extends number | null>(ms: T) =>
  (ms === null ? null : new Date(Math.round(ms)).toISOString()) as T extends null ? null : string;

const toComment = (recordingId: string, row: FoundRow): StoredComment => ({
  id: row.id,
  recordingId,
  author: { id: row.author_id, name: row.author_name },
  parentId: row.parent_id,
  kind: row.kind,
  moment: { startMs: row.start_ms, endMs: row.end_ms },
  text: row.text,
  goalIds: row.goal_ids?.split(',') ?? [],
  mentions: row.mentions ?? [],
  private: row.private,
  ...(row.sealed && { sealed: true as const }),
  doneAt: isoInstant(row.done_at),
  doneBy: row.done_by === null ? null : { id: row.done_by, name: row.done_name ?? '' },
  deletedAt: isoInstant(row.deleted_at),
  createdAt: isoInstant(row.created_at),
  editedAt: isoInstant(row.edited_at),
  revision: row.revision,
  hiddenRevision: row.hidden_revision,
});
