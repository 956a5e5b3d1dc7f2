import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Tools } from '../confine.ts';
import { lend } from '../lend.ts';
import { FfmpegFailed } from '../run.ts';
import { type Yuv, yuvBytes } from './canvas.ts';
import { longest } from './decoder.ts';
import { drawnName, shortened, typefaceOf } from './drawn-name.ts';
import { FfmpegKilled, FfmpegPipe } from './pipe.ts';
import type { ComposeWork, Rectangle, Tile } from './types.ts';

/** From the tile's edge, so that the frame around whoever speaks stays whole. */
const MARGIN = 8;
const GROUND = 24;
const WHITE = 235;
const GREY = 128;
/** Letters are no wider than this share of their size, on average. */
const WIDEST = 1.2;

/** The names at the faces, each drawn once for every size in which its face is shown. */
export class Labels {
  readonly #drawn = new Map<string, Yuv>();

  /** A name that cannot be drawn is left out: the film is worth more. */
  static async draw(tools: Tools, work: ComposeWork): Promise<Labels> {
    const labels = new Labels();
    const tiles = new Map(work.scenes.flatMap((scene) => scene.tiles).map((tile) => [keyOf(tile), tile]));
    let n = 0;
    for (const [key, { name, width, height }] of tiles) {
      const letters = drawnName(name ?? '');
      if (letters.length === 0) continue;
      try {
        const file = join(work.scratch, `name-${n++}.txt`);
        labels.#drawn.set(
          key,
          await draw(tools, work, { file, letters, size: sizeOf(height), most: width - 2 * MARGIN }),
        );
      } catch (error) {
        work.signal?.throwIfAborted();
        if (!(error instanceof FfmpegFailed) || error instanceof FfmpegKilled) throw error;
        work.onUnnamed(error);
      }
    }
    return labels;
  }

  /** At the lower left of its face. */
  at(tile: Tile): { label: Yuv; place: Rectangle } | undefined {
    const label = this.#drawn.get(keyOf(tile));
    if (label === undefined) return undefined;
    const { width, height } = label;
    return { label, place: { x: tile.x + MARGIN, y: tile.y + tile.height - MARGIN - height, width, height } };
  }
}

const keyOf = ({ name, width, height }: Tile): string => `${width}x${height} ${name ?? ''}`;
const sizeOf = (height: number): number => 2 * Math.round(6 + height / 60);
const even = (length: number): number => 2 * Math.ceil(length / 2);

interface Name {
  /** Its letters come from a file: whatever they are, none of them is an instruction. */
  file: string;
  letters: string[];
  size: number;
  /** So wide its label may be. */
  most: number;
}

async function draw(tools: Tools, work: ComposeWork, { file, letters, size, most }: Name): Promise<Yuv> {
  const padding = even(size / 3);
  const height = even(size * 1.5);
  for (let shown = letters; ;) {
    await writeFile(file, shown.join(''));
    const width = even(shown.length * size * WIDEST);
    const font = typefaceOf(shown);
    const bright = await brightness(tools, work, { file, font, size, width, height });
    const used = usedWidth(bright, width);
    if (used + 2 * padding <= most || shown.length <= 2)
      return label(bright, { width, height }, Math.min(even(used), most - 2 * padding), padding);
    shown = shortened(letters, Math.min(shown.length - 1, Math.floor((shown.length * (most - 2 * padding)) / used)));
  }
}

/** White letters on black, a byte a pixel. */
async function brightness(
  tools: Tools,
  { scratch, signal, onProcess, frames }: ComposeWork,
  { file, font, size, width, height }: { file: string; font: string; size: number; width: number; height: number },
): Promise<Buffer> {
  await lend(tools, scratch, file);
  const text = [
    `textfile=./${file.slice(scratch.length + 1)}`,
    ...[
      'expansion=none',
      `font='${font}'`,
      `fontsize=${size}`,
      'fontcolor=white',
      'x=0',
      `y=${Math.round(size * 1.08)}-ascent`,
    ],
  ];
  const pipe = await FfmpegPipe.open(tools, {
    ...{ scratch, signal, onProcess, to: 'pipe:1', timeLimitMs: longest(frames) },
    inputs: [{ path: `color=black:s=${width}x${height}`, demuxer: 'lavfi' }],
    options: ['-vf', `format=gray,drawtext=${text.join(':')}`, '-frames:v', '1', '-c:v', 'rawvideo', '-f', 'rawvideo'],
  });
  try {
    const bytes = await pipe.read(width * height);
    await pipe.ended;
    return bytes ?? Buffer.alloc(width * height);
  } finally {
    await pipe.stop();
  }
}

/** Up to the last column in which something is drawn. */
function usedWidth(bright: Buffer, width: number): number {
  let used = 0;
  for (const [at, value] of bright.entries()) if (value > GREY && at % width >= used) used = (at % width) + 1;
  return used;
}

/** The letters on a dark ground. */
function label(bright: Buffer, from: { width: number; height: number }, used: number, padding: number): Yuv {
  const width = used + 2 * padding;
  const { height } = from;
  const bytes = Buffer.alloc(yuvBytes(width, height), GREY).fill(GROUND, 0, width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < used; x++) {
      const share = Math.min(1, (bright[y * from.width + x] ?? 0) / WHITE);
      bytes[y * width + padding + x] = Math.round(GROUND + share * (WHITE - GROUND));
    }
  }
  return { bytes, width, height };
}
