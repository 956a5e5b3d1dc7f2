import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { spawn, spawnSync } from 'node:child_process';
import { copyFile, readFile, readdir, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { confine, type Tools } from '../../../apps/worker/src/ffmpeg/confine.ts';
import { GrowingMp4 } from '../../../apps/worker/src/ffmpeg/bmff/growing.ts';
import { outFile } from '../../../apps/worker/src/ffmpeg/lend.ts';
import { runFfmpeg, type Run } from '../../../apps/worker/src/ffmpeg/run.ts';
import type { ProcessHandle } from '../../../apps/worker/src/ffmpeg/work.ts';
import { filmNamed } from '../../fixtures/media/recipes.ts';
import { scratchFolder } from '../../support/film/pipeline.ts';
import { until } from '../../support/until.ts';

const GIGABYTE = 2 ** 30;
let tools: Tools;
let scratch: Awaited<ReturnType<typeof scratchFolder>>;
let film: string;

beforeAll(async () => {
  tools = await confine(6 * GIGABYTE);
  scratch = await scratchFolder();
  film = join(scratch.path, 'film.mp4');
  await copyFile(await filmNamed('plain for the fast path'), film);
}, 60_000);

afterAll(() => scratch.remove());

/** Reads the film again and again at its own speed, so that it goes on until it is ended. */
const endless = (name: string, more: Partial<Run> = {}): Run => ({
  scratch: scratch.path,
  input: { path: film, demuxer: 'mov', options: ['-re', '-stream_loop', '-1'] },
  outputs: [{ to: outFile(scratch.path, name), options: ['-map', '0:v:0', '-c', 'copy', '-f', 'mpegts'] }],
  timeLimitMs: 60_000,
  ...more,
});

/** The ffmpeg whose command line holds this word. */
async function processOf(word: string): Promise<string | undefined> {
  for (const pid of (await readdir('/proc')).filter((n) => /^\d+$/.test(n))) {
    const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (!line.startsWith('ffmpeg') || !line.includes(word)) continue;
    return pid;
  }
  return undefined;
}

/** State letter (proc(5)) of that process; undefined where there is none. */
async function stateOf(word: string): Promise<string | undefined> {
  const pid = await processOf(word);
  return /\) (\w)/.exec(await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''))?.[1];
}

test('an aborted run ends at once, with the reason given', async () => {
  const stop = new AbortController();
  const run = runFfmpeg(
    tools,
    endless('aborted.ts', { signal: stop.signal, onProcess: () => stop.abort(new Error('no longer needed')) }),
  );
  await expect(run).rejects.toThrow('no longer needed');
  await until(async () => (await stateOf('aborted.ts')) === undefined, 10_000, 'the end of ffmpeg');
});

test('a run ends when its time is up, but time spent paused does not count', async () => {
  let handle: ProcessHandle | undefined;
  const run = runFfmpeg(tools, endless('late.ts', { timeLimitMs: 3_000, onProcess: (h) => (handle = h) }));
  const outcome = run.then(
    () => 'ended',
    (error: Error) => error.message,
  );
  await until(async () => handle !== undefined && (await stateOf('late.ts')) !== undefined, 10_000, 'a running ffmpeg');
  handle?.pause();
  await until(async () => (await stateOf('late.ts')) === 'T', 10_000, 'a stopped ffmpeg');
  const pausedAt = performance.now();
  // Longer than its whole limit.
  await until(async () => performance.now() - pausedAt > 3_400, 10_000, 'a while');
  expect(await stateOf('late.ts')).toBe('T');
  handle?.resume();
  expect(await outcome).toContain('out of time');
}, 30_000);

test('what it says at the end is kept for the log', async () => {
  const run = endless('broken.ts', { input: { path: film, demuxer: 'avi' } });
  await expect(runFfmpeg(tools, run)).rejects.toMatchObject({
    name: 'FfmpegFailed',
    log: expect.stringContaining('Invalid data'),
  });
});

