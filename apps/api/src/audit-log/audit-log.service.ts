import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import type { AuditKind } from '@lesblik/shared/audit-log';
import { CLOCK, DATABASE } from '../base/tokens.ts';

export interface NewAuditEntry {
  organisationId: string;
  recordingId: string;
  kind: AuditKind;
  actorId: string | null;
  /** The person a grant is about. */
  subjectId?: string;
  startMs?: number;
  endMs?: number;
  until?: Date;
  mayComment?: boolean;
  /** What was refused, or which fields were described. */
  detail?: string;
  device?: string;
  /** What could be repeated without end is logged once per this key. */
  onceKey?: string;
}

/** Writes the access log. It only grows: an entry that a transaction must not lose is written with that transaction. */
@Injectable()
export class AuditLogService {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async record(entries: NewAuditEntry | NewAuditEntry[], db: Database = this.db): Promise<void> {
    // By the clock that also tells when something was played: the log is read in the order of these times.
    const at = new Date(this.clock.now());
    const values = [entries].flat().map((entry) => ({ ...entry, at }));
    if (values.length === 0) return;
    await db
      .insertInto('auditEntry')
      .values(values)
      .onConflict((on) => on.column('onceKey').doNothing())
      .execute();
  }
}
