import { readFile } from 'node:fs/promises';
import type { Config } from '@lesblik/server/config';
import { KeyStore } from '@lesblik/server/keys/key-store';
import { createMasterKey, readMasterKeys } from '@lesblik/server/keys/master-key';
import { joinParts } from '@lesblik/server/keys/recovery-parts';
import { Refused } from './refused.ts';

/** Never over a master key that is there, and only one that opens what is there. */
export async function recover(config: Config['keys'], [one, other]: string[]): Promise<string> {
  if (one === undefined || other === undefined)
    throw new Refused('Say where the two parts are: npm run keys -- recover <part 1> <part 2>');
  const key = joinParts(await readFile(one, 'utf8'), await readFile(other, 'utf8'));
  if (config.masterKey !== undefined || (await readMasterKeys(config.masterKeyFile)).length > 0)
    throw new Refused('There is a master key already. Take it away first, if it is the wrong one.');
  // Throws where it does not open the keys that are there.
  await KeyStore.open({ dir: config.dir, masterKey: key.bytes.toString('hex') });
  await createMasterKey(config.masterKeyFile, key);
  return `The master key ${key.id} is in ${config.masterKeyFile} again. Lesblik can be started.`;
}
