import { sql, type Transaction } from 'kysely';
import type { DB } from '@lesblik/server/database/schema';

/** Playable once there is something to show and something to hear, as far as the film has them. */
export async function markPlayable(trx: Transaction<DB>, recordingId: string): Promise<void> {
  const offered = (kind: 'video' | 'sound') =>
    sql<boolean>`exists (select from rendition where recording_id = ${recordingId} and kind = ${kind} and offered)`;
  await trx
    .updateTable('recording')
    .set({ playable: true })
    .where('id', '=', recordingId)
    .where('state', '=', 'transcoding')
    .where((e) =>
      e.and([
        e.or([e('hasPicture', '=', false), offered('video')]),
        e.or([e('hasSound', '=', false), offered('sound')]),
      ]),
    )
    .execute();
}
