import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import { endDay } from '@lesblik/server/database/expressions';
import { isThere } from '@lesblik/server/database/recording-sql';
import { dayOf, latestKeepUntil, movedKeepUntil } from '@lesblik/shared/keep-until';
import { AuditLogService } from '../audit-log/audit-log.service.ts';
import { CLOCK } from '../base/tokens.ts';

/** Lessons are kept some days after the end of their trajectory: where that moves, so does their last day. */
@Injectable()
export class LessonTerms {
  constructor(
    private readonly log: AuditLogService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Locks the trajectory's lessons, before the trajectory itself is: whoever looks at a lesson apart, or shares a recorded
   * call, locks in that order too, and of recordings the calls first.
   */
  async hold(tx: Database, trajectoryId: string): Promise<void> {
    await this.#lessons(tx, trajectoryId);
  }

  /** @param change that may move the trajectory's end, in the same transaction */
  async follow(tx: Database, trajectoryId: string, byId: string, change: () => Promise<void>): Promise<void> {
    const before = await this.#end(tx, trajectoryId);
    await change();
    const after = await this.#end(tx, trajectoryId);
    if (after === before) return;
    const today = dayOf(new Date(this.clock.now()));
    for (const row of await this.#lessons(tx, trajectoryId)) {
      const { id, organisationId, keepUntil, recordedOn } = row;
      const latest = latestKeepUntil({ recordedOn, addedOn: dayOf(row.createdAt), trajectoryEnd: after }, row);
      const moved = movedKeepUntil(keepUntil, row.keepUntilChosen, latest, today);
      // Who agreed to being recorded in a call was told until when.
      if (moved === keepUntil || (row.origin === 'review_call' && moved > keepUntil)) continue;
      await tx.updateTable('recording').set({ keepUntil: moved }).where('id', '=', id).execute();
      const entry = { organisationId, recordingId: id, actorId: byId, detail: 'trajectory_end' };
      await this.log.record({ ...entry, kind: 'described' }, tx);
    }
  }

  async #end(tx: Database, trajectoryId: string): Promise<string> {
    const { end } = await tx
      .selectFrom('trajectory as t')
      .select(endDay('t').as('end'))
      .where('t.id', '=', trajectoryId)
      .executeTakeFirstOrThrow();
    return end;
  }

  #lessons(tx: Database, trajectoryId: string) {
    return tx
      .selectFrom('recording as r')
      .innerJoin('organisation as o', 'o.id', 'r.organisationId')
      .select(['r.id', 'r.organisationId', 'r.keepUntil', 'r.createdAt', 'r.recordedOn', 'r.origin'])
      .select(['r.keepUntilChosen', 'o.keepDays', 'o.keepMonths'])
      .where('r.trajectoryId', '=', trajectoryId)
      .where('r.state', '<>', 'deleting')
      .where(isThere)
      .orderBy('r.origin')
      .orderBy('r.id')
      .forNoKeyUpdate('r')
      .execute();
  }
}
