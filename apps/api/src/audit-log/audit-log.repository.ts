import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@lesblik/server/database/database';
import type { AuditKind } from '@lesblik/shared/audit-log';
import { DATABASE } from '../base/tokens.ts';

@Injectable()
export class AuditLogRepository {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  /** Newest first, of one recording of one school; one row more than `limit`, where there is one. */
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
      .$if(page.before !== undefined, (q) => q.where('e.sequence', '<', page.before as number))
      .orderBy('e.sequence', 'desc')
      .limit(page.limit + 1)
      .execute();
  }
}

export type AuditRow = Awaited<ReturnType<AuditLogRepository['list']>>[number];
