import type { Comment } from '@lesblik/shared/comments';
import { Written } from '../http/written.ts';
import { type FoundRow, isoInstant } from './comment-sql.ts';

/** What a list answers with. */
export interface CommentList {
  items: Comment[];
  revision: number;
}

/**
 * Writes the answer straight from the rows: for 10,000 of them, parsing against the contract and serialising what came out
 * cost more than reading them did. The spec beside this compares what it writes with the contract.
 */
export function writeList(recordingId: string, rows: readonly FoundRow[], revision: number): Written<CommentList> {
  const items = rows.map((row) => writeComment(recordingId, row));
  return new Written(`{"items":[${items.join(',')}],"revision":${revision}}`);
}

const quoted = (value: string | null): string => (value === null ? 'null' : `"${value}"`);
const person = (id: string, name: string): string => `{"id":"${id}","name":${JSON.stringify(name)}}`;

// Only words that people wrote need escaping: ids, kinds and instants are the database's own.
const writeComment = (recordingId: string, row: FoundRow): string =>
  `{"id":"${row.id}","recordingId":"${recordingId}","author":${person(row.author_id, row.author_name)},"parentId":${quoted(row.parent_id)},"kind":"${row.kind}","moment":{"startMs":${row.start_ms},"endMs":${row.end_ms}},"text":${JSON.stringify(row.text)},"goalIds":[${row.goal_ids === null ? '' : `"${row.goal_ids.replaceAll(',', '","')}"`}],"mentions":[${(row.mentions ?? []).map(({ id, name }) => person(id, name)).join(',')}],"private":${row.private}${row.sealed ? ',"sealed":true' : ''},"doneAt":${quoted(isoInstant(row.done_at))},"doneBy":${row.done_by === null ? 'null' : person(row.done_by, row.done_name ?? '')},"deletedAt":${quoted(isoInstant(row.deleted_at))},"createdAt":${quoted(isoInstant(row.created_at))},"editedAt":${quoted(isoInstant(row.edited_at))},"revision":${row.revision}}`;
