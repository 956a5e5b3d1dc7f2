import type { Config } from '@lesblik/server/config';
import { connectDatabase } from '@lesblik/server/database/database';
import { openJournal } from '@lesblik/server/deletion/open-deletion';
import { replayJournal } from '@lesblik/server/deletion/orders';
import { openErasures, replayErasures } from '@lesblik/server/erasure/erasure-journal';
import { removeRows } from '@lesblik/server/deletion/rows';
import { createLog } from '@lesblik/server/log';
import { endAccess } from '@lesblik/server/restored/end-access';

/**
 * Before anybody can look: what was shared is open to nobody, for it may have been withdrawn since; then the rows go that
 * the backup brought back of what was deleted, so that comments that are kept of it get no readers by what was shared.
 * @returns how many accesses ended, and how many recordings are deleted
 */
export async function undoSince(config: Config, deleted: ReadonlySet<string>) {
  const { db } = connectDatabase(config.database, createLog('tool', config.logLevel));
  try {
    const ended = await endAccess(db, new Date());
    await replayJournal(db, openJournal(config.keys.dir));
    await replayErasures(db, openErasures(config.keys.dir));
    for (const recordingId of deleted) await db.transaction().execute((tx) => removeRows(tx, recordingId));
    return { ended, deleted: deleted.size };
  } finally {
    await db.destroy();
  }
}
