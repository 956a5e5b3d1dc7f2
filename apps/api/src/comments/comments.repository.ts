import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import type { DB } from '@lesblik/server/database/schema';
import { NoticeBus } from '@lesblik/server/notices/notice-bus';
import { type Insertable, sql, type Transaction, type Updateable } from 'kysely';
import { Problem } from '@lesblik/shared/problems';
import { CLOCK, DATABASE } from '../base/tokens.ts';
import type { Written } from '../http/written.ts';
import { findComments, findRows } from './comment-sql.ts';
import type { StoredComment } from './stored-comment.ts';
import { type CommentList, writeList } from './written-list.ts';

export type Tx = Transaction<DB>;
/** Takes the next revision of the recording. */
export type NextRevision = () => number;

@Injectable()
export class CommentsRepository {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly notices: NoticeBus,
  ) {}

  /**
   * One change at a time on a recording's comments, under the lock of its row. Every changed comment takes a revision of
   * its own; what changed is told in the transaction, so that others hear of revisions in the order of commits.
   * Revisions follow the clock: counted one by one, their gaps would tell a reader how much others do in private.
   */
  change<T>(recordingId: string, work: (tx: Tx, next: NextRevision) => Promise<T>): Promise<T> {
    return this.db.transaction().execute(async (tx) => {
      const row = await tx
        .selectFrom('recording')
        .select('commentRevision')
        .where('id', '=', recordingId)
        .forNoKeyUpdate()
        .executeTakeFirst();
      if (row === undefined) throw new Problem('not_found');
      let revision = Math.max(row.commentRevision, this.clock.now() - 1);
      let changed = false;
      const result = await work(tx, () => {
        changed = true;
        return ++revision;
      });
      if (changed) {
        await tx.updateTable('recording').set({ commentRevision: revision }).where('id', '=', recordingId).execute();
        await this.notices.publishIn(tx, { kind: 'comments_changed', recordingId, revision });
      }
      return result;
    });
  }

  /**
   * All that this person may read, by moment, with the question whether they may in the same query; the revision is the
   * last one of which they may know.
   * @returns undefined when they may not watch this recording
   */
  async readableBy(personId: string, recordingId: string): Promise<Written<CommentList> | undefined> {
    const found = await findRows(this.db, 'readableBy', recordingId, personId, new Date(this.clock.now()));
    return found && writeList(recordingId, found.rows, found.revision);
  }

  /** What changed after a revision, for whomever: `changesFor` says what a reader may know of it. */
  async changesSince(recordingId: string, after: number) {
    const found = await findComments(this.db, 'changesSince', recordingId, after);
    if (found === undefined) throw new Problem('not_found');
    return found;
  }

  async find(recordingId: string, commentId: string, tx?: Tx): Promise<StoredComment | undefined> {
    return (await findComments(tx ?? this.db, 'one', recordingId, commentId))?.items[0];
  }

  /** Replies that are not deleted, or that were deleted at this instant; the first one first. */
  async replies(tx: Tx, { recordingId, id }: StoredComment, deletedAt: Date | null = null): Promise<StoredComment[]> {
    return (await findComments(tx, 'replies', recordingId, id, deletedAt))?.items ?? [];
  }

  /** Only to ask the policy of its recording. */
  async recordingOf(commentId: string): Promise<string | undefined> {
    const row = await this.db
      .selectFrom('comment')
      .select('recordingId')
      .where('id', '=', commentId)
      .executeTakeFirst();
    return row?.recordingId;
  }

  async idByClientKey(tx: Tx, recordingId: string, authorId: string, clientKey: string): Promise<string | undefined> {
    const row = await tx
      .selectFrom('comment')
      .select('id')
      .where('recordingId', '=', recordingId)
      .where('authorId', '=', authorId)
      .where('clientKey', '=', clientKey)
      .executeTakeFirst();
    return row?.id;
  }

  async insert(tx: Tx, values: Omit<Insertable<DB['comment']>, 'createdAt'>): Promise<string> {
    const { id } = await tx
      .insertInto('comment')
      .values({ ...values, createdAt: new Date(this.clock.now()) })
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  }

  async update(tx: Tx, commentId: string, changes: Updateable<DB['comment']> & { revision: number }): Promise<void> {
    await tx.updateTable('comment').set(changes).where('id', '=', commentId).execute();
  }

  async remember(personId: string, recordingId: string, revision: number): Promise<void> {
    await sql`insert into comment_read (recording_id, person_id, revision)
      select id, ${personId}, least(${revision}, comment_revision) from recording where id = ${recordingId}
      on conflict (recording_id, person_id) do update set revision = greatest(comment_read.revision, excluded.revision)`.execute(
      this.db,
    );
  }
}
