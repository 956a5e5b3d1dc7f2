import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface LessonFilm {
  seconds: number;
  /** `h264`: fit for the fast path. `hevc`: has to be encoded. */
  codec: 'h264' | 'hevc';
  container?: 'mp4' | 'mkv';
  height?: number;
  frameRate?: number;
  sound?: boolean;
}

/** A moving test picture with a tone, in `folder`. @returns its path */
export async function lessonFilm(folder: string, film: LessonFilm): Promise<string> {
  const { seconds, codec, container = 'mp4', height = 360, frameRate = 25, sound = true } = film;
  const path = join(folder, `${codec}-${seconds}-${height}.${container}`);
  const width = 2 * Math.round((height * 8) / 9);
  const picture = ['-f', 'lavfi', '-i', `testsrc2=size=${width}x${height}:rate=${frameRate}:duration=${seconds}`];
  const tone = sound
    ? ['-f', 'lavfi', '-i', `sine=frequency=440:duration=${seconds}`, '-c:a', 'aac', '-b:a', '96k']
    : [];
  const video =
    codec === 'h264'
      ? ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', String(frameRate * 2), '-pix_fmt', 'yuv420p']
      : [
          '-c:v',
          'libx265',
          '-preset',
          'ultrafast',
          '-x265-params',
          'log-level=error:keyint=50',
          '-tag:v',
          'hvc1',
          '-pix_fmt',
          'yuv420p',
        ];
  await run('ffmpeg', ['-v', 'error', '-y', ...picture, ...tone.slice(0, 4), ...video, ...tone.slice(4), path]);
  return path;
}
