import { ChainStands, LogChain } from '@lesblik/server/audit/chain';
import { HeadForged, LogHeads } from '@lesblik/server/audit/heads';
import type { Config } from '@lesblik/server/config';
import { connectDatabase } from '@lesblik/server/database/database';
import { KeyStore } from '@lesblik/server/keys/key-store';
import { createLog } from '@lesblik/server/log';
import { isOlder } from '@lesblik/server/restored/older-database';
import { Problem } from '@lesblik/shared/problems';

/** The access log goes on where the backup ends. @returns why it cannot, as a sentence */
export async function goOnWithLog(config: Config): Promise<string | undefined> {
  const { db } = connectDatabase(config.database, createLog('tool', 'silent'));
  try {
    const store = await KeyStore.open(config.keys);
    // The next start is not to end once more what was shared since.
    await isOlder(db, config, store);
    await new LogChain(db, store, new LogHeads(config.keys)).link();
    return undefined;
  } catch (error) {
    if (error instanceof ChainStands || error instanceof HeadForged || error instanceof Problem) return error.message;
    throw error;
  } finally {
    await db.destroy();
  }
}
