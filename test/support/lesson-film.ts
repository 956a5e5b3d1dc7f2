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

/** So much is encoded; longer films repeat it, which costs no time. */
const LOOP_SECONDS = 4;

/** A moving test picture with a tone, in `folder`. `seconds`: a whole number of times four. @returns its path */
export async function lessonFilm(folder: string, film: LessonFilm): Promise<string> {
  const { seconds, codec, container = 'mp4', height = 360, frameRate = 25, sound = true } = film;
  const path = join(folder, `${codec}-${seconds}-${height}.${container}`);
  const once = join(folder, `${codec}-once-${height}.mkv`);
  const size = `${2 * Math.round((height * 8) / 9)}x${height}`;
  const picture = ['-f', 'lavfi', '-i', `testsrc2=size=${size}:rate=${frameRate}:duration=${LOOP_SECONDS}`];
  const tone = ['-f', 'lavfi', '-i', `sine=frequency=440:sample_rate=48000:duration=${seconds}`];
  const keys = frameRate * 2;
  const encoder = {
    h264: ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', String(keys)],
    hevc: ['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', `log-level=error:keyint=${keys}:bframes=0`],
  };
  await run('ffmpeg', ['-v', 'error', '-y', ...picture, ...encoder[codec], '-pix_fmt', 'yuv420p', once]);
  const loop = ['-stream_loop', String(seconds / LOOP_SECONDS - 1), '-i', once];
  const streams = sound ? ['-map', '0:v', '-map', '1:a', '-c:a', 'aac', '-b:a', '96k'] : ['-map', '0:v'];
  const tag = codec === 'hevc' && container === 'mp4' ? ['-tag:v', 'hvc1'] : [];
  const inputs = sound ? [...loop, ...tone] : loop;
  await run('ffmpeg', ['-v', 'error', '-y', ...inputs, ...streams, '-c:v', 'copy', ...tag, path]);
  return path;
}
