import { Inject, Injectable } from '@nestjs/common';
import { JobQueue } from '@lesblik/server/jobs/job-queue';
import type { JobDefinition } from '@lesblik/server/jobs/define-job';
import { type JobRun, TryLater } from '@lesblik/server/jobs/job-runner';
import { cleanUpRecording } from '@lesblik/server/media/media-jobs';
import { publishRecording } from '@lesblik/server/media/media-work';
import { transition } from '@lesblik/server/media/transition';
import { NoticeBus } from '@lesblik/server/notices/notice-bus';
import type { ProblemCode } from '@lesblik/shared/problems';
import { type Clock, CLOCK, type Database, DATABASE, type Log, LOG } from '../base/tokens.ts';
import { MediaRepository } from './media.repository.ts';
import { verdictOn } from './verdict.ts';

/** A refused original stays so long, for its owner to see why. */
const REFUSED_KEPT_MS = 7 * 24 * 60 * 60 * 1000;
const SETTLE_MS = 1_000;

/** What a job tells of its tries so far. */
export type Try = Pick<JobRun<JobDefinition>, 'signal' | 'lastAttempt' | 'gaveUp'>;

/** Why a job's signal is aborted when its recording was cancelled, failed or deleted: the job ends well, having nothing to do. */
export const STOPPED = 'recording_stopped';

/** What becomes of a recording when one of its jobs throws. */
@Injectable()
export class Outcome {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(LOG) private readonly log: Log,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly queue: JobQueue,
    private readonly notices: NoticeBus,
    private readonly repository: MediaRepository,
  ) {}

  /** Runs a job's work; its error becomes the recording's state, or another try. What workers die of is not run again. */
  async of(recordingId: string, { signal, lastAttempt, gaveUp }: Try, work: () => Promise<void>): Promise<void> {
    if (gaveUp) return this.fail(recordingId, 'film_stops_worker', false, undefined);
    try {
      await work();
    } catch (error) {
      if (signal.aborted) {
        if (signal.reason === STOPPED) return;
        throw error;
      }
      await this.#judge(recordingId, error, lastAttempt);
    }
  }

  async fail(recordingId: string, code: ProblemCode, refused: boolean, cause: unknown): Promise<void> {
    const refusedUntil = refused ? new Date(this.clock.now() + REFUSED_KEPT_MS) : null;
    const changes = { problem: code, playable: false, secondsLeft: null, refusedUntil };
    const moved = await transition(this.db, recordingId, 'failed', changes);
    if (moved === undefined) return;
    this.log.warn({ recordingId, code, err: cause }, 'the recording failed');
    await this.notices.publish({ kind: 'recording_stopped', recordingId });
    await publishRecording(this.db, this.notices, recordingId);
    await this.queue.enqueue(cleanUpRecording, { recordingId }, { delayMs: SETTLE_MS });
  }

  async #judge(recordingId: string, error: unknown, lastAttempt: boolean): Promise<void> {
    const verdict = verdictOn(error, lastAttempt);
    if (verdict.kind === 'tried_again') throw error;
    if (verdict.kind !== 'waits') return this.fail(recordingId, verdict.code, verdict.kind === 'refused', error);
    await this.repository.tellWaiting(recordingId, verdict.code);
    await publishRecording(this.db, this.notices, recordingId);
    throw new TryLater(verdict.code, verdict.afterMs, { cause: error });
  }
}
