import type { DeletionReason } from '@lesblik/shared/deletions';
import type { CommentsAfter } from '@lesblik/shared/recordings';
import type { Transaction } from 'kysely';
import { sql } from 'kysely';
import type { Database } from '../database/database.ts';
import type { DB } from '../database/schema.ts';
import { writeWatched } from '../watching/write-watched.ts';
import type { DeletionJournal, JournalEntry } from './journal.ts';

export interface Order {
  reason: DeletionReason;
  /** Null: nobody. */
  askedBy: string | null;
  comments: CommentsAfter;
}

/** Of a recording that is there, with its line in the access log. Ordered twice, the first order holds. */
export async function giveOrder(
  tx: Transaction<DB>,
  recordingId: string,
  { reason, askedBy, comments }: Order,
): Promise<void> {
  const at = new Date();
  const given = sql`select id, organisation_id, owner_id, recorded_on, origin, ${askedBy}::uuid, ${reason}, ${comments},
    ${at}::timestamptz from recording where id = ${recordingId}`;
  await tx
    .insertInto('deletionOrder')
    .columns([
      ...(['recordingId', 'organisationId', 'ownerId', 'recordedOn', 'origin'] as const),
      ...(['askedBy', 'reason', 'comments', 'orderedAt'] as const),
    ])
    .expression(given)
    .onConflict((on) => on.doNothing())
    .execute();
  // Where people were still watching, before the line that it was deleted.
  await writeWatched(tx, recordingId);
  // Why, where it was not its owner who asked.
  await sql`insert into audit_entry (organisation_id, recording_id, kind, detail, actor_id, at)
    select organisation_id, id, 'deleted', ${reason === 'owner' ? null : reason}, ${askedBy}::uuid, ${at}::timestamptz
    from recording where id = ${recordingId}`.execute(tx);
}

/**
 * After a restore: what the journal knows to be deleted is deleted again, before anybody can look. Asked at every start,
 * for not every restore is ours.
 * @returns how many orders the database did not know any more
 */
export async function replayJournal(db: Database, journal: DeletionJournal): Promise<number> {
  let forgotten = 0;
  for await (const entry of journal.all()) {
    if (await replay(db, entry)) forgotten += 1;
  }
  return forgotten;
}

async function replay(db: Database, entry: JournalEntry): Promise<boolean> {
  const { recordingId, version: _, orderedAt, certificate, ...order } = entry;
  const known = db.selectFrom('deletionOrder').select('recordingId').where('recordingId', '=', recordingId);
  const there = db.selectFrom('recording').select('id').where('id', '=', recordingId).where('state', '<>', 'deleting');
  if ((await known.executeTakeFirst()) !== undefined && (await there.executeTakeFirst()) === undefined) return false;
  const anew = {
    ...{ journalledAt: null, keyDestroyedAt: null, erasedAt: null, rowsGoneAt: null, certifiedAt: null },
    certificate: certificate === null ? null : JSON.stringify(certificate),
  };
  return db.transaction().execute(async (tx) => {
    await tx
      .insertInto('deletionOrder')
      .values({ recordingId, ...order, orderedAt: new Date(orderedAt), ...anew })
      .onConflict((on) => on.column('recordingId').doUpdateSet(anew))
      .execute();
    await tx
      .updateTable('recording')
      .set({ state: 'deleting', playable: false, progressAt: null })
      .where('id', '=', recordingId)
      .execute();
    return true;
  });
}
