import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { freePort } from '../postgres.ts';
import { until } from '../until.ts';
import { credentials, type SwiftPorts, type SwiftServer, swiftSettings } from './swift-settings.ts';

export interface TestS3 {
  endpoint: string;
  region: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** Limits the bucket to so many bytes, as a provider's quota does; 0 lifts the limit. */
  limitBytes: (bytes: number) => Promise<void>;
  stop: () => Promise<void>;
}

const servers: SwiftServer[] = ['account', 'container', 'object', 'proxy'];

/** A real S3 server, OpenStack Swift with its s3api, in a folder and on ports of its own, with one empty bucket. */
export async function startS3(): Promise<TestS3> {
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
  const s3 = { endpoint, region: 'us-east-1', bucket: 'lesblik-test', ...credentials };
  try {
    for (const name of servers) {
      await until(
        () => failed(processes) ?? answers(`http://127.0.0.1:${ports[name]}/healthcheck`),
        30_000,
        `swift-${name}-server`,
      );
    }
    await createBucket(s3);
  } catch (error) {
    await stop();
    throw error;
  }
  return { ...s3, limitBytes: (bytes) => limitBytes(endpoint, s3.bucket, bytes), stop };
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

async function createBucket(s3: Omit<TestS3, 'stop' | 'limitBytes'>): Promise<void> {
  const { accessKeyId, secretAccessKey } = s3;
  const client = new S3Client({ ...s3, forcePathStyle: true, credentials: { accessKeyId, secretAccessKey } });
  try {
    await client.send(new CreateBucketCommand({ Bucket: s3.bucket }));
  } finally {
    client.destroy();
  }
}

async function limitBytes(endpoint: string, bucket: string, bytes: number): Promise<void> {
  const signIn = await fetch(`${endpoint}/auth/v1.0`, {
    headers: { 'x-storage-user': credentials.accessKeyId, 'x-storage-pass': credentials.secretAccessKey },
  });
  const token = signIn.headers.get('x-auth-token') ?? '';
  for (const container of [bucket, `${bucket}+segments`]) {
    const headers = { 'x-auth-token': token, 'x-container-meta-quota-bytes': bytes === 0 ? '' : String(bytes) };
    const changed = await fetch(`${endpoint}/v1/AUTH_lesblik/${encodeURIComponent(container)}`, {
      method: 'PUT',
      headers,
    });
    if (!changed.ok) throw new Error(`The quota of ${container} was refused: ${changed.status}`);
  }
}
