import { createPostgresBackend, type Processor, Queue, Worker, type WorkerOptions } from 'bullmq';
import type { Config } from '../config.ts';
import type { QueueName } from './define-job.ts';

/** Where the queue lives: `redisUrl` when given, else the database. */
export type QueueConnection = { redisUrl: string | undefined; databaseUrl: string };

export const queueConnection = (config: Config): QueueConnection => ({
  redisUrl: config.redisUrl,
  databaseUrl: config.database.url,
});

/** BullMQ's own connections: small, for every queue and worker holds a pool and a listener of its own. */
const postgres = (url: string) => ({ connectionString: url, max: 2, application_name: 'lesblik-queue' });

/** Finished jobs are forgotten at once: outcomes live in our tables, and the same id can be enqueued again. */
const defaultJobOptions = { removeOnComplete: true, removeOnFail: true };

export type RawQueue = Pick<Queue, 'add' | 'remove' | 'getJobCounts' | 'waitUntilReady' | 'close' | 'on'>;
export type RawWorker = Pick<
  Worker,
  'run' | 'waitUntilReady' | 'close' | 'pause' | 'on' | 'cancelJob' | 'cancelAllJobs' | 'isRunning'
>;

export function openQueue({ redisUrl, databaseUrl }: QueueConnection, name: QueueName): RawQueue {
  if (redisUrl !== undefined) {
    return new Queue(name, { connection: { url: redisUrl }, prefix: 'lesblik', defaultJobOptions });
  }
  return new Queue(
    name,
    { connection: postgres(databaseUrl), defaultJobOptions },
    createPostgresBackend,
  ) as unknown as RawQueue;
}

type Timing = Pick<WorkerOptions, 'lockDuration' | 'stalledInterval' | 'maxStalledCount' | 'concurrency'>;

export function openWorker(
  { redisUrl, databaseUrl }: QueueConnection,
  name: QueueName,
  process: Processor,
  timing: Timing,
): RawWorker {
  if (redisUrl !== undefined) {
    const connection = { url: redisUrl, maxRetriesPerRequest: null };
    return new Worker(name, process, { ...timing, connection, prefix: 'lesblik', autorun: false });
  }
  const connection = postgres(databaseUrl);
  return new Worker(
    name,
    process,
    { ...timing, connection, autorun: false },
    createPostgresBackend,
  ) as unknown as RawWorker;
}
