import type { Transaction, UpdateObject } from 'kysely';
import { after, type RecordingEvent, RecordingState } from '@lesblik/shared/recording-state';
import type { Database } from '../database/database.ts';
import type { DB } from '../database/schema.ts';

type Changes = Omit<UpdateObject<DB, 'recording'>, 'id' | 'state'>;

/**
 * Moves a recording by an event, under its row's lock, with what changes along with the state.
 * @returns the states before and after; undefined when that event cannot happen now, or there is no such recording
 */
export async function transition(
  db: Database | Transaction<DB>,
  recordingId: string,
  event: RecordingEvent,
  changes: Changes | ((before: RecordingState) => Changes) = {},
): Promise<{ before: RecordingState; state: RecordingState } | undefined> {
  const move = async (trx: Transaction<DB>) => {
    const row = await trx
      .selectFrom('recording')
      .select('state')
      .where('id', '=', recordingId)
      .forNoKeyUpdate()
      .executeTakeFirst();
    if (row === undefined) return undefined;
    const before = RecordingState.parse(row.state);
    const state = after(before, event);
    if (state === undefined) return undefined;
    const also = typeof changes === 'function' ? changes(before) : changes;
    await trx
      .updateTable('recording')
      .set({ ...also, state })
      .where('id', '=', recordingId)
      .execute();
    return { before, state };
  };
  return db.isTransaction ? move(db as Transaction<DB>) : db.transaction().execute(move);
}
