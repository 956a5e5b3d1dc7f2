import { Injectable } from '@nestjs/common';
import type { EnqueueOptions } from '@lesblik/server/jobs/job-queue';
import { JobQueue } from '@lesblik/server/jobs/job-queue';
import * as jobs from '@lesblik/server/media/media-jobs';
import type { StepName } from './steps.ts';

const one = {
  hash: { job: jobs.hashOriginal, priority: 3 },
  copy: { job: jobs.copyPicture, priority: 2 },
  sound: { job: jobs.makeSound, priority: 2 },
  measure: { job: jobs.measureSound, priority: 5 },
  poster: { job: jobs.makePoster, priority: 4 },
  thumbnails: { job: jobs.makeThumbnails, priority: 6 },
} as const;

/** First chunks go before later ones, of whichever film: a short film does not wait for a long one. */
const CHUNK_PRIORITY = 10;

/** From a step's name to its job. */
@Injectable()
export class StepQueue {
  constructor(private readonly queue: JobQueue) {}

  /** Does nothing for steps that are in the queue already. */
  async enqueue(recordingId: string, names: StepName[]): Promise<void> {
    for (const name of names) {
      await this.#each(recordingId, name, (job, payload, options) => this.queue.enqueue(job, payload, options));
    }
  }

  async withdraw(recordingId: string, names: StepName[]): Promise<void> {
    for (const name of names) await this.#each(recordingId, name, (job, payload) => this.queue.withdraw(job, payload));
  }

  async #each(
    recordingId: string,
    name: StepName,
    act: (job: Parameters<JobQueue['enqueue']>[0], payload: object, options: EnqueueOptions) => Promise<void>,
  ): Promise<void> {
    const index = chunkIndex(name);
    if (index !== undefined)
      return act(jobs.transcodeChunk, { recordingId, index }, { priority: CHUNK_PRIORITY + index });
    const { job, priority } = one[name as keyof typeof one];
    return act(job, { recordingId }, { priority });
  }
}

function chunkIndex(name: StepName): number | undefined {
  return name.startsWith('chunk.') ? Number(name.slice('chunk.'.length)) : undefined;
}
