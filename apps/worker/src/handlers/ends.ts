import { Inject, Injectable } from '@nestjs/common';
import { bind, type BoundJob } from '@lesblik/server/jobs/job-runner';
import { cleanUpRecording, completeRecording } from '@lesblik/server/media/media-jobs';
import { publishRecording } from '@lesblik/server/media/media-work';
import { objectNames } from '@lesblik/server/media/object-names';
import { transition } from '@lesblik/server/media/transition';
import { NoticeBus } from '@lesblik/server/notices/notice-bus';
import { EncryptedStorage } from '@lesblik/server/storage/storage';
import { Problem } from '@lesblik/shared/problems';
import { type Clock, CLOCK, type Database, DATABASE } from '../base/tokens.ts';
import { ClearAway } from '../pipeline/clear-away.ts';
import { MediaRepository } from '../pipeline/media.repository.ts';
import { Outcome } from '../pipeline/outcome.ts';

/** How a recording's conversion ends: whole, or cleared away. */
@Injectable()
export class EndHandlers {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly storage: EncryptedStorage,
    private readonly repository: MediaRepository,
    private readonly outcome: Outcome,
    private readonly clearAway: ClearAway,
    private readonly notices: NoticeBus,
  ) {}

  /** Believes no step: lists what is stored and compares it with the playlists. */
  readonly complete: BoundJob = bind(completeRecording, async ({ payload: { recordingId }, ...run }) => {
    await this.outcome.of(recordingId, run, async () => {
      if ((await this.repository.state(recordingId)) !== 'completing') return;
      const stored = new Set<string>();
      for await (const { name } of this.storage.list(recordingId)) stored.add(name);
      for (const { name, segments } of await this.repository.renditions(recordingId)) {
        const wanted = [
          objectNames.init(name),
          ...Array.from({ length: segments }, (_, n) => objectNames.segment(name, n)),
        ];
        const missing = wanted.filter((object) => !stored.has(object));
        if (missing.length > 0) throw new Problem('object_missing', { missing: missing.slice(0, 10) });
      }
      const changes = {
        progress: 1,
        secondsLeft: null,
        playable: true,
        problem: null,
        readyAt: new Date(this.clock.now()),
      };
      await transition(this.db, recordingId, 'completed', changes);
      await publishRecording(this.db, this.notices, recordingId);
    });
    return {};
  });

  readonly cleanUp: BoundJob = bind(cleanUpRecording, async ({ payload: { recordingId } }) => {
    await this.repository.alone(recordingId, async (state) => {
      if (state === 'failed' || state === 'cancelled') await this.clearAway.derived(recordingId);
    });
    return {};
  });
}
