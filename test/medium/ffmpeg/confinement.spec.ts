import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { spawn, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, readdir, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { confine, type Tools } from '../../../apps/worker/src/ffmpeg/confine.ts';
import { lend } from '../../../apps/worker/src/ffmpeg/lend.ts';
import { allowTime } from '../../../apps/worker/src/ffmpeg/limits.ts';
import { signalTo } from '../../../apps/worker/src/ffmpeg/signal-to.ts';
import { scratchFolder } from '../../support/film/pipeline.ts';
import { insteadOf } from '../../support/film/taken-over.ts';
import { until } from '../../support/until.ts';

const GIGABYTE = 2 ** 30;
const root = process.getuid?.() === 0;
const can = (...words: string[]): boolean => spawnSync(words[0] ?? '', words.slice(1)).status === 0;

const limits = { memory: true, processes: true, unprivileged: true };
/** Every step of the ladder that this machine can take, and what must hold on it. */
const steps = [
  { way: 'bwrap', network: true, files: true, here: can('bwrap', '--unshare-net', '--ro-bind', '/', '/', 'true') },
  { way: 'unshare', network: true, files: false, here: can('unshare', root ? '-n' : '-rn', 'true') },
  { way: 'limits', network: false, files: false, here: true },
] as const;

let scratch: Awaited<ReturnType<typeof scratchFolder>>;
let server: Server;
let calls = 0;

beforeAll(async () => {
  scratch = await scratchFolder();
  server = createServer((socket) => {
    calls++;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await scratch.remove();
});

test('the best step that this machine can take is the one that is taken', async () => {
  expect((await confine(6 * GIGABYTE)).confinement.way).toBe(steps.find(({ here }) => here)?.way);
});

describe.each(steps.filter(({ here }) => here))('a decoder that was taken over, under $way,', (step) => {
  let tools: Tools;
  let folder: string;

  beforeAll(async () => {
    tools = await confine(6 * GIGABYTE, [step.way]);
    folder = join(await mkdtemp(join(scratch.path, 'school-')), 'scratch');
    await mkdir(folder, { mode: 0o700 });
    await writeFile(join(folder, 'film'), 'the film', { mode: 0o600 });
    await writeFile(join(dirname(folder), 'master.key'), 'the master key', { mode: 0o600 });
    await lend(tools, folder, join(folder, 'film'));
  }, 60_000);

  /** What a shell in the decoder's place says, and how it ended. */
  const shell = async (script: string, seconds = 60, more: Record<string, string> = {}) => {
    await allowTime(folder, (seconds * 1000) / availableParallelism());
    const child = spawn(await insteadOf(tools.ffmpeg, 'sh', more), ['-c', script], { cwd: folder });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => (said += bytes.toString()));
    const ended = new Promise<number | NodeJS.Signals | null>((resolve) =>
      child.on('close', (code, signal) => resolve(code ?? signal)),
    );
    return { pid: child.pid, ended, said: () => said };
  };
  const says = async (script: string): Promise<string> => {
    const { ended, said } = await shell(script);
    await ended;
    return said();
  };

  test('is as confined as it says', () => {
    const { here: _, ...told } = step;
    // Nobody but root can become somebody else: there the files of the same person stay in sight.
    expect(tools.confinement).toEqual({ ...told, ...limits });
  });

  test('reads its film and writes to its folder, and reads no key and no film of others', async () => {
    expect(await says('cat film && echo made >out/made && cat out/made')).toBe('the filmmade\n');
    const key = join(dirname(folder), 'master.key');
    if (root || step.files) expect(await says(`cat '${key}' ../master.key`)).not.toContain('the master key');
    if (root || step.files) expect(await says(`ls '${dirname(folder)}' .. `)).not.toContain('master.key');
    const passwords = await says('cat /etc/passwd');
    if (step.files) expect(passwords).toMatch(/No such file/);
    // Told as it is: the weaker steps do not hide what everybody of the system may read.
    else expect(passwords).toContain('root:');
  });

  test('writes nowhere else', async () => {
    if (root || step.files)
      expect(await says('echo x >film; cat film')).toMatch(/(Permission denied|Read-only).*the film$/s);
    if (step.files) expect(await says('echo x >/left || echo x >/usr/bin/left || echo refused')).toMatch(/refused\n$/);
  });

  test('sees none of our settings, and where it may not see files no process of ours', async () => {
    process.env['AUTH_SECRET'] = 'a secret of the school';
    try {
      expect(await says('env')).not.toMatch(/SECRET/);
      if (step.files) expect(await says('ls /proc /home /root /tmp')).not.toMatch(/cpuinfo|lesblik/);
    } finally {
      delete process.env['AUTH_SECRET'];
    }
  });

  test('calls nobody', async () => {
    const at = server.address();
    const address = `tcp://127.0.0.1:${typeof at === 'object' && at ? at.port : 0}?timeout=2000000`;
    const before = calls;
    const child = spawn(tools.ffmpeg, ['-v', 'error', '-i', address, '-f', 'null', '-'], { cwd: folder });
    expect(await new Promise((resolve) => child.on('close', resolve))).not.toBe(0);
    if (step.network) expect(calls).toBe(before);
    else expect(calls).toBe(before + 1);
  });

  test('gets no hundred gigabytes of memory', async () => {
    const take = (size: string) => says(`dd if=/dev/null of=/dev/null bs=${size} count=1 && echo had it`);
    expect(await take('100G')).toMatch(/memory exhausted/);
    expect(await take('1M')).toContain('had it');
  });

  test('gets no film of twenty gigabytes past', async () => {
    expect(await says('truncate -s 20G out/large; ls out')).not.toContain('large\n'.repeat(2));
    expect(await says('truncate -s 20G out/large || echo refused')).toMatch(/File too large|refused/);
  });

  test('that runs for ever is ended when its processor time is used up, whoever watches', async () => {
    const { ended } = await shell('while :; do :; done', 1);
    // By SIGKILL or SIGXCPU, as the system says it or as bwrap passes it on.
    expect(['SIGKILL', 'SIGXCPU', 128 + 9, 128 + 24]).toContain(await ended);
  }, 60_000);

  test('that splits again and again comes to an end of it, and goes with all its children', async () => {
    const mark = `3${process.pid % 1000}${steps.indexOf(step)}`;
    // Fewer than the product allows: nobody else of this machine is to feel it.
    const few = { '--nproc=\\d+': '--nproc=20' };
    const { pid, ended, said } = await shell(`for i in $(seq 100); do sleep ${mark} & echo $i; done; wait`, 60, few);
    const started = () =>
      said()
        .split('\n')
        .filter((line) => /^\d+$/.test(line)).length;
    if (step.files) await until(async () => /fork/i.test(said()), 10_000, 'an end of forks');
    else await Promise.race([ended, until(async () => /fork/i.test(said()), 10_000, 'an end of forks')]);
    expect(started()).toBeLessThan(25);
    signalTo(pid, 'SIGKILL');
    await ended;
    await until(async () => (await running(`sleep\0${mark}`)) === 0, 10_000, 'the end of all of them');
  }, 30_000);
});

async function running(line: string): Promise<number> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
  return lines.filter((one) => one.startsWith(line)).length;
}
