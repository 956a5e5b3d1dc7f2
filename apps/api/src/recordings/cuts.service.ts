import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import { wantCuts } from '@lesblik/server/media/cuts';
import { MediaWork } from '@lesblik/server/media/media-work';
import { type Range, SHORTEST_CUT_MS } from '@lesblik/shared/cuts';
import { Problem } from '@lesblik/shared/problems';
import { CLOCK, DATABASE } from '../base/tokens.ts';

/** What has to be made for those who are shown a part of a recording. */
@Injectable()
export class CutsService {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly work: MediaWork,
  ) {}

  /**
   * The range as it is kept: null where it is the whole lesson.
   * @throws Problem recording_not_ready while the lesson's length is not known, range_refused
   */
  kept(range: Range | null, durationMs: number | null): Range | null {
    if (range === null) return null;
    if (durationMs === null) throw new Problem('recording_not_ready');
    const { startMs, endMs } = range;
    if (endMs > durationMs || endMs - startMs < SHORTEST_CUT_MS) throw new Problem('range_refused', { durationMs });
    return startMs === 0 && endMs === durationMs ? null : range;
  }

  /**
   * With the transaction that changes who is shown what.
   * @returns what to do once it is committed: media workers begin
   */
  async want(recordingId: string, tx: Database): Promise<() => Promise<void>> {
    await wantCuts(tx, new Date(this.clock.now()), recordingId);
    return () => this.begin(recordingId);
  }

  private async begin(recordingId: string): Promise<void> {
    const unmade = await this.db
      .selectFrom('recordingCut')
      .select('id')
      .where('recordingId', '=', recordingId)
      .where('madeAt', 'is', null)
      .where('problem', 'is', null)
      .execute();
    for (const { id } of unmade) await this.work.wantCut(recordingId, id);
  }
}
