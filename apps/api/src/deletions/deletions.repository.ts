import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@lesblik/server/database/database';
import { isoInstant } from '@lesblik/server/database/expressions';
import type { Deletion, DeletionReason } from '@lesblik/shared/deletions';
import { SignedCertificate } from '@lesblik/shared/deletions';
import type { CommentsAfter, RecordingOrigin } from '@lesblik/shared/recordings';
import { sql } from 'kysely';
import { DATABASE } from '../base/tokens.ts';

/** Where a page of the list ends. */
export interface PlaceInDeletions {
  at: string;
  id: string;
}

/** What was deleted, of its owner alone. */
@Injectable()
export class DeletionsRepository {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  /** The latest first; one row more than `limit`, where there is one. */
  list(ownerId: string, { after, limit }: { after: PlaceInDeletions | undefined; limit: number }) {
    return this.#of(ownerId)
      .select(sql<string>`ordered_at::text`.as('cursorTime'))
      .$if(after !== undefined, (q) =>
        q.where(sql<boolean>`(ordered_at, recording_id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`),
      )
      .orderBy('orderedAt', 'desc')
      .orderBy('recordingId', 'desc')
      .limit(limit + 1)
      .execute();
  }

  find(ownerId: string, recordingId: string): Promise<Deletion | undefined> {
    return this.#of(ownerId).where('recordingId', '=', recordingId).executeTakeFirst();
  }

  /** Undefined while it is not certified. */
  async certificate(ownerId: string, recordingId: string): Promise<SignedCertificate | undefined> {
    const row = await this.db
      .selectFrom('deletionOrder')
      .select('certificate')
      .where('ownerId', '=', ownerId)
      .where('recordingId', '=', recordingId)
      .where('certifiedAt', 'is not', null)
      .executeTakeFirst();
    return row && SignedCertificate.parse(row.certificate);
  }

  /** In hexadecimal; undefined where the log has no such number. */
  async logHash(number: number): Promise<string | undefined> {
    const row = await this.db.selectFrom('auditLink').select('hash').where('number', '=', number).executeTakeFirst();
    return row?.hash.toString('hex');
  }

  #of(ownerId: string) {
    return this.db
      .selectFrom('deletionOrder')
      .select((eb) => [
        ...(['recordingId', 'organisationId', 'recordedOn', 'problem'] as const),
        eb.ref('origin').$castTo<RecordingOrigin>().as('origin'),
        eb.ref('reason').$castTo<DeletionReason>().as('reason'),
        eb.ref('comments').$castTo<CommentsAfter>().as('comments'),
        isoInstant('ordered_at').as('orderedAt'),
        isoInstant<string | null>('key_destroyed_at').as('keyDestroyedAt'),
        isoInstant<string | null>('certified_at').as('certifiedAt'),
        sql<number | null>`case when certified_at is not null
          then jsonb_array_length(certificate->'certificate'->'objects') end`.as('objects'),
        sql<string | null>`case when certified_at is not null
          then certificate->'certificate'->>'noKeyInBackupsFrom' end`.as('noKeyInBackupsFrom'),
      ])
      .where('ownerId', '=', ownerId);
  }
}
