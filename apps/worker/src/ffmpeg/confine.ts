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
  /** The user and group id they run as, where it is not this process's own. */
  runAs?: number | undefined;
}

/** Debian's nobody and nogroup, and everybody else's. */
const NOBODY = 65_534;
const asNobody = ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', '--inh-caps=-all'];

/** Dies with the media worker, so that a killed one leaves no encoder (nor a paused one) behind. */
const dieWithParent = ['setpriv', '--pdeathsig', 'KILL', '--no-new-privs'];

const noNetwork = ['unshare', '-n', '--'];
/** A root of its own user name space may drop the network where the system's root is not ours. */
const noNetworkOfOnesOwn = ['unshare', '-rn', '--'];

interface Way {
  words: string[];
  network: boolean;
  unprivileged: boolean;
}

/** The best first: root that can read the keys is worse than a network. */
function ways(root: boolean): Way[] {
  const drop = root ? asNobody : [];
  const dropped: Way[] = [
    { words: [...noNetwork, ...drop], network: true, unprivileged: true },
    { words: [...drop, ...noNetworkOfOnesOwn], network: true, unprivileged: true },
    { words: drop, network: false, unprivileged: true },
  ];
  if (!root) return dropped;
  const kept = [noNetwork, noNetworkOfOnesOwn].map((words) => ({ words, network: true, unprivileged: false }));
  return [...dropped, ...kept];
}

async function works(words: string[], what = ['true']): Promise<boolean> {
  const [command, ...rest] = [...words, ...what];
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
  const root = process.getuid?.() === 0;
  let way: Way = { words: [], network: false, unprivileged: !root };
  for (const one of ways(root)) {
    // Nobody may not be let to where ffmpeg lies.
    if (await works(one.words, ['ffmpeg', '-version'])) {
      way = one;
      break;
    }
  }
  const memory = ['prlimit', `--as=${memoryBytes}`, '--core=0', '--'];
  const limits = (await works(memory)) ? memory : [];
  const parent = (await works(dieWithParent)) ? dieWithParent : [];
  // What dies with its parent is told last: a change of user would take it back.
  const words = [...way.words, ...parent, ...limits];
  // A media worker that died before that was told has no death left to follow: then there is another parent by now.
  const alive = parent.length > 0 ? [`sh -c '[ "$PPID" = ${process.pid} ] && exec env -i "PATH=$PATH" "$0" "$@"'`] : [];

  const folder = await mkdtemp(join(tmpdir(), 'lesblik-ffmpeg-'));
  removeAtExit(folder);
  const wrap = async (tool: string): Promise<string> => {
    const path = join(folder, tool);
    // Our settings hold secrets; a decoder of strangers' films gets none of them.
    await writeFile(path, `#!/bin/sh\nexec env -i "PATH=$PATH" ${[...words, ...alive, tool].join(' ')} "$@"\n`, {
      mode: 0o700,
    });
    return path;
  };
  return {
    ffmpeg: await wrap('ffmpeg'),
    ffprobe: await wrap('ffprobe'),
    confinement: { network: way.network, memory: limits.length > 0, unprivileged: way.unprivileged },
    runAs: root && way.unprivileged ? NOBODY : undefined,
  };
}

const folders: string[] = [];

function removeAtExit(folder: string): void {
  if (folders.push(folder) > 1) return;
  process.once('exit', () => folders.forEach((path) => rmSync(path, { recursive: true, force: true })));
}
