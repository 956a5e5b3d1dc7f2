import type { Transaction, UpdateObject } from 'kysely';
import { after, type RecordingEvent, type RecordingState } from '@lesblik/shared/recording-state';
import type { Database } from '../database/database.ts';
import type { DB } from '../database/schema.ts';
import { lockRecording } from './lock-recording.ts';

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
    const before = await lockRecording(trx, recordingId);
    if (before === undefined) return undefined;
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
