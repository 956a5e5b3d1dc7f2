import type { Tools } from '../confine.ts';
import type { Size } from '../picture.ts';
import { type Yuv, yuvBytes } from './canvas.ts';
import { FfmpegPipe } from './pipe.ts';
import { FRAME_RATE, type MovingPicture, type Prepared } from './types.ts';
import type { ComposeWork } from './types.ts';

const FINE = 90_000;
const turns = { 0: [], 90: ['transpose=clock'], 180: ['hflip', 'vflip'], 270: ['transpose=cclock'] } as const;

/**
 * One moving picture, decoded at every size in which it is shown, the sizes one below the other in one picture.
 * It begins when its first frame is asked for and stands where it has no more.
 */
export class PictureReader {
  readonly #sizes: Size[];
  readonly #width: number;
  readonly #height: number;
  #shown: Yuv | undefined;
  #next: number;
  #running: { pipe: FfmpegPipe; prepared: Prepared } | undefined;
  #over = false;

  constructor(
    private readonly tools: Tools,
    private readonly work: ComposeWork,
    private readonly picture: MovingPicture,
    sizes: Size[],
  ) {
    this.#sizes = sizes;
    this.#width = Math.max(...sizes.map(({ width }) => width));
    this.#height = sizes.reduce((sum, { height }) => sum + height, 0);
    this.#next = picture.from;
  }

  /** The picture at this frame, asked for in ascending order, and the row where that size begins; undefined: none yet. */
  async at(frame: number, size: Size): Promise<{ yuv: Yuv; top: number } | undefined> {
    while (this.#next <= frame && !this.#over) await this.#advance();
    if (this.#shown === undefined) return undefined;
    let top = 0;
    for (const { width, height } of this.#sizes) {
      if (width === size.width && height === size.height) break;
      top += height;
    }
    return { yuv: this.#shown, top };
  }

  async close(): Promise<void> {
    this.#over = true;
    const running = this.#running;
    this.#running = undefined;
    await running?.pipe.stop();
    await running?.prepared.release?.();
  }

  async #advance(): Promise<void> {
    if (this.#next >= this.picture.from + this.picture.frames) return this.close();
    this.#running ??= await this.#begin();
    if (this.#running === undefined) return this.close();
    const { pipe } = this.#running;
    const bytes = await pipe.read(yuvBytes(this.#width, this.#height));
    this.#next += 1;
    if (bytes !== undefined) {
      this.#shown = { bytes, width: this.#width, height: this.#height };
      return;
    }
    try {
      await pipe.ended;
    } catch (error) {
      this.work.signal?.throwIfAborted();
      this.work.onUnreadable(error);
    }
    await this.close();
  }

  async #begin(): Promise<{ pipe: FfmpegPipe; prepared: Prepared } | undefined> {
    const prepared = await this.picture.open();
    if (prepared === undefined) return undefined;
    const { scratch, signal, onProcess, frames } = this.work;
    const options = [
      ...['-filter_complex', `[0:v:0]${this.#filter()}[out]`, '-map', '[out]', '-an', '-sn', '-dn'],
      ...['-frames:v', String(this.picture.frames), '-fps_mode', 'passthrough', '-c:v', 'rawvideo', '-f', 'rawvideo'],
    ];
    const { input } = prepared;
    const inputs = [{ ...input, options: ['-copyts', '-threads', '1', ...(input.options ?? [])] }];
    const pipe = await FfmpegPipe.open(this.tools, {
      scratch,
      inputs,
      options,
      to: 'pipe:1',
      timeLimitMs: longest(frames),
      signal,
      onProcess,
    });
    return { pipe, prepared };
  }

  #filter(): string {
    const { startSeconds, rate, frames, turn } = this.picture;
    // A still is what a player shows that stands there; what moves is, on average, on time.
    const round = frames === 1 ? 'up' : 'near';
    const timed = [
      `settb=1/${FINE}`,
      `setpts=(PTS-${Math.round(startSeconds * FINE)})/${rate}`,
      `fps=${FRAME_RATE}:start_time=0:round=${round}`,
      ...turns[turn],
    ];
    const fitted = ({ width, height }: Size): string =>
      [
        `scale=${width}:${height}:force_original_aspect_ratio=decrease:force_divisible_by=2:flags=bilinear:out_color_matrix=bt709:out_range=limited`,
        'format=yuv420p',
        'setsar=1',
        `pad=${this.#width}:${height}:(${width}-iw)/4*2:(oh-ih)/4*2`,
      ].join(',');
    const [only] = this.#sizes;
    if (this.#sizes.length === 1 && only) return [...timed, fitted(only)].join(',');
    const names = this.#sizes.map((_, n) => `[s${n}]`);
    const scaled = this.#sizes.map((size, n) => `[s${n}]${fitted(size)}[t${n}]`);
    const split = `${timed.join(',')},split=${names.length}${names.join('')}`;
    return `${split};${scaled.join(';')};${names.map((_, n) => `[t${n}]`).join('')}vstack=inputs=${names.length}`;
  }
}

/** It waits for the encoder most of the time: a limit for what hangs, not for what is slow. */
export const longest = (frames: number): number => 600_000 + (frames / FRAME_RATE) * 20_000;
