import { Inject, Injectable } from '@nestjs/common';
import { JobQueue } from '@lesblik/server/jobs/job-queue';
import { bind, type BoundJob, TryLater } from '@lesblik/server/jobs/job-runner';
import { certifyDeletion, deleteRecording } from '@lesblik/server/media/media-jobs';
import { Problem } from '@lesblik/shared/problems';
import { type Log, LOG } from '../base/tokens.ts';
import { Deletion } from './deletion.ts';
import { DeletionsRepository } from './deletions.repository.ts';

const AGAIN_MS = 10_000;

/** Orders to delete, as jobs: tried until they are done, and taken up again where nobody is at them. */
@Injectable()
export class DeletionHandlers {
  constructor(
    @Inject(LOG) private readonly log: Log,
    private readonly queue: JobQueue,
    private readonly deletion: Deletion,
    private readonly repository: DeletionsRepository,
  ) {}

  readonly remove: BoundJob = bind(deleteRecording, async ({ payload: { recordingId } }) => {
    await this.repository.alone(recordingId, () =>
      this.#orLater(recordingId, () => this.deletion.carryOut(recordingId)),
    );
    await this.#certifySoon(recordingId);
    return {};
  });

  readonly certify: BoundJob = bind(certifyDeletion, async ({ payload: { recordingId } }) => {
    await this.repository.alone(recordingId, () =>
      this.#orLater(recordingId, async () => {
        if (!(await this.deletion.certify(recordingId))) throw new Error('something was stored meanwhile');
      }),
    );
    return {};
  });

  /** What the queue lost is put in again. */
  async round(): Promise<void> {
    for (const { recordingId, erased } of await this.repository.open()) {
      if (erased) await this.#certifySoon(recordingId);
      else await this.queue.enqueue(deleteRecording, { recordingId }, { priority: 1 });
    }
  }

  async #certifySoon(recordingId: string): Promise<void> {
    const delayMs = await this.deletion.waitMs(recordingId);
    await this.queue.enqueue(certifyDeletion, { recordingId }, { priority: 1, delayMs });
  }

  async #orLater(recordingId: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.log.error({ err: error, recordingId }, 'deleting goes on later');
      await this.repository
        .noteProblem(recordingId, error instanceof Problem ? error.code : 'internal')
        .catch(() => {});
      throw new TryLater('not everything is deleted yet', AGAIN_MS, { cause: error });
    }
  }
}
