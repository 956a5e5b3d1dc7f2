import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { unlessMissing } from '@lesblik/server/error-code';
import { DeletionJournal } from '@lesblik/server/deletion/journal';
import { ErasureJournal, openErasures } from '@lesblik/server/erasure/erasure-journal';
import { deletionFolders, openJournal } from '@lesblik/server/deletion/open-deletion';

/** The name of a backup, and of its keys: when it was made, in universal time. */
const MADE = /^lesblik-(\d{4}-\d{2}-\d{2})T(\d{2})(\d{2})(\d{2})$/;

export function madeAt(folder: string): Date | undefined {
  const [, day, hours, minutes, seconds] = MADE.exec(basename(folder)) ?? [];
  return day === undefined ? undefined : new Date(`${day}T${hours}:${minutes}:${seconds}Z`);
}

/** All backups of keys that lie beside this one, this one too. */
export async function keysBackupsBeside(folder: string): Promise<string[]> {
  const root = dirname(folder);
  const names = (await unlessMissing(readdir(root))) ?? [];
  const beside = names.filter((name) => madeAt(name) !== undefined).map((name) => join(root, name));
  return [...new Set([folder, ...beside])];
}

/**
 * What was ever deleted, from every place that tells of it: where the keys are now, all backups of keys at hand, and
 * journals that are named. Written where the keys are now.
 * @returns the recordings
 */
export async function gatherJournals(keysDir: string, folders: readonly string[]): Promise<Set<string>> {
  const here = openJournal(keysDir);
  for (const folder of folders) {
    for await (const entry of new DeletionJournal(folder).all()) {
      const known = await here.find(entry.recordingId);
      if (known === undefined || (known.certificate === null && entry.certificate !== null)) await here.write(entry);
    }
  }
  const all = new Set<string>();
  for await (const { recordingId } of here.all()) all.add(recordingId);
  return all;
}

/** Likewise who was ever erased. @param folders backups of keys */
export async function gatherErasures(keysDir: string, folders: readonly string[]): Promise<void> {
  const here = openErasures(keysDir);
  const known = await here.all();
  for (const folder of folders) {
    for (const [personId, at] of await new ErasureJournal(join(folder, deletionFolders.erasures)).all())
      if (!known.has(personId)) await here.write(personId, at);
  }
}

export const journalIn = (keysBackup: string): string => join(keysBackup, deletionFolders.journal);
