import type { Config } from '@lesblik/server/config';
import { connectDatabase } from '@lesblik/server/database/database';
import { openJournal } from '@lesblik/server/deletion/open-deletion';
import { replayJournal } from '@lesblik/server/deletion/orders';
import { openErasures, replayErasures } from '@lesblik/server/erasure/erasure-journal';
import { removeRows } from '@lesblik/server/deletion/rows';
import { createLog } from '@lesblik/server/log';

/** Before anybody can look: the rows that the backup brought back of what was deleted. @returns how many recordings */
export async function deleteAgain(config: Config, deleted: ReadonlySet<string>): Promise<number> {
  const { db } = connectDatabase(config.database, createLog('tool', config.logLevel));
  try {
    await replayJournal(db, openJournal(config.keys.dir));
    await replayErasures(db, openErasures(config.keys.dir));
    for (const recordingId of deleted) await db.transaction().execute((tx) => removeRows(tx, recordingId));
    return deleted.size;
  } finally {
    await db.destroy();
  }
}
