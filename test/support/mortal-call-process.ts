import { spawn } from 'node:child_process';
import { join } from 'node:path';

type Person = { id: string; name: string };

/** `mortal-call.ts` as a process: an API that records a call, to be killed. `around`: a program that starts it. */
export function mortalCall(
  options: { roomId: string; teacher: Person; coach: Person; padding?: number },
  settings: Record<string, string>,
  around: readonly string[] = [],
) {
  const [command = '', ...args] = [
    ...around,
    ...[process.execPath, join(import.meta.dirname, 'mortal-call.ts'), JSON.stringify(options)],
  ];
  const env = {
    ...{ PATH: process.env['PATH'] ?? '', LESBLIK_MODE: 'test', LOG_LEVEL: 'error', MEDIASOUP_PORT: '0' },
    MEDIASOUP_WORKER_BIN: process.env['MEDIASOUP_WORKER_BIN'] ?? '',
    ...settings,
  };
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  /** What follows this word on its lines; the last line may be half written. */
  const said = (word: string): string[][] =>
    output
      .slice(0, output.lastIndexOf('\n'))
      .split('\n')
      .map((line) => line.split(' '))
      .filter(([first]) => first === word)
      .map(([, ...rest]) => rest);
  return {
    pid: child.pid ?? 0,
    said,
    /** When it last sent something, in milliseconds since 1970. */
    lastSent: (): number => Number(said('sent').at(-1)?.[1]),
    kill: async (): Promise<void> => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

/** What a packet of such a call says: its number, and when it was sent. */
export function sentAs(packet: Uint8Array): { number: number; at: number } {
  const [, number, at] = /#(\d+)\.(\d+)\./.exec(Buffer.from(packet).toString('latin1')) ?? [];
  return { number: Number(number), at: Number(at) };
}
