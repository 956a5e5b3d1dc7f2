import { confine } from './confine.ts';
import { composeFilm } from './compose/compose.ts';
import { copyPicture } from './copy.ts';
import { encodeChunk } from './encode-chunk.ts';
import { examine } from './examine.ts';
import type { Ffmpeg } from './ffmpeg.ts';
import { measureSound } from './measure-sound.ts';
import { makePoster } from './poster.ts';
import { makeSound } from './sound.ts';
import { makeThumbnails } from './thumbnails.ts';

/** Virtual memory for one ffmpeg: 4K in 10 bits with four encoders takes about half of it. */
const MEMORY_BYTES = 6 * 2 ** 30;

/** Finds out what this system lets us put around ffmpeg, then opens the door. Once a process. */
export async function openFfmpeg(options: { memoryBytes?: number } = {}): Promise<Ffmpeg> {
  const tools = await confine(options.memoryBytes ?? MEMORY_BYTES);
  return {
    confinement: tools.confinement,
    examine: (source, work) => examine(tools, source, work),
    chunk: (work) => encodeChunk(tools, work),
    copy: (work) => copyPicture(work),
    sound: (work) => makeSound(tools, work),
    measureSound: (work) => measureSound(tools, work),
    poster: (work) => makePoster(tools, work),
    thumbnails: (work) => makeThumbnails(tools, work),
    compose: (work) => composeFilm(tools, work),
  };
}
