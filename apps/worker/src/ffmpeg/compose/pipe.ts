import { spawn } from 'node:child_process';
import type { Writable } from 'node:stream';
import type { Tools } from '../confine.ts';
import { Deadline } from '../deadline.ts';
import { lend } from '../lend.ts';
import { allowTime } from '../limits.ts';
import { signalTo } from '../signal-to.ts';
import { FfmpegFailed, ffmpegFlags, guarded, type Input, within } from '../run.ts';
import type { ProcessHandle } from '../work.ts';

export interface PipeRun {
  /** Where files lie; ffmpeg runs in it. */
  scratch: string;
  inputs: Input[];
  /** All that follows the inputs but the output's name. */
  options: string[];
  /** A file in the scratch folder, or `pipe:1`. */
  to: string;
  timeLimitMs: number;
  signal?: AbortSignal | undefined;
  onProcess?: ((handle: ProcessHandle) => void) | undefined;
}

/** Somebody else ended it, such as a system that is short of memory: tried again it may do well. */
export class FfmpegKilled extends FfmpegFailed {}

/** How bwrap tells that what it stood around was killed. */
const KILLED = 128 + 9;

const LOG_CHARACTERS = 8_000;

/** An ffmpeg that is fed, or read, a piece at a time: it waits for us and we for it, so that nothing piles up between. */
export class FfmpegPipe {
  /** Resolves when ffmpeg ended well. @throws FfmpegFailed, or the signal's reason */
  readonly ended: Promise<void>;
  readonly #stdin: Writable;
  readonly #chunks: AsyncIterator<Buffer, undefined>;
  readonly #kill: () => void;
  #rest: Buffer[] = [];
  #held = 0;

  static async open(tools: Tools, run: PipeRun): Promise<FfmpegPipe> {
    for (const { path } of run.inputs) await lend(tools, run.scratch, path);
    await allowTime(run.scratch, run.timeLimitMs);
    run.signal?.throwIfAborted();
    return new FfmpegPipe(tools, run);
  }

  private constructor(tools: Tools, { scratch, inputs, options, to, timeLimitMs, signal, onProcess }: PipeRun) {
    const args = [
      ...[...ffmpegFlags, '-loglevel', 'error'],
      ...inputs.flatMap((input) => [...guarded(input), ...(input.options ?? []), '-i', within(scratch, input.path)]),
      ...options,
      within(scratch, to),
    ];
    const child = spawn(tools.ffmpeg, args, { cwd: scratch, stdio: ['pipe', 'pipe', 'pipe'] });
    this.#stdin = child.stdin;
    this.#chunks = child.stdout[Symbol.asyncIterator]() as AsyncIterator<Buffer, undefined>;
    this.#kill = () => void signalTo(child.pid, 'SIGKILL');
    const deadline = new Deadline(timeLimitMs, this.#kill);
    deadline.start();
    signal?.addEventListener('abort', this.#kill, { once: true });
    onProcess?.({
      pause: () => {
        deadline.hold();
        signalTo(child.pid, 'SIGSTOP');
      },
      resume: () => {
        if (signalTo(child.pid, 'SIGCONT')) deadline.start();
      },
    });
    let log = '';
    child.stderr.on('data', (bytes: Buffer) => (log = (log + bytes.toString()).slice(-LOG_CHARACTERS)));
    // Whoever ends early says why by its exit; the broken pipe is only how we would notice.
    child.stdin.on('error', () => undefined);
    this.ended = new Promise<void>((resolve, reject) => {
      child.on('error', reject);
      child.on('exit', (code, endedBy) => {
        deadline.hold();
        signal?.removeEventListener('abort', this.#kill);
        if (signal?.aborted) reject(signal.reason);
        else if (deadline.passed) reject(new FfmpegFailed('ffmpeg ran out of time', log));
        else if (endedBy === 'SIGKILL' || code === KILLED) reject(new FfmpegKilled('ffmpeg was killed', log));
        else if (code !== 0) reject(new FfmpegFailed(`ffmpeg ended with ${code}`, log));
        else resolve();
      });
    });
    this.ended.catch(() => undefined);
  }

  /** Exactly so many bytes, or undefined where fewer are left. */
  async read(length: number): Promise<Buffer | undefined> {
    while (this.#held < length) {
      const { value, done } = await this.#chunks.next();
      if (done === true) return undefined;
      this.#rest.push(value);
      this.#held += value.length;
    }
    const all = this.#rest.length === 1 && this.#rest[0] ? this.#rest[0] : Buffer.concat(this.#rest);
    this.#rest = all.length > length ? [all.subarray(length)] : [];
    this.#held = all.length - length;
    return all.subarray(0, length);
  }

  /** Afterwards the bytes may be changed. @throws when ffmpeg ended meanwhile */
  async write(bytes: Buffer): Promise<void> {
    const broken = await new Promise<unknown>((resolve) => this.#stdin.write(bytes, resolve));
    if (broken === undefined || broken === null) return;
    await this.ended;
    throw new FfmpegFailed('ffmpeg ended early', '');
  }

  /** Nothing more comes. */
  async finish(): Promise<void> {
    this.#stdin.end();
    await this.ended;
  }

  /** What it still had to say is not wanted. */
  async stop(): Promise<void> {
    this.#kill();
    await this.ended.catch(() => undefined);
  }
}
