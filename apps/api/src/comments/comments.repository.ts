import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import type { DB } from '@lesblik/server/database/schema';
import { NoticeBus } from '@lesblik/server/notices/notice-bus';
import { type Insertable, type RawBuilder, sql, type Transaction, type Updateable } from 'kysely';
import { Problem } from '@lesblik/shared/problems';
import { CLOCK, DATABASE } from '../base/tokens.ts';
import type { Written } from '../http/written.ts';
import { findComments, findRows } from './comment-sql.ts';
import type { StoredComment } from './stored-comment.ts';
import { type CommentList, writeList } from './written-list.ts';

export type Tx = Transaction<DB>;
/** Takes the next revision of the recording. */
export type NextRevision = () => number;

interface Turn {
  id: string;
  /** Not deleted. */
  there: boolean;
}

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

  /** In the transaction of the change, so that a seal that begins meanwhile holds it too. */
  async looksApart(tx: Tx, recordingId: string, personId: string): Promise<boolean> {
    const row = await tx
      .selectFrom('seal')
      .select('id')
      .where('recordingId', '=', recordingId)
      .where('openedAt', 'is', null)
      .where((eb) => eb.or([eb('ownerId', '=', personId), eb('coachId', '=', personId)]))
      .executeTakeFirst();
    return row !== undefined;
  }

  /**
   * Holds what these people wrote. A thread in which somebody else answered is a conversation that took place, and stays.
   * What is deleted is held too, as its author may bring it back.
   */
  async hold(tx: Tx, next: NextRevision, recordingId: string, authorIds: readonly string[]): Promise<void> {
    const { rows } = await sql<Turn>`
      select c.id, c.deleted_at is null as there from comment c left join comment root on root.id = c.parent_id
      where c.recording_id = ${recordingId} and c.author_id = any(${authorIds}::uuid[]) and not c.sealed
        and (c.private or (coalesce(root.author_id, c.author_id) = c.author_id and not exists (
          select from comment other where other.parent_id = coalesce(root.id, c.id) and other.author_id <> c.author_id)))
      order by c.created_at, c.parent_id nulls first, c.id`.execute(tx);
    await this.#inTurn(
      tx,
      rows.map(({ id, there }) => ({ id, revision: there ? next() : null })),
      sql`sealed = true, hidden_revision = case when c.private then c.hidden_revision
        else coalesce(turn.revision, c.revision) end`,
    );
  }

  /** Publishes what was held, in the order in which it was written. What is deleted stays with its author. */
  async letGo(tx: Tx, next: NextRevision, recordingId: string): Promise<void> {
    const { rows } = await sql<Turn>`
      select id, true as there from comment where recording_id = ${recordingId} and sealed and deleted_at is null
      order by created_at, parent_id nulls first, id`.execute(tx);
    await this.#inTurn(
      tx,
      rows.map(({ id }) => ({ id, revision: next() })),
      sql`sealed = false, unsealed_at = ${new Date(this.clock.now())},
        published_revision = case when c.private then c.published_revision else turn.revision end`,
    );
  }

  /** Each its own revision, in one statement: a lesson may have ten thousand. */
  async #inTurn(tx: Tx, turns: { id: string; revision: number | null }[], set: RawBuilder<unknown>): Promise<void> {
    if (turns.length === 0) return;
    await sql`update comment c set ${set}, revision = coalesce(turn.revision, c.revision)
      from unnest(${turns.map(({ id }) => id)}::uuid[], ${turns.map(({ revision }) => revision)}::bigint[])
        as turn(id, revision)
      where c.id = turn.id`.execute(tx);
  }

  async remember(personId: string, recordingId: string, revision: number): Promise<void> {
    await sql`insert into comment_read (recording_id, person_id, revision)
      select id, ${personId}, least(${revision}, comment_revision) from recording where id = ${recordingId}
      on conflict (recording_id, person_id) do update set revision = greatest(comment_read.revision, excluded.revision)`.execute(
      this.db,
    );
  }
}
