import { sql, type Transaction } from 'kysely';
import type { DB } from '../database/schema.ts';
import { momentShown, runningGrant, runningMembership } from '../database/watchable.ts';
import { writeWatched } from '../watching/write-watched.ts';

/** Grantee `g` could read comment `c` of recording `r` when the order `o` was given: it lay in the part they were shown. */
const couldRead = sql<boolean>`(
  ${runningGrant(sql.ref('g.grantee_id'), sql.ref('o.ordered_at'))} and g.granted_at <= o.ordered_at and ${momentShown()}
  and exists (select from membership m where ${runningMembership(sql.ref('g.grantee_id'), sql.ref('o.ordered_at'))}))`;

/**
 * The recording's row goes, and with it comments, grants and positions; the access log stays. Where its owner chose so,
 * comments that are linked to a goal stay with it as text, for those who could read them when the order was given.
 */
export async function removeRows(tx: Transaction<DB>, recordingId: string): Promise<void> {
  await sql`
    insert into kept_comment (id, goal_ids, author_id, reader_ids, private, kind, start_ms, end_ms, text,
      recording_id, recorded_on, recording_made_at)
    select c.id, c.goal_ids, c.author_id,
      case when c.private or c.sealed then array[c.author_id] else array(
        select r.owner_id union select c.author_id union
        select g.grantee_id from recording_grant g where ${couldRead}) end,
      c.private or c.sealed, c.kind, c.start_ms, c.end_ms, c.text, r.id, r.recorded_on, r.created_at
    from deletion_order o join recording r on r.id = o.recording_id join comment c on c.recording_id = r.id
    where o.recording_id = ${recordingId} and o.comments = 'stay' and r.state = 'deleting'
      and c.deleted_at is null and c.goal_ids <> '{}'
    on conflict do nothing`.execute(tx);
  // What was on its way when it was ordered.
  await writeWatched(tx, recordingId);
  await tx.deleteFrom('recording').where('id', '=', recordingId).where('state', '=', 'deleting').execute();
}
