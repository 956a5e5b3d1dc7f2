import { Problem } from '@lesblik/shared/problems';
import { HeadForged, LogHeads } from '../audit/heads.ts';
import { LogKeys } from '../audit/log-keys.ts';
import type { Config } from '../config.ts';
import type { Database } from '../database/database.ts';
import type { KeyStore } from '../keys/key-store.ts';
import type { Log } from '../log.ts';
import { endAccess } from './end-access.ts';

type Keys = Pick<Config, 'keys'>;

/** Asked at every start, before anything counts that was shared, for not every restore is ours. */
export async function endAccessOfOlder(db: Database, config: Keys, keys: KeyStore, log: Log): Promise<void> {
  const ended = await db
    .transaction()
    .execute(async (tx) => ((await isOlder(tx, config, keys)) ? endAccess(tx, new Date()) : undefined));
  if (ended === undefined) return;
  log.warn({ ended }, 'the database is older than the signed head of the log: every access to a recording was ended');
}

/**
 * The signed head of the log says more than the database holds. Said once for each head: until `audit:restored` the head
 * stays ahead, and what is shared meanwhile holds.
 */
export async function isOlder(db: Database, config: Keys, keys: KeyStore): Promise<boolean> {
  const number = await headOf(config, keys);
  if (number === undefined) return false;
  const last = await db
    .selectFrom('auditLink')
    .select((eb) => eb.fn.max('number').as('number'))
    .executeTakeFirst();
  if (number <= (last?.number ?? 0)) return false;
  // Of processes that start at once the others wait here.
  const said = await db
    .insertInto('restoredHead')
    .values({ number, seenAt: new Date() })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst();
  return said.numInsertedOrUpdatedRows === 1n;
}

/** Undefined where it cannot be known: what is wrong there, the chain of the log says. */
async function headOf(config: Keys, keys: KeyStore): Promise<number | undefined> {
  try {
    return (await new LogHeads(config.keys).last(await LogKeys.open(keys)))?.number;
  } catch (error) {
    if (error instanceof HeadForged || error instanceof Problem) return undefined;
    throw error;
  }
}
