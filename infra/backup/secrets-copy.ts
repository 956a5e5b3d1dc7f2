import { existsSync } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { LogHeads } from '@lesblik/server/audit/heads';
import type { Config } from '@lesblik/server/config';

/**
 * The wrapped key of every recording, the master key where it lies in a file, and the secret that second factors are
 * sealed with. Those that the environment gives are the environment's to keep.
 */
export async function copySecrets({ keys, auth }: Config, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const copies = [
    [join(keys.dir, 'recordings'), 'recordings'],
    ...(keys.masterKey === undefined ? [[keys.masterKeyFile, 'master.key']] : []),
    ...(auth.secret === undefined ? [[auth.secretFile, basename(auth.secretFile)]] : []),
  ] as const;
  for (const [from = '', name = ''] of copies) {
    if (existsSync(from)) await cp(from, join(folder, name), { recursive: true });
  }
}

const HEADS = 'log-heads';

/** The signed heads of the access log: before the database is copied, so that none is ahead of the log in that copy. */
export async function copyLogHeads({ keys }: Config, folder: string): Promise<void> {
  const from = new LogHeads(keys).folder;
  if (existsSync(from)) await cp(from, join(folder, HEADS), { recursive: true });
}

export async function restoreSecrets({ keys, auth }: Config, folder: string): Promise<void> {
  const copies = [
    ['recordings', join(keys.dir, 'recordings')],
    ['master.key', keys.masterKeyFile],
    [basename(auth.secretFile), auth.secretFile],
  ] as const;
  for (const [name, to] of copies) {
    if (!existsSync(join(folder, name))) continue;
    await mkdir(dirname(to), { recursive: true, mode: 0o700 });
    await cp(join(folder, name), to, { recursive: true, errorOnExist: true, force: false });
  }
  // Where there are heads already they may be later ones, and tell what this backup has not.
  const heads = join(folder, HEADS);
  if (existsSync(heads)) await cp(heads, new LogHeads(keys).folder, { recursive: true, force: false });
}
