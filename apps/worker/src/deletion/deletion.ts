import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '@lesblik/server/config';
import { signCertificate } from '@lesblik/server/deletion/certificate';
import { DeletionJournal, JournalEntry } from '@lesblik/server/deletion/journal';
import { SigningKeys } from '@lesblik/server/deletion/signing-keys';
import { EncryptedStorage, type Found } from '@lesblik/server/storage/storage';
import type { Certificate } from '@lesblik/shared/deletions';
import { type Clock, CLOCK, CONFIG } from '../base/tokens.ts';
import { Scratch } from '../base/scratch.ts';
import { ExportEnds } from '../exports/export-ends.ts';
import { ClearAway } from '../pipeline/clear-away.ts';
import { DeletionsRepository, type Order } from './deletions.repository.ts';

/** Other processes may use a key for 5 s after it was destroyed: what they still wrote is there by then. */
const QUIET_MS = 10_000;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * An order carried out, step by step. Whoever dies in between leaves what was noted; whatever was done and not noted can be
 * done again.
 */
@Injectable()
export class Deletion {
  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'keys'>,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly storage: EncryptedStorage,
    private readonly journal: DeletionJournal,
    private readonly signing: SigningKeys,
    private readonly scratch: Scratch,
    private readonly exports: ExportEnds,
    private readonly clearAway: ClearAway,
    private readonly repository: DeletionsRepository,
  ) {}

  /** The key first, then every object, then the rows. */
  async carryOut(recordingId: string): Promise<void> {
    const order = await this.repository.find(recordingId);
    if (order === undefined || order.certified) return;
    // Outside the database before anything is gone: a backup of it knows nothing of this.
    if ((await this.journal.find(recordingId)) === undefined) await this.journal.write(JournalEntry.parse(order));
    await this.repository.note(recordingId, 'journalledAt');
    await this.storage.destroyKey(recordingId);
    await this.repository.note(recordingId, 'keyDestroyedAt');
    await this.#erase(recordingId);
    await this.repository.note(recordingId, 'erasedAt');
    await this.clearAway.work(recordingId);
    await this.repository.removeRows(recordingId);
    await this.repository.note(recordingId, 'rowsGoneAt');
  }

  /** How long until it can be certified. */
  async waitMs(recordingId: string): Promise<number> {
    const since = (await this.repository.find(recordingId))?.done.keyDestroyedAt?.getTime() ?? 0;
    return Math.max(0, since + QUIET_MS - this.clock.now());
  }

  /** @returns false when something was stored, or could be: it is gone now, and to be looked at again */
  async certify(recordingId: string): Promise<boolean> {
    const order = await this.repository.find(recordingId);
    if (order === undefined || order.certified) return true;
    if ((await this.repository.isBeingSent(recordingId)) || (await this.storage.holdsAnything(recordingId))) {
      await this.#erase(recordingId);
      return false;
    }
    // One that was signed stays, also where a backup that was put back had to be deleted once more.
    const known = (await this.journal.find(recordingId))?.certificate ?? order.certificate;
    const certificate = known ?? (await signCertificate(this.signing, await this.#certificate(order)));
    await this.journal.write({ ...JournalEntry.parse(order), certificate });
    await this.repository.certified(recordingId, certificate);
    return true;
  }

  async #erase(recordingId: string): Promise<void> {
    const record = (found: Found[]) => this.repository.record(recordingId, found);
    await this.exports.without(recordingId, record);
    await this.storage.deleteRecording(recordingId, record);
    await this.scratch.sweep(this.clock.now());
  }

  async #certificate(order: Order): Promise<Omit<Certificate, 'keyId'>> {
    const { recordingId: id, organisationId, recordedOn, origin, askedBy, reason, comments, orderedAt, done } = order;
    const found = (await this.repository.recorded(id)).toSorted((a, b) => (a.key < b.key ? -1 : 1));
    const [keyDestroyedAt, erasedAt] = [done.keyDestroyedAt, done.erasedAt];
    if (keyDestroyedAt === null || erasedAt === null) throw new Error(`${id} is to be certified before it is deleted`);
    return {
      ...{ version: 2, what: 'lesblik.deletion' },
      school: { id: organisationId, name: await this.repository.schoolName(organisationId) },
      recording: { id, recordedOn, origin },
      ...{ askedBy, why: reason, comments, orderedAt },
      ...{ keyDestroyedAt: keyDestroyedAt.toISOString(), erasedAt: erasedAt.toISOString() },
      objects: found.flatMap(({ key, bytes, sha256 }) =>
        bytes === null || sha256 === null ? [] : [{ key, bytes, sha256 }],
      ),
      rests: found.filter(({ sha256 }) => sha256 === null).map(({ key }) => key),
      noKeyInBackupsFrom: this.#noKeyFrom(keyDestroyedAt),
      log: await this.repository.lastOfLog(),
      issuedAt: new Date(this.clock.now()).toISOString(),
    };
  }

  /** A backup of the day on which it was destroyed ends with the first one that is made after so many whole days. */
  #noKeyFrom(destroyedAt: Date): string {
    return new Date(destroyedAt.getTime() + (this.config.keys.backupDays + 1) * DAY_MS).toISOString().slice(0, 10);
  }
}
