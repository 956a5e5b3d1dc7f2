import { Injectable } from '@nestjs/common';
import { type AuditEntry, AuditKind, type auditLogRoutes, type LogFilter } from '@lesblik/shared/audit-log';
import type { PersonRef } from '@lesblik/shared/common';
import type { Input } from '@lesblik/shared/route';
import { z } from 'zod';
import { decodeCursor, pageOf } from '../base/cursor.ts';
import { RecordingAccessService } from '../recordings/recording-access.service.ts';
import { SittingsService } from '../recordings/sittings.service.ts';
import { AuditLogRepository, type AuditRow, type LogScope } from './audit-log.repository.ts';

const PlaceInLog = z.object({ id: z.uuid() });
const AT_ONCE = 500;

/** The log as its owner reads it; nobody else does. */
@Injectable()
export class LogReadingService {
  constructor(
    private readonly access: RecordingAccessService,
    private readonly sittings: SittingsService,
    private readonly repository: AuditLogRepository,
  ) {}

  /** Of one recording, or of all one's own where none is named. @throws Problem not_found, not_allowed */
  async list(me: string, recordingId: string | undefined, query: Input<typeof auditLogRoutes.list>['query']) {
    const scope = await this.scope(me, recordingId);
    const { cursor, limit, ...filter } = query;
    const after = cursor === undefined ? undefined : decodeCursor(cursor, PlaceInLog).id;
    if (after === undefined) await this.sittings.writeOf(scope);
    const rows = await this.repository.list(scope, filter, { after, limit });
    return pageOf(rows, limit, ({ id }) => ({ id }), present);
  }

  async people(me: string, recordingId: string | undefined): Promise<{ items: PersonRef[] }> {
    return { items: await this.repository.people(await this.scope(me, recordingId)) };
  }

  /** All of it, a few hundred at a time; who may read it is asked before the first. */
  async all(me: string, recordingId: string | undefined, filter: LogFilter): Promise<AsyncIterable<AuditEntry[]>> {
    const scope = await this.scope(me, recordingId);
    await this.sittings.writeOf(scope);
    return this.pages(scope, filter);
  }

  private async *pages(scope: LogScope, filter: LogFilter): AsyncGenerator<AuditEntry[]> {
    for (let after: string | undefined; ;) {
      const rows = await this.repository.list(scope, filter, { after, limit: AT_ONCE });
      const some = rows.slice(0, AT_ONCE);
      yield some.map(present);
      if (rows.length <= AT_ONCE) return;
      after = some.at(-1)?.id;
    }
  }

  private async scope(me: string, recordingId: string | undefined): Promise<LogScope> {
    if (recordingId === undefined) return { ownerId: me };
    await this.access.assertMay(me, 'read_log', recordingId);
    return { recordingId };
  }
}

function present(row: AuditRow): AuditEntry {
  return {
    id: row.id,
    at: row.at.toISOString(),
    recording: { id: row.recordingId, title: row.title },
    kind: AuditKind.parse(row.kind),
    actor: row.actorId === null ? null : { id: row.actorId, name: row.actorName ?? '' },
    subject: row.subjectId === null ? null : { id: row.subjectId, name: row.subjectName ?? '' },
    startMs: row.startMs,
    endMs: row.endMs,
    until: row.until?.toISOString() ?? null,
    mayComment: row.mayComment,
    detail: row.detail,
    device: row.device,
  };
}
