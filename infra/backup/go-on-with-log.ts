import { ChainStands, LogChain } from '@lesblik/server/audit/chain';
import { HeadForged, LogHeads } from '@lesblik/server/audit/heads';
import type { Config } from '@lesblik/server/config';
import { connectDatabase } from '@lesblik/server/database/database';
import { KeyStore } from '@lesblik/server/keys/key-store';
import { createLog } from '@lesblik/server/log';
import { Problem } from '@lesblik/shared/problems';

/** The access log goes on where the backup ends. @returns why it cannot, as a sentence */
export async function goOnWithLog({ keys, database }: Config): Promise<string | undefined> {
  const { db } = connectDatabase(database, createLog('tool', 'silent'));
  try {
    await new LogChain(db, await KeyStore.open(keys), new LogHeads(keys)).link();
    return undefined;
  } catch (error) {
    if (error instanceof ChainStands || error instanceof HeadForged || error instanceof Problem) return error.message;
    throw error;
  } finally {
    await db.destroy();
  }
}
