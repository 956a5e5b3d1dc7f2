import { spawn } from 'node:child_process';
import { dirname, relative } from 'node:path';
import { Writable } from 'node:stream';
import ffmpeg from 'fluent-ffmpeg';
import type { Tools } from './confine.ts';
import { Deadline } from './deadline.ts';
import { lend } from './lend.ts';
import { allowTime } from './limits.ts';
import { signalTo } from './signal-to.ts';
import type { ProcessHandle } from './work.ts';

/** ffmpeg or ffprobe ended badly, ran out of time or wrote too much; `log` is the end of what it said. */
export class FfmpegFailed extends Error {
  override readonly name = 'FfmpegFailed';
  constructor(
    message: string,
    readonly log: string,
  ) {
    super(`${message}\n${log}`);
  }
}

export interface Input {
  path: string;
  /** ffmpeg's demuxer; never guessed from what the film says about itself. */
  demuxer: string;
  options?: string[];
}

interface Output {
  /** A file, or a listener for what is written to the standard output (at most one of these). */
  to: string | ((bytes: Buffer) => void);
  options: string[];
}

export interface Run {
  /** Where the input lies, and outputs go (`outFile`); ffmpeg runs in it. */
  scratch: string;
  input: Input;
  /** A filter graph over the input; its named pads are for the outputs' `-map`. */
  filter?: string;
  outputs: Output[];
  timeLimitMs: number;
  /** `info` where a filter reports its findings in the log. */
  logLevel?: 'warning' | 'info';
  signal?: AbortSignal | undefined;
  onProcess?: ((handle: ProcessHandle) => void) | undefined;
  /** In seconds of output time. */
  onProgress?: (seconds: number) => unknown;
  /** Seconds between two calls of it; a quarter by default. */
  progressEvery?: number;
}

/** Whatever a film says, only its own bytes are read. */
export const guarded = (input: Input): string[] => ['-protocol_whitelist', 'file,pipe', '-f', input.demuxer];

const LOG_LINES = 60;

/** A decoder that is nobody cannot pass the folders above its own: it is given names within it. */
export const within = (scratch: string, path: string): string =>
  path.startsWith(`${scratch}/`) ? `./${relative(scratch, path)}` : path;

/** Runs one ffmpeg to its end; answers the last lines of its log. */
export async function runFfmpeg(tools: Tools, run: Run): Promise<string> {
  const { scratch, input } = run;
  await lend(tools, scratch, input.path);
  await allowTime(scratch, run.timeLimitMs);
  const command = ffmpeg({ stdoutLines: 1, cwd: scratch });
  command.setFfmpegPath(tools.ffmpeg);
  command
    .input(within(scratch, input.path))
    .inputOptions(
      ...ffmpegFlags,
      ...['-progress', 'pipe:2', '-stats_period', String(run.progressEvery ?? 0.25)],
      '-loglevel',
      run.logLevel ?? 'warning',
      ...guarded(run.input),
      ...(run.input.options ?? []),
    );
  if (run.filter) command.complexFilter(run.filter);
  for (const { to, options } of run.outputs) {
    const [first = '-y', second = '-y', ...rest] = options;
    command.output(typeof to === 'string' ? within(scratch, to) : sink(to)).outputOptions(first, second, ...rest);
  }
  return supervise(command, run);
}

/** Whatever share of a film is damaged, that is no failure of ffmpeg's. */
const tolerant = ['-max_error_rate', '1'];
export const ffmpegFlags = ['-hide_banner', '-nostdin', '-nostats', ...tolerant];

/** fluent-ffmpeg takes a closed stream for a failure: this one never says that it closed. */
const sink = (take: (bytes: Buffer) => void): Writable =>
  new Writable({
    emitClose: false,
    autoDestroy: false,
    write(chunk: Buffer, _encoding, done) {
      take(chunk);
      done();
    },
  });

/** What fluent-ffmpeg sets but its types leave out. */
interface Spawned {
  ffmpegProc?: { pid?: number };
}

function supervise(command: ffmpeg.FfmpegCommand & Spawned, run: Run): Promise<string> {
  const { signal } = run;
  const log: string[] = [];
  const send = (name: NodeJS.Signals): void => void signalTo(command.ffmpegProc?.pid, name);
  const deadline = new Deadline(run.timeLimitMs, () => send('SIGKILL'));
  // Stopped before it has set that it dies with us, it would wait for ever should we die now: only ffmpeg itself speaks.
  let [speaks, paused] = [false, false];
  const abort = (): void => send('SIGKILL');

  return new Promise<string>((resolve, reject) => {
    command.on('start', () => {
      if (signal?.aborted) return abort();
      deadline.start();
      run.onProcess?.({
        pause: () => {
          deadline.hold();
          paused = true;
          if (speaks) send('SIGSTOP');
        },
        resume: () => {
          paused = false;
          send('SIGCONT');
          deadline.start();
        },
      });
    });
    command.on('stderr', (line: string) => {
      if (!speaks && paused) send('SIGSTOP');
      speaks = true;
      const told = /^[a-z_0-9]+=\s*\S+$/.exec(line);
      if (!told) {
        log.push(line);
        if (log.length > LOG_LINES) log.splice(0, log.length - LOG_LINES);
      } else if (line.startsWith('out_time_us=')) {
        const seconds = Number(line.slice('out_time_us='.length)) / 1e6;
        if (Number.isFinite(seconds)) run.onProgress?.(seconds);
      }
    });
    command.on('end', () => resolve(log.join('\n')));
    command.on('error', (error: Error) => {
      if (signal?.aborted) reject(signal.reason);
      else reject(new FfmpegFailed(deadline.passed ? 'ffmpeg ran out of time' : error.message, log.join('\n')));
    });
    signal?.throwIfAborted();
    signal?.addEventListener('abort', abort, { once: true });
    command.run();
  }).finally(() => {
    deadline.hold();
    signal?.removeEventListener('abort', abort);
  });
}

/** ffprobe's standard output, handed over piece by piece; the same limits and the same guard as ffmpeg. */
export async function runFfprobe(
  tools: Tools,
  input: Input,
  options: string[],
  take: (bytes: Buffer) => void,
  limits: { timeLimitMs: number; signal?: AbortSignal | undefined },
): Promise<void> {
  const scratch = dirname(input.path);
  await lend(tools, scratch, input.path);
  await allowTime(scratch, limits.timeLimitMs);
  return new Promise((resolve, reject) => {
    limits.signal?.throwIfAborted();
    const args = [
      '-hide_banner',
      '-loglevel',
      'error',
      ...guarded(input),
      ...(input.options ?? []),
      ...options,
      '-i',
      within(scratch, input.path),
    ];
    const child = spawn(tools.ffprobe, args, { cwd: scratch, stdio: ['ignore', 'pipe', 'pipe'] });
    let log = '';
    const kill = (): void => void signalTo(child.pid, 'SIGKILL');
    const deadline = new Deadline(limits.timeLimitMs, kill);
    deadline.start();
    limits.signal?.addEventListener('abort', kill, { once: true });
    child.stdout.on('data', take);
    child.stderr.on('data', (bytes: Buffer) => (log = (log + bytes.toString()).slice(-8_000)));
    child.on('error', reject);
    child.on('close', (code) => {
      deadline.hold();
      limits.signal?.removeEventListener('abort', kill);
      if (limits.signal?.aborted) reject(limits.signal.reason);
      else if (deadline.passed) reject(new FfmpegFailed('ffprobe ran out of time', log));
      else if (code !== 0) reject(new FfmpegFailed(`ffprobe ended with ${code}`, log));
      else resolve();
    });
  });
}
