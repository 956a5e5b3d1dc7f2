import { realpathSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import type { Config } from '../config.ts';

/**
 * Whoever takes the data folder of a school takes the master key with it: what to tell its administrator, or undefined where
 * the key lies apart.
 */
export function masterKeyBesideData({ mode, dataDir, keys }: Config): string | undefined {
  if (mode !== 'serve' || keys.masterKey !== undefined || keys.keyServer !== undefined) return undefined;
  const way = relative(real(dataDir), real(dirname(keys.masterKeyFile)));
  if (way === '..' || way.startsWith('../')) return undefined;
  return `The master key lies beside the data it protects (${keys.masterKeyFile}): one copy of that folder opens every lesson. Move the file elsewhere and name it in MASTER_KEY_FILE.`;
}

/** Links are followed; a folder that is not there yet stays what it is called. */
function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
