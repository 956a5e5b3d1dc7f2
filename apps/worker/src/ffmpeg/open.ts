import { confine } from './confine.ts';
import { encodeChunk } from './encode-chunk.ts';
import { examine } from './examine.ts';
import type { Ffmpeg } from './ffmpeg.ts';

/** Virtual memory for one ffmpeg: 4K in 10 bits with four encoders takes about half of it. */
const MEMORY_BYTES = 6 * 2 ** 30;

/** Finds out what this system lets us put around ffmpeg, then opens the door. Once a process. */
export async function openFfmpeg(options: { memoryBytes?: number } = {}): Promise<Ffmpeg> {
  const tools = await confine(options.memoryBytes ?? MEMORY_BYTES);
  return {
    confinement: tools.confinement,
    examine: (source, work) => examine(tools, source, work),
    chunk: (work) => encodeChunk(tools, work),
  } as Partial<Ffmpeg> as Ffmpeg;
}
