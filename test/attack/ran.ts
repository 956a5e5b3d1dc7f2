import { spawn } from 'node:child_process';

/** What a tool says that it found. */
export interface Finding {
  tool: 'sqlmap' | 'wapiti';
  where: string;
  what: string;
}

interface Ran {
  output: string;
  timedOut: boolean;
}

/** Ended after `withinMs`, with what it started. @param env besides what it has from here */
export function run(command: string, args: readonly string[], withinMs: number, env = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
      env: { ...process.env, ...env },
    });
    let output = '';
    let timedOut = false;
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
    const late = setTimeout(() => {
      timedOut = true;
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, withinMs);
    child.once('error', reject);
    child.once('close', () => {
      clearTimeout(late);
      resolve({ output, timedOut });
    });
  });
}
