import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bands, CELLS } from './picture.ts';
import { ffmpeg, ffmpegTo, ffprobe } from './tools.ts';

export interface SeenFrame {
  /** The number drawn in the picture. */
  number: number;
  /** Seconds on the film's own time line. */
  at: number;
  flash: boolean;
  upright: boolean;
  /** Mean RGB of each colour patch. */
  patches: [number, number, number][];
}

/** Small enough to be quick, large enough that each cell has a middle free of its neighbours. */
const WIDTH = 128;
const HEIGHT = 80;

/** Decodes a film (or an initialisation segment with segments behind it, or a picture) and reads what each frame shows. */
export async function readFrames(
  path: string,
  options: { stream?: string; filters?: string } = {},
): Promise<SeenFrame[]> {
  const folder = await mkdtemp(join(tmpdir(), 'lesblik-read-'));
  try {
    const times = join(folder, 'times');
    const before = options.filters === undefined ? '' : `${options.filters},`;
    const graph = `[${options.stream ?? '0:v:0'}]${before}scale=${WIDTH}:${HEIGHT}:flags=area,format=rgb24,split[pixels][times]`;
    const passed = ['-fps_mode', 'passthrough', '-enc_time_base', '1:90000', '-c:v', 'rawvideo'];
    const seen: Omit<SeenFrame, 'at'>[] = [];
    const frames = new Pieces(WIDTH * HEIGHT * 3, (pixels) => seen.push(readFrame(pixels)));
    const args = ['-copyts', '-i', path, '-filter_complex', graph];
    await ffmpegTo(
      (bytes) => frames.push(bytes),
      [
        ...args,
        ...['-map', '[pixels]', ...passed, '-f', 'rawvideo', 'pipe:1'],
        ...['-map', '[times]', ...passed, '-f', 'framecrc', times],
      ],
    );
    const lines = (await readFile(times, 'utf8')).split('\n').filter((l) => l.startsWith('0,'));
    if (lines.length !== seen.length) throw new Error(`${lines.length} times for ${seen.length} frames`);
    return seen.map((frame, i) => ({ ...frame, at: Number(lines[i]?.split(',')[2]) / 90_000 }));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Cuts a stream of bytes into pieces of one size. */
class Pieces {
  private rest = Buffer.alloc(0);
  private readonly size: number;
  private readonly take: (piece: Buffer) => void;

  constructor(size: number, take: (piece: Buffer) => void) {
    this.size = size;
    this.take = take;
  }

  push(bytes: Buffer): void {
    const all = Buffer.concat([this.rest, bytes]);
    let at = 0;
    for (; at + this.size <= all.length; at += this.size) this.take(all.subarray(at, at + this.size));
    this.rest = Buffer.from(all.subarray(at));
  }
}

function readFrame(pixels: Buffer): Omit<SeenFrame, 'at'> {
  /** Mean of the middle half of a region given in fractions. */
  const mean = (l: number, r: number, [t, b]: readonly [number, number]): [number, number, number] => {
    const sum = [0, 0, 0];
    let count = 0;
    const x0 = Math.round((l + (r - l) / 4) * WIDTH);
    const x1 = Math.max(x0 + 1, Math.round((r - (r - l) / 4) * WIDTH));
    for (let y = Math.round((t + (b - t) / 4) * HEIGHT); y < Math.round((b - (b - t) / 4) * HEIGHT); y++) {
      for (let x = x0; x < x1; x++, count++) {
        for (let c = 0; c < 3; c++) sum[c] = (sum[c] ?? 0) + (pixels[(y * WIDTH + x) * 3 + c] ?? 0);
      }
    }
    const [red = 0, green = 0, blue = 0] = sum.map((s) => s / count);
    return [red, green, blue];
  };
  const bright = (rgb: [number, number, number]): boolean => rgb[0] + rgb[1] + rgb[2] > 3 * 110;
  let number = 0;
  for (let i = 0; i < CELLS; i++) number = number * 2 + (bright(mean(i / CELLS, (i + 1) / CELLS, bands.code)) ? 1 : 0);
  return {
    number,
    flash: bright(mean(0, 1, bands.flash)),
    upright: bright(mean(0, 0.5, bands.up)) && !bright(mean(0.5, 1, bands.up)),
    patches: [0, 1, 2, 3].map((i) => mean(i / 4, (i + 1) / 4, bands.patches)),
  };
}

/** How many frames are stored, seen or not. */
export async function countPackets(path: string): Promise<number> {
  const counted = ['-count_packets', '-select_streams', 'v:0', '-show_entries', 'stream=nb_read_packets'];
  return Number(await ffprobe([...counted, '-of', 'csv=p=0', path]));
}

/**
 * When each flash begins in each of these parts of a film of even frames, without reading what else they show: quick enough
 * for hours of film. A part is where the whole test picture stands in the frame.
 */
export async function readFlashes(
  path: string,
  framesPerSecond: number,
  parts: readonly { x: number; y: number; width: number; height: number }[],
): Promise<number[][]> {
  const [top, bottom] = bands.flash;
  const each = parts.map(({ x, y, width, height }, n) => {
    const band = Math.round((height * (bottom - top)) / 2);
    const place = `${Math.round(width / 2)}:${band}:${Math.round(x + width / 4)}:${Math.round(y + height * top + band / 2)}`;
    return `[i${n}]crop=${place},scale=1:1:flags=area,format=gray[o${n}]`;
  });
  const names = (of: string): string => parts.map((_, n) => `[${of}${n}]`).join('');
  const stack = parts.length > 1 ? `;${names('o')}hstack=inputs=${parts.length}[out]` : ';[o0]copy[out]';
  const graph = `[0:v:0]split=${parts.length}${names('i')};${each.join(';')}${stack}`;
  const pixels: Buffer[] = [];
  const raw = ['-map', '[out]', '-fps_mode', 'passthrough', '-c:v', 'rawvideo', '-pix_fmt', 'gray', '-f', 'rawvideo'];
  await ffmpegTo((bytes) => pixels.push(bytes), ['-i', path, '-filter_complex', graph, ...raw, 'pipe:1']);
  const all = Buffer.concat(pixels);
  return parts.map((_, part) => {
    const found: number[] = [];
    for (let frame = 1; frame * parts.length + part < all.length; frame++) {
      const [before, now] = [all[(frame - 1) * parts.length + part] ?? 0, all[frame * parts.length + part] ?? 0];
      if (now >= FLASH_BRIGHT && before < FLASH_BRIGHT) found.push(frame / framesPerSecond);
    }
    return found;
  });
}

/** A person without a picture is a colour, none as bright as this. */
const FLASH_BRIGHT = 200;

/** When each flash begins. */
export const flashes = (frames: SeenFrame[]): number[] =>
  frames.filter((f, i) => f.flash && !frames[i - 1]?.flash).map((f) => f.at);

const RATE = 48_000;

/** When each beep begins, in seconds on the film's own time line. */
export async function readBeeps(path: string, stream = '0:a:0'): Promise<number[]> {
  const { stdout } = await ffmpeg([
    '-copyts',
    '-i',
    path,
    '-map',
    stream,
    '-af',
    `aresample=${RATE}:async=1:first_pts=0`,
    '-ac',
    '1',
    '-f',
    's16le',
    'pipe:1',
  ]);
  const samples = new Int16Array(stdout.buffer, stdout.byteOffset, stdout.length >> 1);
  const onsets: number[] = [];
  let quietSince = -RATE;
  for (let i = 0; i < samples.length; i++) {
    if (Math.abs(samples[i] ?? 0) < 2_000) continue;
    if (i - quietSince > RATE / 4) onsets.push(i / RATE);
    quietSince = i;
  }
  return onsets;
}
