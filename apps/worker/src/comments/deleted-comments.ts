import { emptied, UNDO_MS } from '@lesblik/server/comments/deleted';
import { Inject, Injectable } from '@nestjs/common';
import { type Clock, CLOCK, type Database, DATABASE } from '../base/tokens.ts';

/** Whoever brings one back in the last second has it whole, on a machine whose clock runs behind too. */
const SPARE_MS = 60_000;

/** Their words go when their author can no longer bring them back. */
@Injectable()
export class DeletedComments {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async empty(): Promise<void> {
    await this.db
      .updateTable('comment')
      .set(emptied)
      .where('deletedAt', '<', new Date(this.clock.now() - UNDO_MS - SPARE_MS))
      .where('text', '<>', '')
      .execute();
  }
}
