import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '@lesblik/server/config';
import { type MasterKey, parseMasterKey, readMasterKeys } from '@lesblik/server/keys/master-key';
import { splitMasterKey } from '@lesblik/server/keys/recovery-parts';
import { Refused } from './refused.ts';

const page = (number: number, key: MasterKey, part: string, day: string): string => `Lesblik · ${day}

Deel ${number} van 2 van de hoofdsleutel (${key.id})
Bewaar dit op papier, apart van het andere deel. Wie beide delen heeft, kan alle lessen openen;
met dit deel alleen kan niemand iets. Is de hoofdsleutel kwijt, dan maken twee mensen hem met
beide delen weer heel:  npm run keys -- recover <deel 1> <deel 2>

Part ${number} of 2 of the master key (${key.id})
Keep this on paper, apart from the other part. Whoever has both can open every lesson; with this
part alone nobody can do anything. If the master key is lost, two people make it whole with both
parts:  npm run keys -- recover <part 1> <part 2>

${part}
`;

/** Into a folder, one file for each of the two people. */
export async function split(config: Config['keys'], [folder]: string[]): Promise<string> {
  if (folder === undefined) throw new Refused('Say where the two parts go: npm run keys -- split <folder>');
  const [key] =
    config.masterKey === undefined ? await readMasterKeys(config.masterKeyFile) : [parseMasterKey(config.masterKey)];
  if (!key || config.keyServer !== undefined)
    throw new Refused('There is no master key here to make parts of: a key server has its own way.');
  const parts = splitMasterKey(key);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const day = new Date().toISOString().slice(0, 10);
  for (const [n, part] of parts.entries()) {
    const file = join(folder, `lesblik-${key.id}-part-${n + 1}.txt`);
    await writeFile(file, page(n + 1, key, part, day), { mode: 0o600, flag: 'wx' });
  }
  return `Two parts lie in ${folder}. Print each, give it to another person, and remove the files.`;
}
