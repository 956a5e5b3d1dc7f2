import { join } from 'node:path';
import { pictureGraph, soundGraph } from './picture.ts';
import { ffmpeg } from './tools.ts';

/** A lesson whose every frame bears its number, with a beep at each flash; H.264 and AAC, fit for the fast path. */
export async function barCodeFilm(
  folder: string,
  { seconds, height, rate = 25 }: { seconds: number; height: number; rate?: number },
): Promise<string> {
  const path = join(folder, `bar-code-${height}-${seconds}.mp4`);
  const picture = pictureGraph({ width: Math.round(height / 9) * 16, height, rate, seconds });
  await ffmpeg([
    ...['-f', 'lavfi', '-i', picture, '-f', 'lavfi', '-i', soundGraph(seconds, 48_000, 'mono')],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-g', String(2 * rate), '-c:a', 'aac', path],
  ]);
  return path;
}
