import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { until } from './until.ts';
import type { World } from './world.ts';

export interface ApiProcess {
  url: string;
  pid: number;
  /** All that it wrote to its log. */
  output: () => string;
  /** As a loss of power would: nothing is put away. */
  kill: () => Promise<void>;
  stop: () => Promise<void>;
}

const main = join(import.meta.dirname, '../../apps/api/dist/main.js');

/** The API as it runs for a school, in a process of its own, on the world's database and folder. */
export async function apiProcess(world: World, env: Record<string, string> = {}): Promise<ApiProcess> {
  const child = spawn(process.execPath, [main], {
    env: {
      PATH: process.env['PATH'] ?? '',
      LESBLIK_MODE: 'test',
      LOG_LEVEL: 'info',
      PORT: '0',
      DATA_DIR: world.folder,
      DATABASE_URL: world.services.config.database.url,
      MEDIASOUP_PORT: '0',
      MEDIASOUP_WORKER_BIN: process.env['MEDIASOUP_WORKER_BIN'] ?? '',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  const address = await until(
    () => {
      if (child.exitCode !== null) throw new Error(`The API ended before it listened: ${output}`);
      return /"address":"(http:[^"]+)"/.exec(output)?.[1];
    },
    120_000,
    'the API',
  );
  if (child.pid === undefined) throw new Error('The API has no process');
  return {
    url: address,
    pid: child.pid,
    output: () => output,
    kill: () => end(child, 'SIGKILL'),
    stop: () => end(child, 'SIGTERM'),
  };
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill(signal);
  return ended;
}
