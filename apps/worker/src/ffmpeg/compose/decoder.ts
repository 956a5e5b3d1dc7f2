import type { Tools } from '../confine.ts';
import { FfmpegKilled, FfmpegPipe } from './pipe.ts';
import { type ComposeWork, FRAME_RATE, type Open, type Prepared } from './types.ts';

/** A source of a film as one ffmpeg decodes it: begun when its first bytes are asked for, and empty where it is unreadable. */
export class Decoder {
  readonly #tools: Tools;
  readonly #work: ComposeWork;
  readonly #open: Open;
  readonly #options: string[];
  #running: { pipe: FfmpegPipe; prepared: Prepared } | undefined;
  #over = false;

  /** @param options all that follows the input but the output's name */
  constructor(tools: Tools, work: ComposeWork, open: Open, options: string[]) {
    this.#tools = tools;
    this.#work = work;
    this.#open = open;
    this.#options = options;
  }

  get isOver(): boolean {
    return this.#over;
  }

  /** Exactly so many bytes; undefined where there are no more. @throws FfmpegKilled: the source is not at fault */
  async read(length: number): Promise<Buffer | undefined> {
    if (this.#over) return undefined;
    this.#running ??= await this.#begin();
    const bytes = await this.#running?.pipe.read(length);
    if (bytes !== undefined) return bytes;
    try {
      await this.#running?.pipe.ended;
    } catch (error) {
      this.#work.signal?.throwIfAborted();
      if (error instanceof FfmpegKilled) throw error;
      this.#work.onUnreadable(error);
    }
    await this.close();
    return undefined;
  }

  async close(): Promise<void> {
    this.#over = true;
    const running = this.#running;
    this.#running = undefined;
    await running?.pipe.stop();
    await running?.prepared.release?.();
  }

  async #begin(): Promise<{ pipe: FfmpegPipe; prepared: Prepared } | undefined> {
    const prepared = await this.#open();
    if (prepared === undefined) return undefined;
    const { scratch, signal, onProcess, frames } = this.#work;
    const { input } = prepared;
    const inputs = [{ ...input, options: ['-copyts', '-threads', '1', ...(input.options ?? [])] }];
    const timeLimitMs = longest(frames);
    const run = { scratch, inputs, options: this.#options, to: 'pipe:1', timeLimitMs, signal, onProcess };
    return { pipe: await FfmpegPipe.open(this.#tools, run), prepared };
  }
}

/** It waits for the encoder most of the time: a limit for what hangs, not for what is slow. */
export const longest = (frames: number): number => 600_000 + (frames / FRAME_RATE) * 20_000;
