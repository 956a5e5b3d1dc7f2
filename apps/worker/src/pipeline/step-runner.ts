import { Inject, Injectable } from '@nestjs/common';
import { JobQueue } from '@lesblik/server/jobs/job-queue';
import { completeRecording } from '@lesblik/server/media/media-jobs';
import { publishRecording } from '@lesblik/server/media/media-work';
import { NoticeBus } from '@lesblik/server/notices/notice-bus';
import { Scratch } from '../base/scratch.ts';
import { type Database, DATABASE, type Log, LOG } from '../base/tokens.ts';
import { FilmLibrary, type OpenFilm } from './film-library.ts';
import { Outcome, STOPPED, type Try } from './outcome.ts';
import { type ProgressWatch, watchProgress } from './progress-watch.ts';
import { StepsRepository } from './steps.repository.ts';
import type { StepName } from './steps.ts';

/** What a step gets to work with. */
export interface StepContext extends OpenFilm {
  recordingId: string;
  scratch: string;
  signal: AbortSignal;
  /** How much of the step is done, 0 to 1; may be called as often as one likes. */
  progress: (share: number) => void;
}

type Changes = { [column: string]: unknown };

/** Takes one step of a film: idempotent, and of no effect when the step is done or the recording was stopped. */
@Injectable()
export class StepRunner {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(LOG) private readonly log: Log,
    private readonly steps: StepsRepository,
    private readonly library: FilmLibrary,
    private readonly scratch: Scratch,
    private readonly outcome: Outcome,
    private readonly queue: JobQueue,
    private readonly notices: NoticeBus,
  ) {}

  /** `work` may answer columns of the recording that are written with the step's end. */
  async run(
    recordingId: string,
    name: StepName,
    { signal, lastAttempt, gaveUp }: Try,
    work: (context: StepContext) => Promise<Changes | undefined>,
  ): Promise<void> {
    if (!(await this.steps.isOpen(recordingId, name))) return;
    const stopped = new AbortController();
    const either = AbortSignal.any([signal, stopped.signal]);
    const watch = this.#watch(recordingId, name, () => stopped.abort(STOPPED));
    try {
      await this.outcome.of(recordingId, { signal: either, lastAttempt, gaveUp }, async () => {
        const changes = await this.scratch.use(async (scratch) => {
          const film = await this.library.open(recordingId);
          return work({ ...film, recordingId, scratch, signal: either, progress: watch.progress });
        });
        either.throwIfAborted();
        await this.#finish(recordingId, name, changes);
      });
    } finally {
      await watch.end();
    }
  }

  /** Writes how far the step is, and looks whether the recording still wants it. */
  #watch(recordingId: string, name: StepName, stop: () => void): ProgressWatch {
    const look = async (share: number) => {
      if (!(await this.steps.advance(recordingId, name, share))) return stop();
      if (await this.steps.refreshProgress(recordingId)) await publishRecording(this.db, this.notices, recordingId);
    };
    return watchProgress(look, (error) => this.log.warn({ err: error, recordingId }, 'progress could not be written'));
  }

  async #finish(recordingId: string, name: StepName, changes: Changes | undefined): Promise<void> {
    const finished = await this.steps.finish(recordingId, name, changes);
    if (finished === undefined) return;
    for (const rendition of finished.whole)
      await this.notices.publish({ kind: 'rendition_added', recordingId, name: rendition });
    if (finished.completing) await this.queue.enqueue(completeRecording, { recordingId }, { priority: 1 });
    if (finished.completing || finished.whole.length > 0 || (await this.steps.refreshProgress(recordingId))) {
      await publishRecording(this.db, this.notices, recordingId);
    }
  }
}
