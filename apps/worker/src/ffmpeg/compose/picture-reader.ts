import type { Tools } from '../confine.ts';
import type { Size } from '../picture.ts';
import { type Yuv, yuvBytes } from './canvas.ts';
import { Decoder } from './decoder.ts';
import { type ComposeWork, FRAME_RATE, type MovingPicture } from './types.ts';

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
  readonly #picture: MovingPicture;
  readonly #decoder: Decoder;
  #shown: Yuv | undefined;
  #next: number;

  constructor(tools: Tools, work: ComposeWork, picture: MovingPicture, sizes: Size[]) {
    this.#sizes = sizes;
    this.#width = Math.max(...sizes.map(({ width }) => width));
    this.#height = sizes.reduce((sum, { height }) => sum + height, 0);
    this.#picture = picture;
    this.#next = picture.from;
    this.#decoder = new Decoder(tools, work, picture.open, [
      ...['-filter_complex', `[0:v:0]${this.#filter()}[out]`, '-map', '[out]', '-an', '-sn', '-dn'],
      ...['-frames:v', String(picture.frames), '-fps_mode', 'passthrough', '-c:v', 'rawvideo', '-f', 'rawvideo'],
    ]);
  }

  /** The picture at this frame, asked for in ascending order, and the row where that size begins; undefined: none yet. */
  async at(frame: number, size: Size): Promise<{ yuv: Yuv; top: number } | undefined> {
    while (this.#next <= frame && !this.#decoder.isOver) await this.#advance();
    if (this.#shown === undefined) return undefined;
    let top = 0;
    for (const { width, height } of this.#sizes) {
      if (width === size.width && height === size.height) break;
      top += height;
    }
    return { yuv: this.#shown, top };
  }

  close(): Promise<void> {
    return this.#decoder.close();
  }

  async #advance(): Promise<void> {
    if (this.#next >= this.#picture.from + this.#picture.frames) return this.close();
    const bytes = await this.#decoder.read(yuvBytes(this.#width, this.#height));
    this.#next += 1;
    if (bytes !== undefined) this.#shown = { bytes, width: this.#width, height: this.#height };
  }

  #filter(): string {
    const { startSeconds, rate, frames, turn } = this.#picture;
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
