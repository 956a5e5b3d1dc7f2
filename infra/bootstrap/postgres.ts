import { spawn, type ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { freePort } from './ports.ts';
import { type Account, postgresAccount, programsFor, reachable, systemState } from './postgres-programs.ts';
import { run } from './run.mjs';
import { Halt, say } from './say.mjs';
import { writeWhole } from './write-whole.ts';

const startLimitMs = 60_000;
const stopLimitMs = 60_000;

export interface Cluster {
  /** Of the database `lesblik`, or of `postgres` in a cluster that forgets. */
  url: string;
  pid: number;
  /** Resolves when the server ends by itself, with its last words. */
  ended: Promise<string>;
  stop: () => Promise<void>;
}

interface ClusterOptions {
  /** Holds `postgres/` and `postgres.json`. */
  dataFolder: string;
  /** False in tests: faster, and nothing survives a crash of the machine. */
  durable: boolean;
}

/** Starts the PostgreSQL that npm brought, made on its first start, on a free loopback port. */
export async function startCluster({ dataFolder, durable }: ClusterOptions): Promise<Cluster> {
  const account = userInfo().uid === 0 ? postgresAccount() : undefined;
  mkdirSync(dataFolder, { recursive: true });
  const programs = programsFor(account);
  const { folder, password } = clusterOf(dataFolder, account);
  if (!existsSync(join(folder, 'PG_VERSION'))) await initialise(programs, folder, password, account, durable);
  await endLeftOver(folder);
  const port = await freePort();
  const server = await start(programs, folder, port, account, durable);
  return { url: `postgres://lesblik:${password}@127.0.0.1:${port}/postgres`, ...server };
}

/** A cluster of its own folder that forgets everything when it is stopped. */
export async function startTemporaryCluster(): Promise<{ url: string; stop: () => Promise<void> }> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'lesblik-postgres-'));
  chmodSync(dataFolder, 0o711);
  const { url, stop } = await startCluster({ dataFolder, durable: false });
  return {
    url,
    stop: async () => {
      await stop();
      removeCluster(dataFolder);
      rmSync(dataFolder, { recursive: true });
    },
  };
}

/** Removes a cluster, wherever it was put. */
export function removeCluster(dataFolder: string): void {
  const file = join(dataFolder, 'postgres.json');
  if (!existsSync(file)) return;
  const { folder } = JSON.parse(readFileSync(file, 'utf8')) as { folder: string };
  rmSync(folder.startsWith(systemState) ? dirname(folder) : folder, { recursive: true, force: true });
  rmSync(file);
}

/** Where the cluster lies is decided once and written down beside its password. */
function clusterOf(dataFolder: string, account: Account | undefined): { folder: string; password: string } {
  const file = join(dataFolder, 'postgres.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as { folder: string; password: string };
  let folder = join(dataFolder, 'postgres');
  if (account !== undefined && !reachable(dataFolder, account)) {
    folder = join(systemState, createHash('sha256').update(dataFolder).digest('hex').slice(0, 16), 'postgres');
    mkdirSync(systemState, { recursive: true, mode: 0o755 });
    say(`    The database lies in ${folder}, because the user postgres cannot enter ${dataFolder}.`);
  }
  const cluster = { folder, password: randomBytes(16).toString('hex') };
  writeWhole(file, JSON.stringify(cluster));
  return cluster;
}

async function initialise(
  programs: string,
  folder: string,
  password: string,
  account: Account | undefined,
  durable: boolean,
): Promise<void> {
  const half = `${folder}.new`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(dirname(half), { recursive: true });
  mkdirSync(half, { mode: 0o700 });
  const passwordFile = `${folder}.password`;
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account !== undefined) {
    chmodSync(dirname(half), statSync(dirname(half)).mode | 0o011);
    for (const path of [half, passwordFile]) chownSync(path, account.uid, account.gid);
  }
  const { code, output } = await run(
    join(programs, 'bin/initdb'),
    [
      ...[`--pgdata=${half}`, '--username=lesblik', '--auth=scram-sha-256', `--pwfile=${passwordFile}`],
      ...['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
      ...(durable ? [] : ['--no-sync']),
    ],
    { cwd: '/', ...account },
  );
  rmSync(passwordFile);
  if (code !== 0) throw new Halt(`PostgreSQL could not make its folder ${folder}: ${output.trim()}`);
  renameSync(half, folder);
}

/** A server that outlived a killed start still holds the folder: it is stopped first, and recovers nothing. */
async function endLeftOver(folder: string): Promise<void> {
  const file = join(folder, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  const commandLine = `/proc/${pid}/cmdline`;
  if (!existsSync(commandLine) || !readFileSync(commandLine, 'utf8').includes(folder)) return;
  process.kill(pid, 'SIGINT');
  await until(() => !existsSync(commandLine), stopLimitMs, 'The PostgreSQL of an earlier start does not stop.');
}

async function start(
  programs: string,
  folder: string,
  port: number,
  account: Account | undefined,
  durable: boolean,
): Promise<Omit<Cluster, 'url'>> {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '300',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const child = spawn(
    join(programs, 'bin/postgres'),
    [
      '-D',
      folder,
      '-p',
      String(port),
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    // A process group of its own: Ctrl-C must reach it last, not first.
    { cwd: '/', detached: true, stdio: ['ignore', 'ignore', 'pipe'], env: { LC_ALL: 'C' }, ...account },
  );
  let words = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (words = (words + text).slice(-4000)));
  let gone = false;
  const ended = new Promise<string>((resolve) => {
    child.on('error', (error) => resolve((words += error.message)));
    child.on('exit', () => resolve(words.trim()));
  });
  void ended.then(() => (gone = true));
  await until(() => gone || words.includes('ready to accept connections'), startLimitMs, 'PostgreSQL does not start.');
  if (gone || child.pid === undefined)
    throw new Halt(`PostgreSQL did not start: ${words.trim().split('\n').slice(-3).join(' ')}`);
  return { pid: child.pid, ended, stop: () => stop(child, ended) };
}

/** "Fast": open transactions are rolled back, and everything is written down before it ends. */
async function stop(child: ChildProcess, ended: Promise<string>): Promise<void> {
  child.kill('SIGINT');
  await ended;
}

async function until(holds: () => boolean, limitMs: number, otherwise: string): Promise<void> {
  const limit = Date.now() + limitMs;
  while (!holds()) {
    if (Date.now() > limit) throw new Halt(otherwise);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
