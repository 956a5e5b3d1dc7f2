import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { barLine, CELLS } from './bar-code.ts';

const run = promisify(execFile);
const folder = join(import.meta.dirname, '../../../.cache/bench');

/** Moving picture with some noise, as a camera's, and a tone. */
const source = (size: string, seconds: number) => [
  ...['-f', 'lavfi', '-i', `testsrc2=size=${size}:rate=30:duration=${seconds},noise=alls=8:allf=t`],
  ...['-f', 'lavfi', '-i', `sine=frequency=440:sample_rate=48000:duration=${seconds}`],
];
const sound = ['-c:a', 'aac', '-b:a', '128k', '-ac', '2'];

/** 20 s encoded once, then repeated without encoding: what matters here is its length and form, not what it shows. */
async function film(
  name: string,
  encode: string[],
  minutes: number,
  size: string,
  put: string[] = [],
): Promise<string> {
  await mkdir(folder, { recursive: true });
  const short = join(folder, `${name}-20s.mp4`);
  const long = join(folder, `${name}-${minutes}m.mp4`);
  if (existsSync(long)) return long;
  const half = join(folder, `half-${name}.mp4`);
  if (!existsSync(short)) {
    await run('ffmpeg', ['-y', '-loglevel', 'error', ...source(size, 20), ...encode, ...sound, half]);
    await rename(half, short);
  }
  const list = join(folder, `${name}.txt`);
  await writeFile(list, `file '${short}'\n`.repeat(minutes * 3));
  const join_ = ['-f', 'concat', '-safe', '0', '-i', list, '-c', 'copy', ...put, '-movflags', '+faststart', half];
  await run('ffmpeg', ['-y', '-loglevel', 'error', ...join_]);
  await rename(half, long);
  return long;
}

const h264 = ['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p', '-g', '60', '-b:v', '8M'];
const h264Small = ['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p', '-g', '60', '-b:v', '800k'];
const hevc = (pixels: string) => [
  ...['-c:v', 'libx265', '-preset', 'ultrafast', '-pix_fmt', pixels, '-tag:v', 'hvc1'],
  ...['-x265-params', 'keyint=30:min-keyint=30:log-level=error', '-b:v', '8M'],
];
const hlg = ['-color_primaries', 'bt2020', '-color_trc', 'arib-std-b67', '-colorspace', 'bt2020nc'];

/** 640 × 360 at 30 frames a second, each with its number in bars. */
async function numbered(seconds: number): Promise<string> {
  await mkdir(folder, { recursive: true });
  const whole = join(folder, `numbered-${seconds}s.mp4`);
  if (existsSync(whole)) return whole;
  const bars = join(folder, 'bars.raw');
  const half = join(folder, 'half-numbered.mp4');
  await writeFile(bars, Buffer.concat(Array.from({ length: seconds * 30 }, (_, n) => barLine(n, CELLS))));
  const raw = ['-f', 'rawvideo', '-pix_fmt', 'gray', '-video_size', `${CELLS}x1`, '-framerate', '30', '-i', bars];
  const over = ['-filter_complex', '[2]scale=640:45:flags=neighbor[bars];[0][bars]overlay=0:0'];
  const args = [...source('640x360', seconds), ...raw, ...over, '-map', '1:a', ...h264Small, ...sound];
  await run('ffmpeg', ['-y', '-loglevel', 'error', ...args, '-movflags', '+faststart', half]);
  await rename(half, whole);
  return whole;
}

export const films = {
  /** 30 minutes, 1080p30, H.264 and AAC. */
  lesson: () => film('h264-1080p', h264, 30, '1920x1080'),
  /** The same, of two minutes. */
  twoMinutes: () => film('h264-1080p', h264, 2, '1920x1080'),
  /** 30 minutes as a phone held upright films: HEVC 10-bit HLG, stored on its side. */
  phone: () =>
    film('hevc-upright', [...hevc('yuv420p10le'), ...hlg], 30, '1920x1080', ['-metadata:s:v:0', 'rotate=90']),
  /** 4 minutes, 720p30, HEVC: every rung is encoded. */
  ladder: () => film('hevc-720p', hevc('yuv420p'), 4, '1280x720'),
  /** A minute, for what is not about the film. */
  short: () => film('h264-360p', h264Small, 1, '640x360'),
  /** As long as a lesson that is talked about. */
  twenty: () => film('h264-360p', h264Small, 20, '640x360'),
  /** A minute in which each frame says which it is. */
  numbered: () => numbered(60),
  /** What fills the ladder while another film is waited for. */
  busy: () => film('hevc-720p', hevc('yuv420p'), 10, '1280x720'),
};
