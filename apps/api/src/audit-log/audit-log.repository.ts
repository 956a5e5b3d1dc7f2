import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@lesblik/server/database/database';
import type { AuditKind } from '@lesblik/shared/audit-log';
import { sql } from 'kysely';
import { DATABASE } from '../base/tokens.ts';

@Injectable()
export class AuditLogRepository {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  /**
   * What happened last first, of one recording of one school; one row more than `limit`, where there is one. Parts that
   * were played are written later than they happened, so that the order of writing is not the order of the log.
   * @param page.before the `sequence` of the entry after which the page begins
   */
  list(
    { organisationId, recordingId }: { organisationId: string; recordingId: string },
    page: { kind?: AuditKind | undefined; before?: number | undefined; limit: number },
  ) {
    return this.db
      .selectFrom('auditEntry as e')
      .leftJoin('person as a', 'a.id', 'e.actorId')
      .leftJoin('person as s', 's.id', 'e.subjectId')
      .selectAll('e')
      .select(['a.name as actorName', 's.name as subjectName'])
      .where('e.organisationId', '=', organisationId)
      .where('e.recordingId', '=', recordingId)
      .$if(page.kind !== undefined, (q) => q.where('e.kind', '=', page.kind as AuditKind))
      .$if(page.before !== undefined, (q) =>
        q.where(
          sql<boolean>`(e.at, e.sequence) < (
            select b.at, b.sequence from audit_entry b
            where b.recording_id = ${recordingId} and b.sequence = ${page.before})`,
        ),
      )
      .orderBy('e.at', 'desc')
      .orderBy('e.sequence', 'desc')
      .limit(page.limit + 1)
      .execute();
  }
}

export type AuditRow = Awaited<ReturnType<AuditLogRepository['list']>>[number];