test('it reads nothing but the film: no address, no other protocol', async () => {
  let calls = 0;
  const server = createServer((socket) => {
    calls++;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const at = server.address();
  const address = `127.0.0.1:${typeof at === 'object' && at ? at.port : 0}`;
  for (const path of [
    `http://${address}/film.mp4`,
    `tcp://${address}`,
    'subfile,,start,0,end,100,,:/etc/passwd',
    'data:video/mp4;base64,AAAA',
  ]) {
    await expect(runFfmpeg(tools, endless('stolen.ts', { input: { path, demuxer: 'mov' } }))).rejects.toMatchObject({
      log: expect.stringContaining('not on whitelist'),
    });
  }
  if (tools.confinement.network) {
    // Even when told to: there is no network to reach it by.
    const words = ['-v', 'error', '-i', `http://${address}/`, '-f', 'null', '-'];
    const child = spawn(tools.ffmpeg, words, { cwd: scratch.path });
    await new Promise((resolve) => child.on('close', resolve));
  }
  expect(calls).toBe(0);
  await new Promise((resolve) => server.close(resolve));
});

describe('whatever a film makes of its decoder', () => {
  test('it is not root, and knows none of our settings', async () => {
    process.env['MASTER_KEY'] = 'a'.repeat(64);
    const stop = new AbortController();
    const run = runFfmpeg(tools, endless('confined.ts', { signal: stop.signal }));
    const outcome = run.then(
      () => 'ended',
      (error: Error) => error.message,
    );
    try {
      const pid = await until(() => processOf('confined.ts'), 10_000, 'a running ffmpeg');
      const status = await readFile(`/proc/${pid}/status`, 'utf8');
      const ids = (name: string) => new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(status)?.[1]?.split(/\s+/);
      for (const name of ['Uid', 'Gid']) expect(ids(name)).not.toContain('0');
      expect(ids('CapEff')).toEqual(['0000000000000000']);
      const variables = (await readFile(`/proc/${pid}/environ`, 'utf8')).split('\0').filter((line) => line !== '');
      // What bwrap tells of where it is: within, not here.
      expect(variables.filter((line) => line !== 'PWD=/scratch').map((line) => line.split('=')[0])).toEqual(['PATH']);
    } finally {
      delete process.env['MASTER_KEY'];
      stop.abort(new Error('seen enough'));
      await outcome;
    }
    expect(await outcome).toBe('seen enough');
    expect(tools.confinement).toMatchObject({ network: true, memory: true, processes: true, unprivileged: true });
  });

  test('it reads no file of ours, and cannot change what it was given', async () => {
    const key = join(scratch.path, 'master.key');
    await writeFile(key, 'x'.repeat(2000), { mode: 0o600 });
    const copy = (path: string, name: string) => ({
      ...endless(name),
      input: { path, demuxer: 'aac', options: [] },
      outputs: [{ to: outFile(scratch.path, name), options: ['-c', 'copy', '-f', 'adts'] }],
    });
    expect(tools.runAs).toBe(process.getuid?.() === 0 ? 65_534 : undefined);
    const asIs = { ...tools, runAs: undefined };
    if (tools.runAs !== undefined) {
      await expect(runFfmpeg(asIs, copy(key, 'key.aac'))).rejects.toMatchObject({
        log: expect.stringContaining('Permission denied'),
      });
    }
    const over = {
      ...endless('x'),
      outputs: [{ to: join(scratch.path, 'over.ts'), options: ['-c', 'copy', '-f', 'mpegts'] }],
    };
    if (tools.runAs !== undefined) {
      await expect(runFfmpeg(tools, over)).rejects.toMatchObject({
        log: expect.stringMatching(/Permission denied|Read-only file system/),
      });
    }
  });

  test('a link that it leaves in the place of a picture is not followed', async () => {
    const link = outFile(scratch.path, 'rung-0.mp4');
    await symlink(film, link);
    await expect(new GrowingMp4(link).read()).rejects.toMatchObject({ code: 'ELOOP' });
  });
});

test('it dies with the process that started it', async () => {
  const script = `
    const { confine } = await import(${JSON.stringify(new URL('../../../apps/worker/src/ffmpeg/confine.ts', import.meta.url))});
    const { ffmpeg } = await confine(${6 * GIGABYTE});
    const args = '-v error -re -stream_loop -1 -i film.mp4 -c copy -f mpegts -y out/orphan.ts'.split(' ');
    process.getBuiltinModule('node:child_process').spawn(ffmpeg, args, { stdio: 'ignore' });`;
  const env = { ...process.env, NODE_OPTIONS: '', TMPDIR: scratch.path };
  const options = { stdio: 'ignore', cwd: scratch.path, env } as const;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script], options);
  await until(async () => (await stateOf('orphan.ts')) !== undefined, 10_000, 'a running ffmpeg');
  parent.kill('SIGKILL');
  await until(async () => (await stateOf('orphan.ts')) === undefined, 10_000, 'the end of ffmpeg');
}, 30_000);

test('it does not begin when the process that asked for it is gone by then', () => {
  const version = (...words: string[]) =>
    spawnSync(words[0] ?? '', words.slice(1), { encoding: 'utf8', cwd: scratch.path }).stdout;
  expect(version(tools.ffmpeg, '-version')).toContain('ffmpeg version');
  expect(version('sh', '-c', `"${tools.ffmpeg}" -version; echo ended`)).toBe('ended\n');
});
