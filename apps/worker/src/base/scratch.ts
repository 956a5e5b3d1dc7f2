import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** A folder of another machine that was last touched so long ago has nobody who will come back for it. */
const FOREIGN_MS = 2 * 24 * 60 * 60 * 1000;

const host = hostname().replaceAll(/[^0-9A-Za-z-]/g, '-');

/**
 * Private folders for half-made work: `<host>.<pid>.<start of the process>/<uuid>`.
 * What a killed worker left is swept by the next that starts on the machine.
 */
export class Scratch {
  readonly #root: string;
  readonly #own: string;

  private constructor(root: string, own: string) {
    this.#root = root;
    this.#own = own;
  }

  static async open(root: string): Promise<Scratch> {
    const own = join(root, `${host}.${process.pid}.${(await startOf(process.pid)) ?? '0'}`);
    await mkdir(own, { recursive: true, mode: 0o700 });
    return new Scratch(root, own);
  }

  /** Gives `work` an empty folder and removes it afterwards, whatever happened. */
  async use<T>(work: (folder: string) => Promise<T>): Promise<T> {
    const folder = join(this.#own, randomUUID());
    await mkdir(folder, { recursive: true, mode: 0o700 });
    try {
      return await work(folder);
    } finally {
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    }
  }

  /** @returns how many folders of ended workers were removed */
  async sweep(now: number): Promise<number> {
    let removed = 0;
    for (const name of await readdir(this.#root)) {
      const folder = join(this.#root, name);
      if (folder === this.#own || !(await abandoned(folder, name, now))) continue;
      await rm(folder, { recursive: true, force: true });
      removed += 1;
    }
    return removed;
  }

  async close(): Promise<void> {
    await rm(this.#own, { recursive: true, force: true });
  }
}

async function abandoned(folder: string, name: string, now: number): Promise<boolean> {
  const [ofHost, pid, start] = name.split('.');
  if (ofHost === host) return (await startOf(Number(pid))) !== start;
  const { mtimeMs } = await stat(folder);
  return now - mtimeMs > FOREIGN_MS;
}

/** When a process started, in clock ticks since the machine did: a pid alone may be somebody else's by now. */
async function startOf(pid: number): Promise<string | undefined> {
  try {
    const line = await readFile(`/proc/${pid}/stat`, 'utf8');
    return line.slice(line.lastIndexOf(')') + 2).split(' ')[19];
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ESRCH') return undefined;
    throw error;
  }
}
