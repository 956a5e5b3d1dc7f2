import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Config } from './config.ts';

/** The secret that signs session cookies: given, or made once and kept where only this system user reads it. */
export async function authSecret({ secret, secretFile }: Config['auth']): Promise<string> {
  if (secret !== undefined) return secret;
  await mkdir(dirname(secretFile), { recursive: true });
  try {
    await writeFile(secretFile, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return (await readFile(secretFile, 'utf8')).trim();
}
