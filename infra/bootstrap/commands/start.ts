import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alreadyRuns, Hold, runningIn } from '../hold.ts';
import { interruption } from '../interruption.ts';
import { inRoot, root } from '../paths.ts';
import { isFree } from '../ports.ts';
import { startCluster, type Cluster } from '../postgres.ts';
import { assertRoom, prepare } from '../prepare.ts';
import { waitUntilReady } from '../ready.ts';
import { lastLines, run } from '../run.mjs';
import { Halt, say, seconds, step } from '../say.mjs';
import { Services } from '../services.ts';
import { dataFolder, loadEnvFile, portFrom } from '../settings.ts';
import { build } from '../steps/build.ts';

type Mode = 'demo' | 'serve';

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
  const port = portFrom(args);
  const data = dataFolder();
  const running = runningIn(data);
  if (running !== undefined) throw new Halt(alreadyRuns(running));
  await assertPortFree(port);
  assertRoom(data);
  assertPurpose(data, mode);
  const { mediasoupWorkerBin } = await prepare();
  await build();

  const stopAsked = interruption();
  const hold = new Hold(data, port);
  let cluster: Cluster | undefined;
  const services = new Services({
    logFolder: join(data, 'logs'),
    echo: mode === 'serve',
    onProcesses: (pids) => hold.note({ pids: cluster === undefined ? pids : [...pids, cluster.pid] }),
  });
  try {
    const given = mode === 'serve' ? process.env['DATABASE_URL'] : undefined;
    if (given === undefined) cluster = await step('database', () => startCluster({ dataFolder: data, durable: true }));
    const databaseUrl = given ?? cluster?.url ?? '';
    hold.note({ databaseUrl });
    const env = environment(mode, { port, data, databaseUrl, mediasoupWorkerBin });
    await succeed('migrations', ['libs/server/dist/database/migrate.js'], env);

    services.start({ name: 'media worker', args: [inRoot('apps/worker/dist/main.js')], env });
    services.start({ name: 'API', args: [inRoot('apps/api/dist/main.js')], env });
    const trouble = Promise.race([
      services.collapsed,
      ...(cluster === undefined ? [] : [cluster.ended.then((words) => `PostgreSQL ended.\n${lastLines(words)}`)]),
    ]);
    const first = await Promise.race([
      step('API', () => waitUntilReady(`http://127.0.0.1:${port}`)).then(() => 'ready' as const),
      stopAsked.then(() => 'stop' as const),
      trouble.then((reason) => {
        throw new Halt(reason);
      }),
    ]);
    if (first === 'ready') {
      if (mode === 'demo') await demoSchool(port, data, env);
      await greet(mode, port, env, since);
      await Promise.race([
        stopAsked,
        trouble.then((reason) => {
          throw new Halt(reason);
        }),
      ]);
    }
    say('\nStopping …');
    return 0;
  } finally {
    await services.stop();
    await cluster?.stop();
    hold.release();
    say('Stopped.');
  }
}

/** The demo knows nothing of the school's settings; a real school's are handed on whole. */
function environment(
  mode: Mode,
  {
    port,
    data,
    databaseUrl,
    mediasoupWorkerBin,
  }: Record<'data' | 'databaseUrl' | 'mediasoupWorkerBin', string> & { port: number },
): NodeJS.ProcessEnv {
  const basis =
    mode === 'serve'
      ? process.env
      : Object.fromEntries(['PATH', 'HOME', 'LANG', 'TZ', 'TMPDIR'].map((name) => [name, process.env[name]]));
  return {
    ...basis,
    NODE_ENV: 'production',
    LESBLIK_MODE: mode,
    PORT: String(port),
    PUBLIC_URL: (mode === 'serve' ? process.env['PUBLIC_URL'] : undefined) ?? `http://localhost:${port}`,
    DATA_DIR: data,
    DATABASE_URL: databaseUrl,
    MEDIASOUP_WORKER_BIN: basis['MEDIASOUP_WORKER_BIN'] ?? mediasoupWorkerBin,
    ...(mode === 'demo' ? { MEDIASOUP_PORT: '0' } : {}),
  };
}

async function succeed(label: string, args: string[], env: NodeJS.ProcessEnv): Promise<void> {
  await step(label, async (onOutput) => {
    const { code, output } = await run(process.execPath, args, { cwd: root, env, onOutput });
    if (code !== 0) throw new Halt(`${label} failed.\n${lastLines(output)}`);
  });
}

/** Filled in once, through the running API, as its people would do it. */
async function demoSchool(port: number, data: string, env: NodeJS.ProcessEnv): Promise<void> {
  const done = join(data, 'demo-school');
  if (existsSync(done)) return;
  const link = await firstAdministratorLink(env);
  const seedEnv = { ...env, LESBLIK_URL: `http://localhost:${port}` };
  await succeed('demo school', ['infra/demo/seed.ts', ...(link === '' ? [] : [link])], seedEnv);
  writeFileSync(done, '');
}

/** @returns an empty text once a school exists */
async function firstAdministratorLink(env: NodeJS.ProcessEnv): Promise<string> {
  const { code, output } = await run(process.execPath, [inRoot('apps/api/dist/first-administrator.js')], {
    cwd: root,
    env,
  });
  if (code !== 0) throw new Halt(`The link for the first administrator could not be made.\n${lastLines(output)}`);
  return output.trim();
}

async function greet(mode: Mode, port: number, env: NodeJS.ProcessEnv, since: number): Promise<void> {
  say(`\nLesblik is ready on ${env['PUBLIC_URL'] ?? `http://localhost:${port}`} (${seconds(since)}). Ctrl-C stops it.`);
  if (mode === 'demo') {
    say('\nDemo sign-ins, all with the password lesblik-demo:');
    for (const [address = '', role = ''] of demoSignIns) say(`  ${address.padEnd(28)} ${role}`);
    return;
  }
  const link = await firstAdministratorLink(env);
  if (link !== '') say(`\nSet up the school with this link, which works once:\n  ${link}`);
}

async function assertPortFree(port: number): Promise<void> {
  if (!(await isFree(port)))
    throw new Halt(
      `Port ${port} is in use by another program: stop that one, or choose another port with -- --port ${port + 1}.`,
    );
}

/** The demo's passwords are known to everyone: its school and a real one never share a folder. */
function assertPurpose(data: string, mode: Mode): void {
  const file = join(data, 'purpose');
  if (!existsSync(file)) return writeFileSync(file, mode);
  if (readFileSync(file, 'utf8') === mode) return;
  throw new Halt(
    mode === 'serve'
      ? `${data} holds the demo school: remove it with npm run reset, or set DATA_DIR to another folder.`
      : `${data} holds a real school: set DATA_DIR to another folder for the demo.`,
  );
}
