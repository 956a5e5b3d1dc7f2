import { lstatSync, readlinkSync } from 'node:fs';
import type { Confinement } from './work.ts';

/** Debian's nobody and nogroup, and everybody else's. */
export const NOBODY = 65_534;
const asNobody = ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', '--inh-caps=-all'];

/** What a decoder needs of the system, and no more: our data may lie below /usr, /etc or /var as well. */
const SYSTEM = [
  ...['/usr/bin', '/usr/lib', '/usr/lib32', '/usr/lib64', '/usr/local/bin', '/usr/local/lib'],
  ...['/usr/share/fonts', '/usr/share/fontconfig', '/usr/local/share/fonts', '/etc/fonts', '/var/cache/fontconfig'],
  ...['/etc/alternatives', '/etc/ld.so.cache'],
];
/** Links into /usr on today's systems, folders on older ones. */
const BESIDE_USR = ['/bin', '/lib', '/lib32', '/lib64'];
const ABOVE = ['/usr', '/usr/local', '/usr/local/share', '/usr/share', '/etc', '/var', '/var/cache', '/dev'];
const DEVICES = ['/dev/null', '/dev/urandom'];

/** The decoder's folder by its name within; the folder that it runs in is shown there. */
const SCRATCH = '/scratch';

function besideUsr(path: string): string[] {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return [];
  return found.isSymbolicLink() ? ['--symlink', readlinkSync(path), path] : ['--ro-bind', path, path];
}

/** A file system of its own: parts of the system, the film, and one folder to write to. */
const bwrap = (): string[] => [
  ...['bwrap', '--die-with-parent', '--unshare-net', '--unshare-pid', '--unshare-ipc', '--unshare-uts'],
  // What bwrap makes on the way to something is root's alone.
  ...ABOVE.flatMap((path) => ['--perms', '0755', '--dir', path]),
  ...SYSTEM.flatMap((path) => ['--ro-bind-try', path, path]),
  ...BESIDE_USR.flatMap(besideUsr),
  ...DEVICES.flatMap((path) => ['--dev-bind', path, path]),
  // The shell of the wrapper fills these in.
  ...['--ro-bind', '"$PWD"', SCRATCH, '--bind', '"$PWD/out"', `${SCRATCH}/out`],
  ...['--remount-ro', '/', '--chdir', SCRATCH, '--'],
];

const noNetwork = ['unshare', '-n', '--'];
/** A root of its own user name space may drop the network where the system's root is not ours. */
const noNetworkOfOnesOwn = ['unshare', '-rn', '--'];

/** One way to run a decoder: words of a command line, around those that tie it to this process. */
export interface Way {
  name: Confinement['way'];
  before: string[];
  after: string[];
  unprivileged: boolean;
}

/** The best first: root that can read the keys is worse than a network. */
export function ways(root: boolean): Way[] {
  const drop = root ? asNobody : [];
  const way = (name: Way['name'], before: string[], after: string[], unprivileged = true): Way => ({
    ...{ name, before, after, unprivileged },
  });
  const all = [
    way('bwrap', [], [...bwrap(), ...drop]),
    way('unshare', [...noNetwork, ...drop], []),
    way('unshare', [...drop, ...noNetworkOfOnesOwn], []),
    way('limits', drop, []),
  ];
  if (!root) return all;
  const kept = [noNetwork, noNetworkOfOnesOwn].map((words) => way('unshare', words, [], false));
  return [...all, ...kept, way('limits', [], [], false)];
}
