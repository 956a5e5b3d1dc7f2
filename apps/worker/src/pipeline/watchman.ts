import { Inject, Injectable } from '@nestjs/common';
import { JobQueue } from '@lesblik/server/jobs/job-queue';
import * as jobs from '@lesblik/server/media/media-jobs';
import { COMPOSE_PRIORITY, MediaWork } from '@lesblik/server/media/media-work';
import { EncryptedStorage } from '@lesblik/server/storage/storage';
import type { RecordingState } from '@lesblik/shared/recording-state';
import { MakeCutHandler } from '../handlers/make-cut.ts';
import { MakeHidingHandler } from '../handlers/make-hiding.ts';
import { DeletedComments } from '../comments/deleted-comments.ts';
import { OldSignIns } from '../identity/old-sign-ins.ts';
import { Retention } from '../deletion/retention.ts';
import { DeletionHandlers } from '../deletion/handlers.ts';
import { ExportEnds } from '../exports/export-ends.ts';
import { TakesRepository } from '../takes/takes.repository.ts';
import { Letters } from '../notifications/letters.ts';
import { ClassLists } from '../notifications/class-lists.ts';
import { OverdueActions } from '../notifications/overdue.ts';
import { Reminders } from '../notifications/reminders.ts';
import { Scratch } from '../base/scratch.ts';
import { type Clock, CLOCK, type Log, LOG } from '../base/tokens.ts';
import { MediaRepository } from './media.repository.ts';
import { StepQueue } from './step-queue.ts';
import { StepsRepository } from './steps.repository.ts';

const ROUND_MS = 60_000;
/** Rests of interrupted writes; an upload may rest for a week. */
const RESTS_MS = 8 * 24 * 60 * 60 * 1000;

/**
 * The tables are the truth, the queue only remembers: what the queue lost (a process that died between the two,
 * an emptied Redis) is put in again. It also ends the term of refused originals and sweeps what the dead left.
 */
@Injectable()
export class Watchman {
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> | undefined;

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
    private readonly queue: JobQueue,
    private readonly work: MediaWork,
    private readonly storage: EncryptedStorage,
    private readonly repository: MediaRepository,
    private readonly steps: StepsRepository,
    private readonly stepQueue: StepQueue,
    private readonly scratch: Scratch,
    private readonly takes: TakesRepository,
    private readonly reminders: Reminders,
    private readonly overdue: OverdueActions,
    private readonly classLists: ClassLists,
    private readonly letters: Letters,
    private readonly exports: ExportEnds,
    private readonly cuts: MakeCutHandler,
    private readonly hidings: MakeHidingHandler,
    private readonly deletions: DeletionHandlers,
    private readonly retention: Retention,
    private readonly oldSignIns: OldSignIns,
    private readonly deletedComments: DeletedComments,
  ) {}

  async start(): Promise<void> {
    const swept = await this.scratch.sweep(this.clock.now());
    if (swept > 0) this.log.info({ swept }, 'removed what ended workers left in scratch');
    await this.round(0);
    this.#timer = setInterval(() => {
      this.#round ??= this.round(ROUND_MS).finally(() => (this.#round = undefined));
    }, ROUND_MS);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#round;
  }

  /** Looks after what nobody worked at for `quietMs`. What fails of it keeps nothing else from being done. */
  async round(quietMs: number): Promise<void> {
    const parts = {
      recordings: () => this.#recordings(quietMs),
      retention: () => this.retention.round(),
      deletions: () => this.deletions.round(),
      reminders: () => this.reminders.tell(),
      overdue: () => this.overdue.tell(),
      'class lists': () => this.classLists.tell(),
      'old class lists': () => this.classLists.forget(),
      letters: () => this.letters.enqueueDue(),
      'old notifications': () => this.letters.forgetOld(),
      cuts: () => this.cuts.round(),
      hidings: () => this.hidings.round(),
      'old sign-ins': () => this.oldSignIns.forget(),
      'deleted comments': () => this.deletedComments.empty(),
      exports: () => this.exports.round(quietMs),
      rests: () => this.storage.removeRests(new Date(this.clock.now() - RESTS_MS)),
    };
    for (const [part, work] of Object.entries(parts)) {
      try {
        await work();
      } catch (error) {
        this.log.error({ err: error, part }, 'a round failed');
      }
    }
  }

  async #recordings(quietMs: number): Promise<void> {
    for (const { id, state } of await this.repository.quiet(quietMs)) await this.#enqueue(id, state);
    for (const take of await this.takes.waiting())
      await this.queue.enqueue(jobs.composeTake, take, { priority: COMPOSE_PRIORITY });
    const now = new Date(this.clock.now());
    // A film that was refused late may have been a lesson for a while, and held.
    for (const id of await this.repository.refusedUntil(now))
      await this.work.remove(
        id,
        { reason: 'film_refused', askedBy: null, comments: 'go' },
        now.toISOString().slice(0, 10),
      );
  }

  async #enqueue(recordingId: string, state: RecordingState): Promise<void> {
    if (state === 'uploaded' || state === 'probing')
      await this.queue.enqueue(jobs.probeFilm, { recordingId }, { priority: 2 });
    if (state === 'transcoding') await this.stepQueue.enqueue(recordingId, await this.steps.openSteps(recordingId));
    if (state === 'completing') await this.queue.enqueue(jobs.completeRecording, { recordingId }, { priority: 1 });
  }
}
