import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Confinement } from './work.ts';

const execute = promisify(execFile);

/** How ffmpeg and ffprobe are called on this machine. */
export interface Tools {
  ffmpeg: string;
  ffprobe: string;
  confinement: Confinement;
}

/** Dies with the media worker, so that a killed one leaves no encoder (nor a paused one) behind. */
const dieWithParent = ['setpriv', '--pdeathsig', 'KILL', '--no-new-privs'];

/** A root of its own user name space may drop the network where the system's root is not ours. */
const networkWays = [['unshare', '-n', '--'], ['unshare', '-rn', '--'], []];

async function works(words: string[]): Promise<boolean> {
  const [command, ...rest] = [...words, 'true'];
  return execute(command ?? 'true', rest, { timeout: 10_000 }).then(
    () => true,
    () => false,
  );
}

/**
 * Tries once what this system lets us put around a decoder of untrusted films, and writes wrappers that do it.
 * Each wrapper only `exec`s, so the process id is ffmpeg's own and signals reach it.
 */
export async function confine(memoryBytes: number): Promise<Tools> {
  const network = [];
  for (const way of networkWays) {
    if (await works(way)) {
      network.push(...way);
      break;
    }
  }
  const memory = ['prlimit', `--as=${memoryBytes}`, '--core=0', '--'];
  const limits = (await works(memory)) ? memory : [];
  const parent = (await works(dieWithParent)) ? dieWithParent : [];
  const words = [...network, ...parent, ...limits];

  const folder = await mkdtemp(join(tmpdir(), 'lesblik-ffmpeg-'));
  removeAtExit(folder);
  const wrap = async (tool: string): Promise<string> => {
    const path = join(folder, tool);
    // Our settings hold secrets; a decoder of strangers' films gets none of them.
    await writeFile(path, `#!/bin/sh\nexec env -i "PATH=$PATH" ${[...words, tool].join(' ')} "$@"\n`, { mode: 0o700 });
    return path;
  };
  return {
    ffmpeg: await wrap('ffmpeg'),
    ffprobe: await wrap('ffprobe'),
    confinement: { network: network.length > 0, memory: limits.length > 0 },
  };
}

const folders: string[] = [];

function removeAtExit(folder: string): void {
  if (folders.push(folder) > 1) return;
  process.once('exit', () => folders.forEach((path) => rmSync(path, { recursive: true, force: true })));
}
