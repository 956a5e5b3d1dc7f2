import { join } from 'node:path';
import { DeletionJournal } from './journal.ts';
import { SigningKeys } from './signing-keys.ts';

/** What lies beside the keys about deletions; a backup of the keys has it too. */
export const deletionFolders = { journal: 'deletions', erasures: 'erasures', signing: 'signing' } as const;

export const openJournal = (keysDir: string): DeletionJournal =>
  new DeletionJournal(join(keysDir, deletionFolders.journal));

export const openSigningKeys = (keysDir: string): SigningKeys =>
  new SigningKeys(join(keysDir, deletionFolders.signing));
