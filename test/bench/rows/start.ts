import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../support/postgres.ts';
import { type Figure, type Row, seconds, timed } from '../support/row.ts';

const root = join(import.meta.dirname, '../../..');

/** `npm start` until it says that it is ready, then Ctrl-C. */
async function start(folder: string, port: number): Promise<number> {
  const child = spawn('npm', ['start', '--', '--port', String(port)], {
    cwd: root,
    env: { ...process.env, DATA_DIR: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const { ms } = await timed(() => said(child, 'Lesblik is ready'));
  const ended = new Promise((resolve) => child.once('close', resolve));
  // To the group, as a terminal does.
  process.kill(-(child.pid ?? 0), 'SIGINT');
  await ended;
  return ms;
}

function said(child: ChildProcess, words: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let out = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      if (out.includes(words)) resolve();
    });
    child.once('close', (code) => reject(new Error(`npm start ended with ${code}: ${out.slice(-2000)}`)));
  });
}

export const secondStart: Row = {
  name: 'start',
  async run(): Promise<Figure[]> {
    const folder = await mkdtemp(join(tmpdir(), 'lesblik-start-'));
    try {
      const port = await freePort();
      await start(folder, port);
      const ms = await start(folder, port);
      return [
        {
          what: 'second npm start → ready',
          against: '–',
          measured: seconds(ms),
          reach: '≤ 10 s',
          reached: ms <= 10_000,
          numbers: { ms },
        },
      ];
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};
