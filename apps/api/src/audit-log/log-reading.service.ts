import { Injectable } from '@nestjs/common';
import { type AuditEntry, AuditKind, type auditLogRoutes } from '@lesblik/shared/audit-log';
import type { Input } from '@lesblik/shared/route';
import { z } from 'zod';
import { decodeCursor, pageOf } from '../base/cursor.ts';
import { RecordingAccessService } from '../recordings/recording-access.service.ts';
import { SittingsService } from '../recordings/sittings.service.ts';
import { AuditLogRepository, type AuditRow } from './audit-log.repository.ts';

const PlaceInLog = z.object({ sequence: z.int() });

/** The log as its owner reads it; nobody else does. */
@Injectable()
export class LogReadingService {
  constructor(
    private readonly access: RecordingAccessService,
    private readonly sittings: SittingsService,
    private readonly repository: AuditLogRepository,
  ) {}

  async list(me: string, recordingId: string, query: Input<typeof auditLogRoutes.list>['query']) {
    const { organisationId } = await this.access.assertMay(me, 'read_log', recordingId);
    const { cursor, kind, limit } = query;
    const before = cursor === undefined ? undefined : decodeCursor(cursor, PlaceInLog).sequence;
    if (before === undefined) await this.sittings.writeOf(recordingId);
    const rows = await this.repository.list({ organisationId, recordingId }, { kind, before, limit });
    return pageOf(rows, limit, ({ sequence }) => ({ sequence }), present);
  }
}

function present(row: AuditRow): AuditEntry {
  return {
    id: row.id,
    at: row.at.toISOString(),
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
