import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import { CLOCK, DATABASE } from '../base/tokens.ts';
import { readable } from '@lesblik/server/database/watchable';

/** Whole milliseconds on the lesson; a moment has no end. */
interface Span {
  startMs: number;
  endMs: number | null;
}

export interface ShownMoment extends Span {
  recordingId: string;
  commentId: string | null;
}

@Injectable()
export class ShownMomentsRepository {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Where a comment that this person may read stands on that lesson. */
  commentAt(
    personId: string,
    recordingId: string,
    commentId: string,
  ): Promise<(Span & { sealed: boolean }) | undefined> {
    return this.db
      .selectFrom('comment as c')
      .innerJoin('recording as r', 'r.id', 'c.recordingId')
      .select(['c.startMs', 'c.endMs', 'c.sealed'])
      .where('c.id', '=', commentId)
      .where('r.id', '=', recordingId)
      .where(readable(personId, new Date(this.clock.now())))
      .executeTakeFirst();
  }
}
