import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { FilmSource } from './source.ts';
import type { Work } from './work.ts';

const PIECE = 8 * 2 ** 20;

/** The whole film as a file in the step's scratch folder. */
export async function localFilm(source: FilmSource, { scratch, signal }: Work): Promise<string> {
  const path = join(scratch, 'original');
  const file = await open(path, 'w');
  try {
    for (let at = 0; at < source.size; at += PIECE) {
      await file.write(await source.read(at, Math.min(PIECE, source.size - at), signal));
    }
  } finally {
    await file.close();
  }
  return path;
}
