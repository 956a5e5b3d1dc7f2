import { execFile, spawn } from 'node:child_process';
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

/** The same, its standard output handed on as it comes. */
export function ffmpegTo(take: (bytes: Buffer) => void, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('ffmpeg', ['-hide_banner', '-nostdin', '-y', '-loglevel', 'error', ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let log = '';
    child.stdout.on('data', take);
    child.stderr.on('data', (bytes: Buffer) => (log += bytes.toString()));
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`ffmpeg ended with ${code}: ${log}`))));
  });
}

export async function ffprobe(args: string[]): Promise<string> {
  const { stdout } = await execute('ffprobe', ['-hide_banner', '-loglevel', 'error', ...args], { maxBuffer: 2 ** 28 });
  return stdout;
}

/** Where the system has this command. */
export async function which(command: string): Promise<string> {
  return (await execute('which', [command])).stdout.trim();
}
