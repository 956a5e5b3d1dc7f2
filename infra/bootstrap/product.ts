import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { people } from '../demo/content.ts';
import { DemoPassword } from './demo-password.ts';
import { inRoot, root } from './paths.ts';
import { lastLines, run } from './run.mjs';
import { Halt, step } from './say.mjs';

export type Mode = 'demo' | 'serve';

interface Place {
  port: number;
  data: string;
  databaseUrl: string;
  mediasoupWorkerBin: string;
}

/** What the API and the media worker are told. The demo knows nothing of a school's settings; a school's are handed on whole. */
export function productEnvironment(
  mode: Mode,
  { port, data, databaseUrl, mediasoupWorkerBin }: Place,
): NodeJS.ProcessEnv {
  const kept = ['PATH', 'HOME', 'LANG', 'TZ', 'TMPDIR'].map((name) => [name, process.env[name]] as const);
  const given: NodeJS.ProcessEnv = mode === 'serve' ? process.env : Object.fromEntries(kept);
  return {
    NODE_ENV: 'production',
    PUBLIC_URL: `http://localhost:${port}`,
    MEDIASOUP_WORKER_BIN: mediasoupWorkerBin,
    ...given,
    // Two demos on one machine take no port from each other.
    ...(mode === 'demo' ? { MEDIASOUP_PORT: '0' } : {}),
    LESBLIK_MODE: mode,
    PORT: String(port),
    DATA_DIR: data,
    DATABASE_URL: databaseUrl,
  };
}

/** The demo's passwords are known to everyone: its school and a real one never share a folder. */
export function assertPurpose(data: string, mode: Mode): void {
  mkdirSync(data, { recursive: true });
  const file = join(data, 'purpose');
  if (!existsSync(file)) return writeFileSync(file, mode);
  if (readFileSync(file, 'utf8') === mode) return;
  throw new Halt(
    mode === 'serve'
      ? `${data} holds the demo school: remove it with npm run reset, or set DATA_DIR to another folder.`
      : `${data} holds a real school: set DATA_DIR to another folder for the demo.`,
  );
}

export const migrate = (env: NodeJS.ProcessEnv): Promise<string> =>
  runTool('migrations', [inRoot('libs/server/dist/database/migrate.js')], env);

/** Before the API runs: nobody signs in with the password that is given up. */
export async function setDemoPassword(env: NodeJS.ProcessEnv, data: string, password: string): Promise<void> {
  const kept = new DemoPassword(data);
  if (kept.current === password) return;
  // Neither the old nor the new one, should it be cut off half-way: then it is set again.
  kept.current = '';
  const addresses = Object.values(people).map(({ email }) => email);
  await runTool('demo password', [inRoot('apps/api/dist/replace-passwords.js')], env, {
    input: [password, ...addresses],
  });
  kept.current = password;
}

/** Filled in once, through the running API, as its people would do it; the signal ends it. */
export async function seedDemo(env: NodeJS.ProcessEnv, data: string, signal: AbortSignal): Promise<void> {
  const done = join(data, 'demo-school');
  if (existsSync(done) || existsSync(join(data, 'restored'))) return;
  const link = await firstAdministratorLink(env);
  const args = [inRoot('infra/demo/seed.ts'), ...(link === '' ? [] : [link])];
  const told = { ...env, LESBLIK_URL: env['PUBLIC_URL'], DEMO_PASSWORD: new DemoPassword(data).current };
  await runTool('demo school, with its lessons', args, told, { signal });
  writeFileSync(done, '');
}

/** The one-time link with which the first administrator sets up the school; empty once there is one. */
export const firstAdministratorLink = (env: NodeJS.ProcessEnv): Promise<string> =>
  runTool('first administrator', [inRoot('apps/api/dist/first-administrator.js')], env);

interface Given {
  input?: string[];
  signal?: AbortSignal;
}

async function runTool(label: string, args: string[], env: NodeJS.ProcessEnv, given: Given = {}): Promise<string> {
  const { input = [], signal } = given;
  return step(label, async (onOutput) => {
    const options = { cwd: root, env, onOutput, input: input.join('\n'), ...(signal && { signal }) };
    const { code, output } = await run(process.execPath, args, options);
    signal?.throwIfAborted();
    if (code !== 0) throw new Halt(`${label} failed.\n${lastLines(output)}`);
    return output.trim();
  });
}
