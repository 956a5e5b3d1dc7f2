import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { LogHeads } from '@lesblik/server/audit/heads';
import type { Config } from '@lesblik/server/config';
import { unlessMissing } from '@lesblik/server/error-code';
import { deletionFolders } from '@lesblik/server/deletion/open-deletion';
import { keysBackupsBeside, madeAt } from './deletions-copy.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** In a backup of keys: until when it is kept. Certificates rest on it, so that no later setting makes it longer. */
const KEPT_UNTIL = 'kept-until';

/**
 * The wrapped key of every recording, the master key where it lies in a file, the secret that second factors are sealed
 * with, what was deleted, and what signs certificates. What the environment gives is the environment's to keep.
 */
export async function copySecrets(
  { keys, auth }: Pick<Config, 'keys' | 'auth'>,
  folder: string,
  now: number,
): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(join(folder, KEPT_UNTIL), new Date(now + keys.backupDays * DAY_MS).toISOString());
  const copies = [
    ...['recordings', ...Object.values(deletionFolders)].map((name) => [join(keys.dir, name), name]),
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

/** A key that was destroyed is in no backup of keys after so many days. @returns how many went */
export async function forgetOldKeys(
  folder: string,
  { backupDays }: Pick<Config['keys'], 'backupDays'>,
  now: number,
): Promise<number> {
  let forgotten = 0;
  for (const one of await keysBackupsBeside(folder)) {
    const [made, until] = [madeAt(one)?.getTime(), Date.parse((await keptUntil(one)) ?? '')];
    if (!(until < now) && !(made !== undefined && made < now - backupDays * DAY_MS)) continue;
    await rm(one, { recursive: true });
    forgotten += 1;
  }
  return forgotten;
}

const keptUntil = (folder: string) => unlessMissing(readFile(join(folder, KEPT_UNTIL), 'utf8'));

/**
 * @param deleted recordings whose keys stay away
 * @param later folders of keys that were in use after this backup: how far the log had come by then is in theirs
 */
export async function restoreSecrets(
  { keys, auth }: Config,
  folder: string,
  deleted: ReadonlySet<string>,
  later: readonly string[],
): Promise<void> {
  const copies = [
    ['recordings', join(keys.dir, 'recordings')],
    ['master.key', keys.masterKeyFile],
    [basename(auth.secretFile), auth.secretFile],
  ] as const;
  for (const [name, to] of copies) {
    if (!existsSync(join(folder, name))) continue;
    await mkdir(dirname(to), { recursive: true, mode: 0o700 });
    // A half written key bears its recording's id too.
    const filter = (from: string): boolean => !deleted.has(basename(from).replace(/\.json.*$/, ''));
    await cp(join(folder, name), to, { recursive: true, errorOnExist: true, force: false, filter });
  }
  // A signing key that was made or replaced since still has to verify what it signed: those of all folders at hand.
  for (const one of [...(await keysBackupsBeside(folder)), ...later]) {
    const from = join(one, deletionFolders.signing);
    if (existsSync(from)) await cp(from, join(keys.dir, deletionFolders.signing), { recursive: true, force: false });
  }
  // Where there are heads already they may be later ones, and tell what this backup has not.
  for (const one of [...later, folder]) {
    const heads = join(one, HEADS);
    if (existsSync(heads)) await cp(heads, new LogHeads(keys).folder, { recursive: true, force: false });
  }
}
