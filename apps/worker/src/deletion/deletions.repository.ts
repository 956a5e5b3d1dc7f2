import { Inject, Injectable } from '@nestjs/common';
import type { JournalEntry } from '@lesblik/server/deletion/journal';
import { removeRows } from '@lesblik/server/deletion/rows';
import type { Found } from '@lesblik/server/storage/storage';
import { DeletionReason, SignedCertificate } from '@lesblik/shared/deletions';
import { CommentsAfter, RecordingOrigin } from '@lesblik/shared/recordings';
import { sql } from 'kysely';
import { type Clock, CLOCK, type Database, DATABASE } from '../base/tokens.ts';

/** What is noted as done of an order, in this order. */
const steps = ['journalledAt', 'keyDestroyedAt', 'erasedAt', 'rowsGoneAt'] as const;
export type Step = (typeof steps)[number];

export interface Order extends JournalEntry {
  done: Record<Step, Date | null>;
  certified: boolean;
}

@Injectable()
export class DeletionsRepository {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async find(recordingId: string): Promise<Order | undefined> {
    const row = await this.db
      .selectFrom('deletionOrder')
      .selectAll()
      .where('recordingId', '=', recordingId)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    const { organisationId, ownerId, recordedOn, askedBy, orderedAt, certificate, certifiedAt } = row;
    return {
      version: 1,
      ...{ recordingId, organisationId, ownerId, recordedOn, askedBy },
      origin: RecordingOrigin.parse(row.origin),
      reason: DeletionReason.parse(row.reason),
      comments: CommentsAfter.parse(row.comments),
      orderedAt: orderedAt.toISOString(),
      certificate: certificate === null ? null : SignedCertificate.parse(certificate),
      done: Object.fromEntries(steps.map((step) => [step, row[step]])) as Order['done'],
      certified: certifiedAt !== null,
    };
  }

  /** Orders that are not at their end: `erased` to be certified, the others to be gone on with. */
  async open(): Promise<{ recordingId: string; erased: boolean }[]> {
    return this.db
      .selectFrom('deletionOrder')
      .select(['recordingId', sql<boolean>`rows_gone_at is not null`.as('erased')])
      .where('certifiedAt', 'is', null)
      .orderBy('orderedAt')
      .execute();
  }

  /** Runs alone among those who begin, clear away or delete the same recording. */
  async alone(recordingId: string, work: () => Promise<void>): Promise<void> {
    await this.db.transaction().execute(async (trx) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${`media.${recordingId}`}, 0))`.execute(trx);
      await work();
    });
  }

  /** The first time counts. */
  async note(recordingId: string, step: Step): Promise<void> {
    await this.db
      .updateTable('deletionOrder')
      .set((eb) => ({ [step]: eb.fn.coalesce(step, eb.val(this.#now())), problem: null }))
      .where('recordingId', '=', recordingId)
      .execute();
  }

  async noteProblem(recordingId: string, problem: string): Promise<void> {
    await this.db.updateTable('deletionOrder').set({ problem }).where('recordingId', '=', recordingId).execute();
  }

  async record(recordingId: string, found: readonly Found[]): Promise<void> {
    await this.db
      .insertInto('deletionObject')
      .values(found.map((one) => ({ recordingId, ...one })))
      .onConflict((on) => on.doNothing())
      .execute();
  }

  async recorded(recordingId: string): Promise<Found[]> {
    return this.db
      .selectFrom('deletionObject')
      .select(['key', 'bytes', 'sha256'])
      .where('recordingId', '=', recordingId)
      .orderBy('key')
      .orderBy('sha256')
      .execute();
  }

  async removeRows(recordingId: string): Promise<void> {
    await this.db.transaction().execute((tx) => removeRows(tx, recordingId));
  }

  /** Somebody is at this moment sending a film to it, though nobody may any more. */
  async isBeingSent(recordingId: string): Promise<boolean> {
    const row = await this.db
      .selectFrom('uploadLease')
      .select('uploadId')
      .where('uploadId', 'like', `${recordingId}.%`)
      .where('until', '>', sql<Date>`now()`)
      .executeTakeFirst();
    return row !== undefined;
  }

  async schoolName(organisationId: string): Promise<string> {
    const row = await this.db
      .selectFrom('organisation')
      .select('name')
      .where('id', '=', organisationId)
      .executeTakeFirst();
    return row?.name ?? '';
  }

  /** How far the chain of the access log has come. */
  async lastOfLog(): Promise<{ number: number; hash: string; at: string } | null> {
    const row = await this.db
      .selectFrom('auditLink')
      .select(['number', 'hash', 'linkedAt'])
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row === undefined
      ? null
      : { number: row.number, hash: row.hash.toString('hex'), at: row.linkedAt.toISOString() };
  }

  /** The end: the certificate names every object, so that the list of them is not needed any more. */
  async certified(recordingId: string, certificate: SignedCertificate): Promise<void> {
    await this.db.transaction().execute(async (tx) => {
      await tx
        .updateTable('deletionOrder')
        .set({ certificate: JSON.stringify(certificate), certifiedAt: this.#now(), problem: null })
        .where('recordingId', '=', recordingId)
        .execute();
      await tx.deleteFrom('deletionObject').where('recordingId', '=', recordingId).execute();
    });
  }

  #now(): Date {
    return new Date(this.clock.now());
  }
}
