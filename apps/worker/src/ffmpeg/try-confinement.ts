import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { lend, outFile } from './lend.ts';

const execute = promisify(execFile);
const TIME_MS = 10_000;
const BYTES = Buffer.from('a film of eight thousandths of a second');

/** What was found when a decoder tried. */
export interface Tried {
  /** It reads what it is given and writes where it may. */
  works: boolean;
  /** It reached nobody. */
  network: boolean;
  /** It read nothing that lies beside its folder. */
  files: boolean;
}

/** Lets a confined ffmpeg try what it should be able to, then what it should not. */
export async function tryConfinement(ffmpeg: string, runAs: number | undefined): Promise<Tried> {
  const folder = await mkdtemp(join(tmpdir(), 'lesblik-try-'));
  try {
    const scratch = join(folder, 'scratch');
    const given = join(scratch, 'given');
    await mkdir(scratch, { mode: 0o700 });
    await writeFile(given, BYTES, { mode: 0o600 });
    if (!(await lendable({ runAs }, scratch, given))) return { works: false, network: false, files: false };
    const copy = (from: string, name: string): Promise<Buffer | undefined> => copied(ffmpeg, scratch, from, name);
    const works = (await copy('./given', 'given'))?.equals(BYTES) === true;
    if (!works) return { works, network: false, files: false };
    // Anybody of the system may read this one.
    const open = await mkdtemp(join(tmpdir(), 'lesblik-open-'));
    try {
      const beside = join(open, 'beside');
      await writeFile(beside, BYTES, { mode: 0o644 });
      await chmod(open, 0o755);
      const network = !(await called((address) => copy(address, 'called')));
      return { works, network, files: (await copy(beside, 'beside')) === undefined };
    } finally {
      await rm(open, { recursive: true, force: true });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Where a namespace has but few users, as a rootless container's, nothing can be lent to another. */
async function lendable(...[to, scratch, given]: Parameters<typeof lend>): Promise<boolean> {
  try {
    await lend(to, scratch, given);
    return true;
  } catch (error) {
    if (['EINVAL', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}

/** Eight-bit sound goes through ffmpeg as it is. */
async function copied(ffmpeg: string, scratch: string, from: string, name: string): Promise<Buffer | undefined> {
  const raw = ['-f', 'u8', '-ar', '8000', '-ac', '1'];
  const words = ['-nostdin', '-v', 'error', '-y', ...raw, '-i', from, ...raw, `./out/${name}`];
  try {
    await execute(ffmpeg, words, { cwd: scratch, timeout: TIME_MS, killSignal: 'SIGKILL' });
    return await readFile(outFile(scratch, name));
  } catch {
    return undefined;
  }
}

/** Whether somebody called an address of this machine meanwhile. */
async function called(during: (address: string) => Promise<unknown>): Promise<boolean> {
  let calls = 0;
  const server = createServer((socket) => {
    calls += 1;
    socket.end(BYTES);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const at = server.address();
  await during(`tcp://127.0.0.1:${typeof at === 'object' && at !== null ? at.port : 0}?timeout=2000000`);
  await new Promise((resolve) => server.close(resolve));
  return calls > 0;
}
