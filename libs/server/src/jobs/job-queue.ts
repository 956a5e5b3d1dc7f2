import type { Log } from '../log.ts';
import { openQueue, type QueueConnection, type RawQueue } from './backend.ts';
import { type JobDefinition, jobId, type PayloadOf, type QueueName, queueNames } from './define-job.ts';

export interface EnqueueOptions {
  /** 1 is first, then 2 …; jobs of one priority go in order of arrival. */
  priority?: number;
  delayMs?: number;
}

/** Puts jobs in; the media worker takes them out (job-runner.ts). */
export class JobQueue {
  readonly #queues: Record<QueueName, RawQueue>;

  constructor(connection: QueueConnection, log: Log) {
    const open = (name: QueueName) => {
      const queue = openQueue(connection, name);
      queue.on('error', (error) => log.warn({ err: error, queue: name }, 'the queue does not answer'));
      return queue;
    };
    this.#queues = Object.fromEntries(queueNames.map((name) => [name, open(name)])) as Record<QueueName, RawQueue>;
  }

  /** Does nothing when a job of the same id waits or runs. */
  async enqueue<Job extends JobDefinition>(
    job: Job,
    payload: PayloadOf<Job>,
    { priority = 1000, delayMs }: EnqueueOptions = {},
  ): Promise<void> {
    const checked = job.payload.parse(payload);
    await this.#queues[job.queue].add(job.name, checked, {
      jobId: jobId(job, payload),
      attempts: job.attempts,
      backoff: { type: 'exponential', delay: 1_000 },
      priority,
      ...(delayMs === undefined ? {} : { delay: delayMs }),
    });
  }

  /** Takes a job that waits out of the queue; one that runs is ended by its handler. */
  async withdraw<Job extends JobDefinition>(job: Job, payload: PayloadOf<Job>): Promise<void> {
    await this.#queues[job.queue].remove(jobId(job, payload));
  }

  /** For health and metrics: how many jobs wait or run. @throws when the queue does not answer */
  async counts(name: QueueName): Promise<Record<string, number>> {
    return this.#queues[name].getJobCounts('wait', 'prioritized', 'active', 'delayed');
  }

  async close(): Promise<void> {
    await Promise.all(Object.values(this.#queues).map((queue) => queue.close()));
  }
}
