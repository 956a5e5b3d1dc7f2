import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { dirname } from 'node:path';
import { randomBytes } from 'node:crypto';
import type { Config } from '@lesblik/server/config';
import { KeyStore } from '@lesblik/server/keys/key-store';
import { masterKeyOf, MASTER_KEY_BYTES, readMasterKeys, replaceMasterKeys } from '@lesblik/server/keys/master-key';
import { Refused } from './refused.ts';

const AFTER =
  'Make a backup of the keys now, and new recovery parts (npm run keys -- split): older parts open older backups only.';

/** A new master key in the file, everything wrapped by it, the old one gone. Broken off, it goes on where it was. */
export async function rotate(config: Config['keys']): Promise<string> {
  if (config.masterKey !== undefined || config.keyServer !== undefined)
    throw new Refused(
      'The master key is not in a file here. Set a new MASTER_KEY and the old one as MASTER_KEY_BEFORE (a key server is told to rotate its own), start Lesblik anew, and say: npm run keys -- rewrap',
    );
  const before = await readMasterKeys(config.masterKeyFile);
  if (before.length === 0) throw new Refused(`There is no master key in ${config.masterKeyFile}.`);
  await access(dirname(config.masterKeyFile), constants.W_OK).catch((cause: unknown) => {
    throw new Refused(
      `${config.masterKeyFile} cannot be replaced here. Put a line of "openssl rand -hex 32" above the one in it, and say: npm run keys -- rewrap`,
      { cause },
    );
  });
  // With more than one line an earlier rotation was broken off: its new key is the first.
  const [current = masterKeyOf(randomBytes(MASTER_KEY_BYTES))] = before.length > 1 ? before : [];
  if (before.length === 1) await replaceMasterKeys(config.masterKeyFile, [current, ...before]);
  const count = await rewrapAll(config);
  await replaceMasterKeys(config.masterKeyFile, [current]);
  return `The master key is now ${current.id}; ${count} keys are wrapped by it. ${AFTER}`;
}

/** By what wraps now: after the settings were changed by hand, or a key server made a new version. */
export async function rewrap(config: Config['keys']): Promise<string> {
  const count = await rewrapAll(config);
  return `${count} keys were wrapped anew. Nothing is wrapped by an earlier master key any more: take it out of the settings. ${AFTER}`;
}

/** Until a pass finds nothing: what was made meanwhile is seen by the next. */
async function rewrapAll(config: Config['keys']): Promise<number> {
  const keys = await KeyStore.open(config);
  let all = 0;
  for (let count = -1; count !== 0; all += count) count = await keys.rewrap();
  return all;
}
