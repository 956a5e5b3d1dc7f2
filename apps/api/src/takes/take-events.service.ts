import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@lesblik/server/database/database';
import type { TakeEvent } from '@lesblik/server/takes/take-event';
import { AuditLogService } from '../audit-log/audit-log.service.ts';
import { DATABASE } from '../base/tokens.ts';
import { TakesRepository } from './takes.repository.ts';

/** What the film of a call is to show, as it happens. */
@Injectable()
export class TakeEventsService {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    private readonly log: AuditLogService,
    private readonly repository: TakesRepository,
  ) {}

  /** No film shows a lesson of which it is not known that it does. */
  async add(takeId: string, atMs: number, event: TakeEvent): Promise<void> {
    await this.db.transaction().execute(async (tx) => {
      await this.repository.addEvent(takeId, atMs, event, tx);
      if (event.kind !== 'playhead' || event.playhead === null) return;
      const shown = await this.repository.showLesson(takeId, event.playhead.recordingId, tx);
      const entries = shown.map(({ callId, ...lesson }) => ({
        ...{
          ...lesson,
          kind: 'recorded_in_call' as const,
          onceKey: `recorded_in_call.${callId}.${lesson.recordingId}`,
        },
      }));
      await this.log.record(entries, tx);
    });
  }
}
