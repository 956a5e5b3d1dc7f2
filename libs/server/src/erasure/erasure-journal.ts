import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Id, Instant } from '@lesblik/shared/common';
import { z } from 'zod';
import type { Database } from '../database/database.ts';
import { deletionFolders } from '../deletion/open-deletion.ts';
import { unlessMissing } from '../error-code.ts';
import { syncFolder } from '../sync-folder.ts';
import { erasePerson } from './erase-person.ts';

const ErasureEntry = z.object({ version: z.literal(1), personId: Id, erasedAt: Instant });

/** Who was erased, by number: a small file each, beside the keys. A database of last week does not bring them back. */
export class ErasureJournal {
  readonly #dir: string;

  constructor(dir: string) {
    this.#dir = dir;
  }

  async write(personId: string, erasedAt: Date): Promise<void> {
    await mkdir(this.#dir, { recursive: true, mode: 0o700 });
    const half = join(this.#dir, `${personId}.${randomUUID()}.half`);
    const entry: z.infer<typeof ErasureEntry> = { version: 1, personId, erasedAt: erasedAt.toISOString() };
    await writeFile(half, JSON.stringify(entry), { mode: 0o600, flush: true });
    await rename(half, join(this.#dir, `${personId}.json`));
    await syncFolder(this.#dir);
  }

  async all(): Promise<Map<string, Date>> {
    const names = (await unlessMissing(readdir(this.#dir))) ?? [];
    const erased = new Map<string, Date>();
    for (const name of names.filter((one) => one.endsWith('.json'))) {
      const entry = ErasureEntry.parse(JSON.parse(await readFile(join(this.#dir, name), 'utf8')));
      erased.set(entry.personId, new Date(entry.erasedAt));
    }
    return erased;
  }
}

export const openErasures = (keysDir: string): ErasureJournal =>
  new ErasureJournal(join(keysDir, deletionFolders.erasures));

/**
 * Whom the journal knows to be erased is erased again, before anybody can look; and whom the database knows and the journal
 * does not, because a process ended in between, is written down. Asked at every start, for not every restore is ours.
 * @returns how many the database did not know any more
 */
export async function replayErasures(db: Database, journal: ErasureJournal): Promise<number> {
  const known = await journal.all();
  let forgotten = 0;
  for (const [personId, at] of known) {
    const erased = await db.transaction().execute((tx) => erasePerson(tx, { personId, askedBy: null, at }));
    if (erased !== undefined) forgotten += 1;
  }
  const rows = await db.selectFrom('person').select(['id', 'erasedAt']).where('erasedAt', 'is not', null).execute();
  for (const { id, erasedAt } of rows) if (erasedAt !== null && !known.has(id)) await journal.write(id, erasedAt);
  return forgotten;
}
