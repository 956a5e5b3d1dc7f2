import type { Transaction } from 'kysely';
import { RecordingState } from '@lesblik/shared/recording-state';
import type { DB } from '../database/schema.ts';

/**
 * To be said before its renditions and steps are changed: whoever changes several rows of a film takes the recording
 * first, so that none waits for another who waits for them.
 * @returns the recording's state
 */
export async function lockRecording(trx: Transaction<DB>, recordingId: string): Promise<RecordingState | undefined> {
  const row = await trx
    .selectFrom('recording')
    .select('state')
    .where('id', '=', recordingId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row && RecordingState.parse(row.state);
}
