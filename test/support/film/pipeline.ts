import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ffmpeg } from '../../../apps/worker/src/ffmpeg/ffmpeg.ts';
import { planFilm } from '../../../apps/worker/src/ffmpeg/plan/plan.ts';
import { fileSource, type FilmSource } from '../../../apps/worker/src/ffmpeg/source.ts';
import { Rendition, type Made } from './renditions.ts';

/** A scratch folder for one spec file. */
export async function scratchFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'lesblik-film-'));
  return { path, remove: () => rm(path, { recursive: true }) };
}

/** A film as it lies in a storage; `read` counts what was asked for. */
export async function storedFilm(path: string): Promise<FilmSource & { bytesRead: number }> {
  const { size, read } = await fileSource(path);
  const stored = {
    size,
    bytesRead: 0,
    async read(offset: number, length: number) {
      const bytes = await read(offset, length);
      stored.bytesRead += bytes.length;
      return bytes;
    },
  };
  return stored;
}

export async function examined(ffmpeg: Ffmpeg, path: string, scratch: string): Promise<Made> {
  const source = await storedFilm(path);
  const film = await ffmpeg.examine(source, { scratch: await mkdtemp(join(scratch, 'examine-')) });
  return { film, plan: planFilm(film), source };
}

export async function madeSound(
  ffmpeg: Ffmpeg,
  made: Made,
  scratch: string,
  part: { from?: number; to?: number } = {},
): Promise<Rendition> {
  const rendition = new Rendition();
  await ffmpeg.sound({ ...made, ...part, scratch: await mkdtemp(join(scratch, 'sound-')), ...rendition.sinks });
  return rendition;
}
