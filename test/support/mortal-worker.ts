/** A process that takes one job and never finishes it, to be killed: `node mortal-worker.ts <connection as JSON> <lockMs>`. */
import { z } from 'zod';
import type { QueueConnection } from '../../libs/server/src/jobs/backend.ts';
import { defineJob } from '../../libs/server/src/jobs/define-job.ts';
import { bind, JobRunner } from '../../libs/server/src/jobs/job-runner.ts';
import { createLog } from '../../libs/server/src/log.ts';

/** Arguments: the connection, the lock in milliseconds, and how far the job gets before it stands still. */
const [connection = '', lockMs = '', share = '0'] = process.argv.slice(2);
const greet = defineJob({
  name: 'greet',
  queue: 'media',
  payload: z.object({ name: z.string() }),
  result: z.object({}),
  attempts: 2,
  id: ({ name }) => name,
});
const runner = new JobRunner({
  connection: JSON.parse(connection) as QueueConnection,
  log: createLog('tool', 'silent'),
  definitions: [greet],
  handlers: [
    bind(greet, async ({ report }) => {
      await report(Number(share));
      process.stdout.write('taken\n');
      return new Promise<never>(() => {});
    }),
  ],
  concurrency: { media: 1, view: 1, chores: 1 },
  lockMs: Number(lockMs),
});
await runner.start();
