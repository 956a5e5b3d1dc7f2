import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../postgres.ts';
import { until } from '../until.ts';
import { credentials, type SwiftPorts, type SwiftServer, swiftSettings } from './swift-settings.ts';

export interface S3Server {
  endpoint: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

const servers: SwiftServer[] = ['account', 'container', 'object', 'proxy'];

/** Under load of a whole test run on two cores, Python takes its time. */
const START_MS = 150_000;

/** A real S3 server, OpenStack Swift with its s3api, in a folder and on ports of its own. */
export async function startS3(): Promise<{ server: S3Server; stop: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'lesblik-s3-'));
  const ports: SwiftPorts = {
    proxy: await freePort(),
    account: await freePort(),
    container: await freePort(),
    object: await freePort(),
    memcached: await freePort(),
  };
  await mkdir(join(folder, 'devices', 'disk'), { recursive: true });
  for (const [name, text] of Object.entries(swiftSettings(folder, ports))) await writeFile(join(folder, name), text);
  // Debian's own Python, which Swift is installed for; another may come first on the PATH.
  const rings = [ports.account, ports.container, ports.object].map(String);
  await promisify(execFile)('/usr/bin/python3', [join(import.meta.dirname, 'make-rings.py'), folder, ...rings]);

  const memcached = ['-l', '127.0.0.1', '-p', String(ports.memcached), '-U', '0', '-u', 'nobody', '-m', '32'];
  const processes = [
    run('memcached', memcached),
    ...servers.map((name) => run(`swift-${name}-server`, [join(folder, `${name}-server.conf`)])),
  ];
  const stop = async () => {
    await Promise.all(processes.map((one) => one.stop()));
    await rm(folder, { recursive: true, force: true });
  };
  const endpoint = `http://127.0.0.1:${ports.proxy}`;
  try {
    for (const name of servers) {
      const health = `http://127.0.0.1:${ports[name]}/healthcheck`;
      await until(() => failed(processes) ?? answers(health), START_MS, `swift-${name}-server`);
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { server: { endpoint, region: 'us-east-1', ...credentials }, stop };
}

interface Running {
  child: ChildProcess;
  output: () => string;
  stop: () => Promise<void>;
}

/** Ends with this process too, however this process ends. */
function run(command: string, args: string[]): Running {
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', '--', command, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => {
      output = (output + data.toString()).slice(-4000);
    });
  }
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    child,
    output: () => `${command} ended: ${output}`,
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function failed(processes: Running[]): undefined {
  const gone = processes.find(({ child }) => child.exitCode !== null || child.signalCode !== null);
  if (gone) throw new Error(gone.output());
  return undefined;
}

async function answers(url: string): Promise<boolean> {
  const response = await fetch(url).catch(() => undefined);
  return response?.ok ?? false;
}
