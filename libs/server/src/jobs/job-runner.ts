import { DelayedError, type Job as RawJob } from 'bullmq';
import { z } from 'zod';
import type { Log } from '../log.ts';
import { openWorker, type QueueConnection, type RawWorker } from './backend.ts';
import { type JobDefinition, type PayloadOf, type QueueName, queueNames, type ResultOf } from './define-job.ts';

export interface JobRun<Job extends JobDefinition> {
  payload: PayloadOf<Job>;
  /** 1 for the first try. */
  attempt: number;
  lastAttempt: boolean;
  /** Workers died of it as often in a row as its definition allows: it is not to be tried again, only judged. */
  gaveUp: boolean;
  /** How far it is, 0 to 1. Only what goes further than any try before counts; a death after that is the first again. */
  report: (share: number) => Promise<void>;
  /** Aborted when the worker stops, when the lock was lost to another worker, or by `JobRunner.abort`. */
  signal: AbortSignal;
}

export type Handler<Job extends JobDefinition> = (run: JobRun<Job>) => Promise<ResultOf<Job>>;

/** Thrown by a handler that cannot go on now but may later: the job waits, and the try does not count. */
export class TryLater extends Error {
  override readonly name = 'TryLater';
  readonly afterMs: number;

  constructor(reason: string, afterMs: number, options?: ErrorOptions) {
    super(reason, options);
    this.afterMs = afterMs;
  }
}

/** A definition with its handler; `bind` is the only way to make one, so that their types fit. */
export interface BoundJob {
  definition: JobDefinition;
  run: (raw: RawJob, signal: AbortSignal) => Promise<unknown>;
}

/** Kept with the job: how far any try of it came, and how many workers had died of it by then. */
const Reached = z.object({ share: z.number(), deaths: z.int() }).catch(() => ({ share: 0, deaths: 0 }));

export function bind<Job extends JobDefinition>(definition: Job, handler: Handler<Job>): BoundJob {
  return {
    definition,
    run: async (raw, signal) => {
      const attempt = raw.attemptsMade + 1;
      const reached = Reached.parse(raw.progress);
      const deaths = raw.stalledCounter - reached.deaths;
      const result = await handler({
        payload: definition.payload.parse(raw.data) as PayloadOf<Job>,
        attempt,
        lastAttempt: attempt >= definition.attempts,
        gaveUp: deaths >= (definition.deaths ?? Number.POSITIVE_INFINITY),
        report: async (share) => {
          if (share <= reached.share) return;
          Object.assign(reached, { share, deaths: raw.stalledCounter });
          await raw.updateProgress({ ...reached });
        },
        signal,
      });
      return definition.result.parse(result);
    },
  };
}

export interface RunnerOptions {
  connection: QueueConnection;
  log: Log;
  /** Every job that exists; each needs exactly one handler. */
  definitions: readonly JobDefinition[];
  handlers: readonly BoundJob[];
  concurrency: Record<QueueName, number>;
  /** After so long without a sign of life a worker counts as dead, and its jobs go to others. */
  lockMs?: number;
}

/** A worker may be killed again and again during one long job; the default of once would fail it for good. Handlers judge earlier. */
const MAX_DEATHS = 100;

const STOPPING = 'stopping';

/** Takes jobs out of the queues and runs their handlers. */
export class JobRunner {
  readonly #workers: RawWorker[];
  readonly #running = new Map<string, { job: string; payload: unknown; abort: (reason: unknown) => void }>();
  readonly #log: Log;

  /** @throws Error naming each job without a handler, or with two */
  constructor({ connection, log, definitions, handlers, concurrency, lockMs = 8_000 }: RunnerOptions) {
    this.#log = log;
    const wrong = definitions.flatMap(({ name }) => {
      const found = handlers.filter(({ definition }) => definition.name === name).length;
      return found === 1 ? [] : [`${name} has ${found} handlers`];
    });
    if (wrong.length > 0) throw new Error(`Every job needs one handler: ${wrong.join(', ')}`);
    const timing = { lockDuration: lockMs, stalledInterval: lockMs / 2, maxStalledCount: MAX_DEATHS };
    const byName = new Map(handlers.map((bound) => [bound.definition.name, bound]));
    this.#workers = queueNames.map((name) => {
      const run = (raw: RawJob, token?: string, signal?: AbortSignal) => this.#run(byName, raw, token, signal);
      const worker = openWorker(connection, name, run, { ...timing, concurrency: concurrency[name] });
      worker.on('error', (error) => log.warn({ err: error, queue: name }, 'the queue does not answer'));
      worker.on('lockRenewalFailed', (ids) => ids.forEach((id) => worker.cancelJob(id, 'lock lost')));
      worker.on('failed', (raw, error) =>
        log.error({ err: error, job: raw?.name, payload: raw?.data as unknown }, 'a job failed'),
      );
      return worker;
    });
  }

  async start(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.waitUntilReady()));
    for (const worker of this.#workers) {
      worker.run().catch((error: unknown) => this.#log.error({ err: error }, 'a queue’s loop ended'));
    }
  }

  /** Ends the running jobs that `matches` picks, here in this process; their handlers see `reason` as the signal's. */
  abort(matches: (job: string, payload: unknown) => boolean, reason: unknown): void {
    for (const { job, payload, abort } of this.#running.values()) if (matches(job, payload)) abort(reason);
  }

  /** Takes no more; ends what runs and puts it back, for this or another worker to take up. */
  async close(): Promise<void> {
    for (const worker of this.#workers) await worker.pause(true);
    for (const { abort } of this.#running.values()) abort(STOPPING);
    await Promise.all(this.#workers.map((worker) => worker.close()));
  }

  async #run(byName: Map<string, BoundJob>, raw: RawJob, token?: string, lost?: AbortSignal): Promise<unknown> {
    const bound = byName.get(raw.name);
    if (bound === undefined) throw new Error(`No job is called ${raw.name}`);
    const own = new AbortController();
    const key = `${raw.queueName}.${raw.id}.${token}`;
    this.#running.set(key, { job: raw.name, payload: raw.data, abort: (reason) => own.abort(reason) });
    try {
      return await bound.run(raw, lost === undefined ? own.signal : AbortSignal.any([own.signal, lost]));
    } catch (error) {
      const later = own.signal.reason === STOPPING ? 0 : error instanceof TryLater ? error.afterMs : undefined;
      if (later === undefined) throw error;
      if (later > 0) this.#log.warn({ err: error, job: raw.name, payload: raw.data as unknown }, 'a job waits');
      await raw.moveToDelayed(Date.now() + later, token);
      throw new DelayedError();
    } finally {
      this.#running.delete(key);
    }
  }
}
