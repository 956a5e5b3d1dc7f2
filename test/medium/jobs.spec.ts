import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { QueueConnection } from '@lesblik/server/jobs/backend';
import { defineJob } from '@lesblik/server/jobs/define-job';
import { JobQueue } from '@lesblik/server/jobs/job-queue';
import { bind, type Handler, JobRunner, TryLater } from '@lesblik/server/jobs/job-runner';
import { createLog } from '@lesblik/server/log';
import { z } from 'zod';
import { testDatabase } from '../support/database.ts';
import { startRedis } from '../support/redis.ts';
import { until } from '../support/until.ts';

const greet = defineJob({
  name: 'greet',
  queue: 'media',
  payload: z.object({ name: z.string() }),
  result: z.object({ greeting: z.string() }),
  attempts: 2,
  deaths: 3,
  id: ({ name }) => name,
});
const log = createLog('tool', 'silent');

describe.each(['PostgreSQL', 'Redis'])('the queue on %s', (kind) => {
  let connection: QueueConnection;
  let queue: JobQueue;
  let tearDown: () => Promise<void>;
  const runners: JobRunner[] = [];

  beforeAll(async () => {
    const database = await testDatabase();
    const redis = kind === 'Redis' ? await startRedis() : undefined;
    connection = { redisUrl: redis?.url, databaseUrl: database.url };
    queue = new JobQueue(connection, log);
    tearDown = async () => {
      await queue.close();
      await redis?.stop();
      await database.drop();
    };
  });
  afterEach(async () => {
    await Promise.all(runners.splice(0).map((runner) => runner.close()));
  });
  afterAll(() => tearDown());

  async function run(handler: Handler<typeof greet>, lockMs = 8_000): Promise<JobRunner> {
    const runner = new JobRunner({
      connection,
      log,
      lockMs,
      definitions: [greet],
      handlers: [bind(greet, handler)],
      concurrency: { media: 1, view: 1, chores: 1 },
    });
    runners.push(runner);
    await runner.start();
    return runner;
  }
  const empty = async () => Object.values(await queue.counts('media')).every((count) => count === 0);

  test('a start is refused when a job has no handler, or two', () => {
    const options = { connection, log, definitions: [greet], concurrency: { media: 1, view: 1, chores: 1 } };
    const handler = bind(greet, async () => ({ greeting: '' }));
    expect(() => new JobRunner({ ...options, handlers: [] })).toThrow('greet has 0 handlers');
    expect(() => new JobRunner({ ...options, handlers: [handler, handler] })).toThrow('greet has 2 handlers');
  });

  test('a payload that does not fit is refused before it is queued', async () => {
    await expect(queue.enqueue(greet, { name: 7 } as unknown as { name: string })).rejects.toThrow(z.ZodError);
    await expect(queue.enqueue(greet, { name: 'a:b' })).rejects.toThrow('no colon');
    expect(await empty()).toBe(true);
  });

  test('the same id twice runs once, and once more after it is done', async () => {
    const greeted: string[] = [];
    await queue.enqueue(greet, { name: 'Bo' });
    await queue.enqueue(greet, { name: 'Bo' });
    await run(async ({ payload }) => ({ greeting: String(greeted.push(payload.name)) }));
    await until(async () => greeted.length > 0 && (await empty()));
    expect(greeted).toEqual(['Bo']);
    await queue.enqueue(greet, { name: 'Bo' });
    await until(() => greeted.length === 2);
  });

  test('what is more urgent goes first, the rest in order of arrival', async () => {
    const greeted: string[] = [];
    await queue.enqueue(greet, { name: 'first' }, { priority: 5 });
    await queue.enqueue(greet, { name: 'second' }, { priority: 5 });
    await queue.enqueue(greet, { name: 'urgent' }, { priority: 1 });
    await run(async ({ payload }) => ({ greeting: String(greeted.push(payload.name)) }));
    await until(() => greeted.length === 3);
    expect(greeted).toEqual(['urgent', 'first', 'second']);
  });

  test('a job withdrawn before its turn never runs', async () => {
    const greeted: string[] = [];
    await queue.enqueue(greet, { name: 'gone' });
    await queue.enqueue(greet, { name: 'stays' });
    await queue.withdraw(greet, { name: 'gone' });
    await run(async ({ payload }) => ({ greeting: String(greeted.push(payload.name)) }));
    await until(empty);
    expect(greeted).toEqual(['stays']);
  });

  test('a failing handler is tried as often as the job says, and told which try is the last', async () => {
    const tries: unknown[] = [];
    await queue.enqueue(greet, { name: 'Kim' });
    await run(async ({ attempt, lastAttempt }) => {
      tries.push({ attempt, lastAttempt });
      throw new Error('no voice');
    });
    await until(async () => tries.length === 2 && (await empty()));
    expect(tries).toEqual([
      { attempt: 1, lastAttempt: false },
      { attempt: 2, lastAttempt: true },
    ]);
  });

  test('a job that must wait is no failed try', async () => {
    const tries: number[] = [];
    await queue.enqueue(greet, { name: 'Kim' });
    await run(async ({ attempt }) => {
      if (tries.push(attempt) < 4) throw new TryLater('no room', 10);
      return { greeting: 'hello' };
    });
    await until(async () => tries.length === 4 && (await empty()));
    expect(tries).toEqual([1, 1, 1, 1]);
  });

  test('stopping a worker ends its job and hands it to another', async () => {
    let taken = false;
    await queue.enqueue(greet, { name: 'Lou' });
    const first = await run(async ({ signal }) => {
      taken = true;
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('ended'))));
    });
    await until(() => taken);
    await first.close();
    const attempts: number[] = [];
    await run(async ({ attempt }) => ({ greeting: String(attempts.push(attempt)) }));
    await until(empty);
    expect(attempts).toEqual([1]);
  });

  test('a running job is ended by what it is about', async () => {
    let reason: unknown;
    await queue.enqueue(greet, { name: 'Mo' });
    let taken = false;
    const runner = await run(async ({ signal }) => {
      taken = true;
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      reason = signal.reason;
      return { greeting: '' };
    });
    await until(() => taken);
    runner.abort((job, payload) => job === 'greet' && greet.payload.parse(payload).name === 'Mo', 'cancelled');
    await until(() => reason === 'cancelled');
  });

  /** A worker that takes the job, brings it so far, and is killed. */
  async function dieAt(share: number): Promise<void> {
    const script = join(import.meta.dirname, '../support/mortal-worker.ts');
    const worker = spawn(process.execPath, [script, JSON.stringify(connection), '600', String(share)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = new Promise((resolve) => worker.once('exit', resolve));
    await new Promise((resolve) => worker.stdout.once('data', resolve));
    worker.kill('SIGKILL');
    await ended;
  }

  test('a job is given up when workers die of it at the same place, and not while it gets further each time', async () => {
    const outcomes: boolean[] = [];
    const judged = async () => {
      const runner = await run(async ({ gaveUp }) => ({ greeting: String(outcomes.push(gaveUp)) }), 600);
      await until(empty);
      await runner.close();
      runners.splice(0);
    };
    await queue.enqueue(greet, { name: 'Isa' });
    for (const share of [0.1, 0.2, 0.3, 0.4]) await dieAt(share);
    await judged();
    await queue.enqueue(greet, { name: 'Isa' });
    for (const share of [0.5, 0.3, 0.5]) await dieAt(share);
    await judged();
    expect(outcomes).toEqual([false, true]);
  }, 60_000);

  test('a job whose worker is killed five times over is done by the sixth', async () => {
    await queue.enqueue(greet, { name: 'Noa' });
    for (let death = 0; death < 5; death += 1) await dieAt(0);
    const attempts: number[] = [];
    await run(async ({ attempt }) => ({ greeting: String(attempts.push(attempt)) }), 600);
    await until(() => attempts.length === 1);
    expect(attempts).toEqual([1]);
  }, 60_000);
});
