import type { Tools } from '../confine.ts';
import { copy, frame as drawFrame, newCanvas, person, SPEAKING, type Yuv } from './canvas.ts';
import { asBt709 } from '../encoder.ts';
import { outFile } from '../lend.ts';
import { Labels } from './labels.ts';
import { mixSound } from './mix.ts';
import { FfmpegPipe } from './pipe.ts';
import { longest } from './decoder.ts';
import { PictureReader } from './picture-reader.ts';
import { CANVAS, type ComposeWork, FRAME_RATE, type Scene, type Tile } from './types.ts';

const FRAME_THICK = 4;
/** The sound's share of the time it takes. */
const SOUND_SHARE = 0.1;
const KEY_SECONDS = 4;

/**
 * Draws every frame of the film, mixes its sound, and writes both as H.264 and AAC into an MP4 that can be copied.
 * @returns its path in the scratch folder, to be read as `untrusted` (lend.ts)
 */
export async function composeFilm(tools: Tools, work: ComposeWork): Promise<string> {
  const sound = outFile(work.scratch, 'sound.m4a');
  const to = outFile(work.scratch, 'film.mp4');
  await mixSound(tools, { ...work, onProgress: (share) => work.onProgress(share * SOUND_SHARE) }, sound);
  const labels = await Labels.draw(tools, work);
  const { frames, signal, onProcess } = work;
  const encoder = await FfmpegPipe.open(tools, {
    scratch: work.scratch,
    inputs: [
      {
        path: 'pipe:0',
        demuxer: 'rawvideo',
        options: [
          '-pixel_format',
          'yuv420p',
          '-video_size',
          `${CANVAS.width}x${CANVAS.height}`,
          '-framerate',
          String(FRAME_RATE),
        ],
      },
      { path: sound, demuxer: 'mov' },
    ],
    options: encoding(work),
    to,
    timeLimitMs: longest(frames),
    signal,
    onProcess,
  });
  const painter = new Painter(tools, work, labels);
  try {
    for (const scene of work.scenes) {
      for (let n = scene.from; n < scene.to; n++) {
        await encoder.write((await painter.paint(scene, n)).bytes);
        work.onProgress(SOUND_SHARE + (1 - SOUND_SHARE) * (n / frames));
      }
    }
    await encoder.finish();
    return to;
  } finally {
    await Promise.all([encoder.stop(), painter.close()]);
  }
}

const encoding = ({ threads }: ComposeWork): string[] => [
  ...['-map', '0:v:0', '-map', '1:a:0', '-c:a', 'copy'],
  ...['-c:v', 'libx264', '-preset', 'veryfast', '-profile:v', 'high', '-crf', '23', '-maxrate', '3M', '-bufsize', '6M'],
  ...[
    '-bf',
    '0',
    '-g',
    String(KEY_SECONDS * FRAME_RATE),
    '-keyint_min',
    String(KEY_SECONDS * FRAME_RATE),
    '-sc_threshold',
    '0',
  ],
  ...asBt709,
  ...(threads === undefined ? [] : ['-threads', String(threads)]),
  ...['-f', 'mp4', '-y'],
];

/** Paints frame after frame upon one canvas; what stands still is painted once a scene. */
class Painter {
  readonly #readers: PictureReader[];
  readonly #people = new Map<string, Yuv>();
  #canvas = newCanvas();
  #scene: Scene | undefined;

  constructor(
    tools: Tools,
    private readonly work: ComposeWork,
    private readonly labels: Labels,
  ) {
    const sizes = sizesShown(work);
    this.#readers = work.pictures.map((picture, n) => new PictureReader(tools, work, picture, sizes[n] ?? []));
  }

  async paint(scene: Scene, frame: number): Promise<Yuv> {
    const anew = scene !== this.#scene;
    if (anew) await this.#change(scene, frame);
    for (const tile of scene.tiles) {
      const shown = tile.picture === undefined ? undefined : await this.#readers[tile.picture]?.at(frame, tile);
      if (shown !== undefined) copy(shown.yuv, shown.top, this.#canvas, tile);
      else if (anew) copy(this.#person(tile), 0, this.#canvas, tile);
      else continue;
      if (tile.framed) drawFrame(this.#canvas, tile, FRAME_THICK, SPEAKING);
      const name = this.labels.at(tile);
      if (name !== undefined) copy(name.label, 0, this.#canvas, name.place);
    }
    return this.#canvas;
  }

  async close(): Promise<void> {
    await Promise.all(this.#readers.map((reader) => reader.close()));
  }

  /** Ends the decoders of what is past. */
  async #change(scene: Scene, frame: number): Promise<void> {
    this.#scene = scene;
    this.#canvas = newCanvas();
    for (const [n, { to }] of this.work.pictures.entries()) if (to <= frame) await this.#readers[n]?.close();
  }

  #person({ width, height, colour }: Tile): Yuv {
    const key = `${width}x${height} ${colour}`;
    const known = this.#people.get(key) ?? person(width, height, colour);
    this.#people.set(key, known);
    return known;
  }
}

/** Of every picture the sizes in which it is ever shown. */
function sizesShown({ pictures, scenes }: ComposeWork): { width: number; height: number }[][] {
  const sizes = pictures.map(() => new Map<string, { width: number; height: number }>());
  for (const { tiles } of scenes) {
    for (const { picture, width, height } of tiles) {
      if (picture !== undefined) sizes[picture]?.set(`${width}x${height}`, { width, height });
    }
  }
  return sizes.map((found) => [...found.values()]);
}
