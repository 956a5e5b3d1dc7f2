import { join } from 'node:path';
import { PASSWORD } from '../../demo/content.ts';
import { type Lan, openLan } from '../../lan/open-lan.ts';
import { DemoPassword, freshPassword } from '../demo-password.ts';
import { alreadyRuns, Hold, runningIn } from '../hold.ts';
import { interruption } from '../interruption.ts';
import { inRoot } from '../paths.ts';
import { isFree } from '../ports.ts';
import { startCluster, type Cluster } from '../postgres.ts';
import { assertRoom, prepare } from '../prepare.ts';
import {
  assertPurpose,
  firstAdministratorLink,
  migrate,
  productEnvironment,
  seedDemo,
  setDemoPassword,
  type Mode,
} from '../product.ts';
import { waitUntilReady } from '../ready.ts';
import { lastLines } from '../run.mjs';
import { Halt, say, seconds, step } from '../say.mjs';
import { Services } from '../services.ts';
import { dataFolder, loadEnvFile, optionsFrom } from '../settings.ts';
import { build } from '../steps/build.ts';

const demoSignIns = [
  ['docent@example.org', 'leerkracht (coachee)'],
  ['coach@example.org', 'coach'],
  ['opdrachtgever@example.org', 'opdrachtgever (client)'],
  ['leidinggevende@example.org', 'leidinggevende (supervisor)'],
  ['beheerder@example.org', 'beheerder (administrator)'],
  ['collega@example.org', 'collega (peer)'],
];

/** `npm start`: everything on this machine, with the demo school. */
export const start = (args: string[]): Promise<number> => runProduct('demo', args);

/** `npm run serve`: the same for a real school, with settings from the environment. */
export function serve(args: string[]): Promise<number> {
  loadEnvFile();
  return runProduct('serve', args);
}

async function runProduct(mode: Mode, args: string[]): Promise<number> {
  const since = performance.now();
  const { port, lan: forOthers } = optionsFrom(args);
  if (forOthers && mode === 'serve')
    throw new Halt('--lan opens the demo school to the network: a real school is put behind a proxy with TLS.');
  const data = dataFolder();
  const running = runningIn(data);
  if (running !== undefined) throw new Halt(alreadyRuns(running));
  await assertPortFree(port);
  assertRoom(data);
  assertPurpose(data, mode);
  const { mediasoupWorkerBin } = await prepare();
  await build();

  const stopAsked = interruption();
  const waiting = new AbortController();
  const hold = new Hold(data, port);
  let cluster: Cluster | undefined;
  let lan: Lan | undefined;
  const services = new Services({
    logFolder: join(data, 'logs'),
    echo: mode === 'serve',
    onProcesses: (pids) => hold.note({ pids }),
  });
  try {
    const given = mode === 'serve' ? process.env['DATABASE_URL'] : undefined;
    if (given === undefined) cluster = await step('database', () => startCluster({ dataFolder: data, durable: true }));
    const databaseUrl = given ?? cluster?.url ?? '';
    hold.note({ databaseUrl });
    if (forOthers) lan = await openLan(data, port);
    const env = { ...productEnvironment(mode, { port, data, databaseUrl, mediasoupWorkerBin }), ...lan?.env };
    await migrate(env);
    if (mode === 'demo') await setDemoPassword(env, data, forOthers ? freshPassword() : PASSWORD);

    services.start({ name: 'API', args: [inRoot('apps/api/dist/main.js')], env });
    services.start({ name: 'media worker', args: [inRoot('apps/worker/dist/main.js')], env });
    const end = Promise.race([stopAsked, ...troubles(services, cluster)]);
    const greet = async (): Promise<void> => {
      await step('API', () => waitUntilReady(lan?.publicUrl ?? `http://127.0.0.1:${port}`, waiting.signal));
      if (mode === 'demo') await seedDemo(env, data, waiting.signal);
      const link = mode === 'serve' ? await firstAdministratorLink(env) : '';
      // What ended meanwhile is not greeted any more.
      waiting.signal.throwIfAborted();
      sayReady(mode, data, env, { since, link });
      lan?.greet();
    };
    await Promise.race([end, greet()]);
    await end;
    say('\nStopping …');
    return 0;
  } finally {
    waiting.abort();
    await lan?.close();
    await services.stop();
    await cluster?.stop();
    hold.release();
    say('Stopped.');
  }
}

/** Each rejects with the sentence that tells what cannot be kept running. */
const troubles = (services: Services, cluster: Cluster | undefined): Promise<never>[] => [
  services.collapsed.then((reason) => {
    throw new Halt(reason);
  }),
  ...(cluster === undefined
    ? []
    : [
        cluster.ended.then((words) => {
          throw new Halt(`PostgreSQL ended.\n${lastLines(words)}`);
        }),
      ]),
];

interface Greeting {
  since: number;
  /** Of the first administrator; empty where there is one. */
  link: string;
}

function sayReady(mode: Mode, data: string, env: NodeJS.ProcessEnv, { since, link }: Greeting): void {
  say(`\nLesblik is ready on ${env['PUBLIC_URL']} (${seconds(since)}). Ctrl-C stops it.`);
  if (mode === 'demo') {
    say(`\nDemo sign-ins, all with the password ${new DemoPassword(data).current}:`);
    for (const [address = '', role = ''] of demoSignIns) say(`  ${address.padEnd(28)} ${role}`);
  }
  if (mode === 'serve') say(`What the services do is written to ${join(data, 'logs')}.`);
  if (link !== '') say(`\nSet up the school as its first administrator; this link works once:\n  ${link}`);
}

async function assertPortFree(port: number): Promise<void> {
  if (!(await isFree(port)))
    throw new Halt(
      `Port ${port} is in use by another program: stop that one, or choose another port with -- --port ${port + 1}.`,
    );
}
