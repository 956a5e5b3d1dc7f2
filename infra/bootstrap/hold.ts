import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.ts';
import { Halt } from './say.mjs';
import { writeWhole } from './write-whole.ts';

interface Holder {
  /** The command that runs. */
  pid: number;
  port: number;
  /** Its services. */
  pids: number[];
  databaseUrl: string;
}

/** One command at a time works in a data folder; `running.json` in it says which. */
export class Hold {
  readonly #file: string;
  #holder: Holder;

  /** @throws Halt while another one runs; what a killed one left behind is ended first */
  constructor(dataFolder: string, port: number) {
    mkdirSync(dataFolder, { recursive: true });
    this.#file = join(dataFolder, 'running.json');
    const before = holderOf(dataFolder);
    if (before !== undefined) {
      if (isOurs(before.pid)) throw new Halt(alreadyRuns(before));
      for (const pid of before.pids) if (isOurs(pid)) process.kill(pid, 'SIGKILL');
    }
    this.#holder = { pid: process.pid, port, pids: [], databaseUrl: '' };
    this.note({});
  }

  note(known: Partial<Holder>): void {
    this.#holder = { ...this.#holder, ...known };
    writeWhole(this.#file, JSON.stringify(this.#holder));
  }

  release(): void {
    rmSync(this.#file, { force: true });
  }
}

/** What runs in this folder now. */
export function runningIn(dataFolder: string): Holder | undefined {
  const holder = holderOf(dataFolder);
  return holder !== undefined && isOurs(holder.pid) ? holder : undefined;
}

export const alreadyRuns = ({ pid, port }: { pid: number; port: number }): string =>
  `Lesblik already runs from this folder (process ${pid}, port ${port}): stop it with Ctrl-C there, and try again.`;

function holderOf(dataFolder: string): Holder | undefined {
  const file = join(dataFolder, 'running.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Holder) : undefined;
}

/** A number alone may by now be another program's. */
function isOurs(pid: number): boolean {
  const commandLine = `/proc/${pid}/cmdline`;
  return existsSync(commandLine) && readFileSync(commandLine, 'utf8').includes(`${root}/`);
}
