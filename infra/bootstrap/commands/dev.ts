import { join } from 'node:path';
import { alreadyRuns, Hold, runningIn } from '../hold.ts';
import { interruption } from '../interruption.ts';
import { inRoot, tool } from '../paths.ts';
import { assertPurpose, migrate, productEnvironment, seedDemo } from '../product.ts';
import { startCluster } from '../postgres.ts';
import { prepare } from '../prepare.ts';
import { waitUntilReady } from '../ready.ts';
import { Halt, say, step } from '../say.mjs';
import { Services } from '../services.ts';
import { dataFolder, optionsFrom } from '../settings.ts';
import { build } from '../steps/build.ts';

/** `npm run dev`: the demo school, with everything compiled and started again as it is edited. */
export async function dev(args: string[]): Promise<number> {
  const { port } = optionsFrom(args);
  const data = dataFolder();
  const running = runningIn(data);
  if (running !== undefined) throw new Halt(alreadyRuns(running));
  assertPurpose(data, 'demo');
  const { mediasoupWorkerBin } = await prepare();
  await build(['server']);

  const stopAsked = interruption();
  const waiting = new AbortController();
  const hold = new Hold(data, port);
  const services = new Services({
    logFolder: join(data, 'logs'),
    echo: true,
    onProcesses: (pids) => hold.note({ pids }),
  });
  const cluster = await step('database', () => startCluster({ dataFolder: data, durable: true }));
  try {
    hold.note({ databaseUrl: cluster.url });
    const address = `http://127.0.0.1:${port}`;
    const env = productEnvironment('demo', { port, data, databaseUrl: cluster.url, mediasoupWorkerBin });
    await migrate(env);
    const compiler = [
      tool('typescript7/bin/tsc'),
      '-b',
      '-w',
      '--preserveWatchOutput',
      inRoot('apps/api'),
      inRoot('apps/worker'),
    ];
    services.start({ name: 'compiler', args: compiler, env });
    services.start({ name: 'media worker', args: ['--watch', inRoot('apps/worker/dist/main.js')], env });
    services.start({ name: 'API', args: ['--watch', inRoot('apps/api/dist/main.js')], env });
    services.start({
      name: 'web',
      args: [tool('vite/bin/vite.js'), inRoot('apps/web')],
      env: { ...env, NODE_ENV: 'development', LESBLIK_API: address },
    });
    const ready = waitUntilReady(address, waiting.signal).then(async () => {
      await seedDemo(env, data, waiting.signal);
      await stopAsked;
    });
    await Promise.race([
      stopAsked,
      ready,
      services.collapsed.then((reason) => {
        throw new Halt(reason);
      }),
    ]);
    return 0;
  } finally {
    waiting.abort();
    await services.stop();
    await cluster.stop();
    hold.release();
    say('Stopped.');
  }
}
