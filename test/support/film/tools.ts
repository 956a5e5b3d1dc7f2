import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** ffmpeg as the tests call it, apart from the product's own way of doing so. */
export async function ffmpeg(args: string[]): Promise<{ stdout: Buffer; stderr: string }> {
  const { stdout, stderr } = await execute(
    'ffmpeg',
    ['-hide_banner', '-nostdin', '-y', '-loglevel', 'error', ...args],
    {
      encoding: 'buffer',
      maxBuffer: 2 ** 31,
    },
  );
  return { stdout, stderr: stderr.toString() };
}

export async function ffprobe(args: string[]): Promise<string> {
  const { stdout } = await execute('ffprobe', ['-hide_banner', '-loglevel', 'error', ...args], { maxBuffer: 2 ** 28 });
  return stdout;
}
