import { randomBytes } from 'node:crypto';
import { mkdir, open, opendir, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DeletionReason, SignedCertificate } from '@lesblik/shared/deletions';
import { Day, Id, Instant } from '@lesblik/shared/common';
import { CommentsAfter, RecordingOrigin } from '@lesblik/shared/recordings';
import { z } from 'zod';
import { unlessMissing } from '../error-code.ts';
import { syncFolder } from '../sync-folder.ts';

/** One deletion, as it is known outside the database. */
export const JournalEntry = z.object({
  version: z.literal(1),
  recordingId: Id,
  organisationId: Id,
  ownerId: Id,
  recordedOn: Day,
  origin: RecordingOrigin,
  askedBy: Id.nullable(),
  reason: DeletionReason,
  comments: CommentsAfter,
  orderedAt: Instant,
  certificate: SignedCertificate.nullable(),
});
export type JournalEntry = z.infer<typeof JournalEntry>;

/**
 * Every deletion that was begun, a small file each, beside the keys and not in the database: with it a database, keys and
 * objects of last week do not bring back what was deleted since.
 */
export class DeletionJournal {
  readonly #dir: string;

  constructor(dir: string) {
    this.#dir = dir;
  }

  /** In place of what it said of that recording; it survives a loss of power. */
  async write(entry: JournalEntry): Promise<void> {
    const path = this.#path(entry.recordingId);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const half = `${path}.${randomBytes(8).toString('hex')}`;
    const file = await open(half, 'wx', 0o600);
    try {
      await file.writeFile(JSON.stringify(entry));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(half, path);
    await syncFolder(dirname(path));
    await syncFolder(this.#dir);
  }

  async find(recordingId: string): Promise<JournalEntry | undefined> {
    const text = await unlessMissing(readFile(this.#path(recordingId), 'utf8'));
    return text === undefined ? undefined : JournalEntry.parse(JSON.parse(text));
  }

  async *all(): AsyncGenerator<JournalEntry> {
    const folder = await unlessMissing(opendir(this.#dir, { recursive: true }));
    if (folder === undefined) return;
    for await (const entry of folder) {
      if (!entry.isFile() || !entry.name.endsWith('.json')) continue;
      yield JournalEntry.parse(JSON.parse(await readFile(join(entry.parentPath, entry.name), 'utf8')));
    }
  }

  #path(recordingId: string): string {
    return join(this.#dir, recordingId.slice(0, 2), `${recordingId}.json`);
  }
}
