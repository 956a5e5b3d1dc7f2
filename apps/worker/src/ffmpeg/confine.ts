import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { limits, readSeconds } from './limits.ts';
import { tryConfinement, type Tried } from './try-confinement.ts';
import { NOBODY, type Way, ways } from './ways.ts';
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

/** A wrapper leads a group, so that a signal reaches whatever it stands around. */
const ofItsOwn = ['setsid'];
/** Dies with the media worker, so that a killed one leaves no encoder (nor a paused one) behind. */
const dieWithParent = ['setpriv', '--pdeathsig', 'KILL', '--no-new-privs'];
// A media worker that died before that was told has no death left to follow: then there is another parent by now.
const ifAlive = [`sh -c '[ "$PPID" = ${process.pid} ] && exec env -i "PATH=$PATH" "$0" "$@"'`];

/**
 * Tries once what this system lets us put around a decoder of untrusted films, the best way first, and writes wrappers
 * that do it. `confinement` is what a decoder found when it tried to get out.
 * @param among the ways that may be taken; all by default
 */
export async function confine(memoryBytes: number, among?: readonly Confinement['way'][]): Promise<Tools> {
  const root = process.getuid?.() === 0;
  const group = (await works(ofItsOwn)) ? ofItsOwn : [];
  const tie = (await works(dieWithParent)) ? [...dieWithParent, ...ifAlive] : [];
  const limited = (await works(['prlimit', '--core=0', '--'])) ? limits(memoryBytes) : [];
  const folder = await mkdtemp(join(tmpdir(), 'lesblik-ffmpeg-'));
  removeAtExit(folder);
  // fluent-ffmpeg asks what ffmpeg can do wherever we happen to be: that is no folder to show to it.
  const nowhere = join(folder, 'nowhere');
  await mkdir(join(nowhere, 'out'), { recursive: true, mode: 0o755 });

  const wrap = async (tool: string, { before, after }: Way): Promise<string> => {
    const path = join(folder, tool);
    const words = [...group, ...before, ...tie, ...after, ...limited, tool];
    // Our settings hold secrets; a decoder of strangers' films gets none of them.
    await writeFile(
      path,
      `#!/bin/sh\n[ -d out ] || cd '${nowhere}'\n${readSeconds}\nexec env -i "PATH=$PATH" ${words.join(' ')} "$@"\n`,
      {
        mode: 0o700,
      },
    );
    return path;
  };
  const plain: Way = { name: 'none', before: [], after: [], unprivileged: !root };
  const runAs = ({ unprivileged }: Way): number | undefined => (root && unprivileged ? NOBODY : undefined);
  let [way, found]: [Way, Tried] = [plain, { works: false, network: false, files: false }];
  for (const one of [...ways(root).filter(({ name }) => among?.includes(name) ?? true), plain]) {
    [way, found] = [one, await tryConfinement(await wrap('ffmpeg', one), runAs(one))];
    if (found.works) break;
  }
  const memory = limited.length > 0;
  const { unprivileged } = way;
  return {
    ffmpeg: await wrap('ffmpeg', way),
    ffprobe: await wrap('ffprobe', way),
    confinement: {
      way: way.name === 'limits' && !memory ? 'none' : way.name,
      network: found.network,
      files: found.files,
      memory,
      // How many processes there are is no limit for root.
      processes: memory && unprivileged,
      unprivileged,
    },
    runAs: runAs(way),
  };
}

async function works(words: string[]): Promise<boolean> {
  const [command, ...rest] = [...words, 'true'];
  return execute(command ?? 'true', rest, { timeout: 10_000 }).then(
    () => true,
    () => false,
  );
}

const folders: string[] = [];

function removeAtExit(folder: string): void {
  if (folders.push(folder) > 1) return;
  process.once('exit', () => folders.forEach((path) => rmSync(path, { recursive: true, force: true })));
}
