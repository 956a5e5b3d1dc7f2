import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { cacheFolder, inRoot } from '../paths.ts';
import { lastLines, run } from '../run.mjs';
import { Halt, say, step } from '../say.mjs';

const downloadLimitMs = 20_000;
const packageFolder = inRoot('node_modules/mediasoup');
const recipe = inRoot('infra/mediasoup-worker');
const downloaded = join(packageFolder, 'worker/out/Release/mediasoup-worker');

/**
 * Brings the program that routes live sound and picture: the one that is given, else the one that mediasoup's own install
 * script downloads or, where that host is out of reach, one built from the source in its package.
 * @param given what MEDIASOUP_WORKER_BIN says; a file that is not there yet is no obstacle, since npm may want it named
 * @returns its path, for MEDIASOUP_WORKER_BIN
 */
export async function mediasoupWorker(given = process.env['MEDIASOUP_WORKER_BIN'] ?? ''): Promise<string> {
  if (given !== '' && existsSync(given)) return givenWorker(resolve(given));
  if (await works(downloaded)) return downloaded;
  const name = `mediasoup-worker-${recipeKey()}`;
  const folder = sharedFolder();
  const built = join(folder, name);
  if (await works(built)) return built;
  if (await download()) return downloaded;
  await build(folder, built);
  return built;
}

async function givenWorker(program: string): Promise<string> {
  if (!(await works(program)))
    throw new Halt(
      `MEDIASOUP_WORKER_BIN names ${program}, which does not run as mediasoup’s media router: name one that does, or leave it empty.`,
    );
  say(`  ✓ mediasoup’s media router: ${program}, as MEDIASOUP_WORKER_BIN says`);
  return program;
}

/** Started by hand, a worker that finds its libraries ends with 41: it wants to be started by mediasoup. */
async function works(program: string): Promise<boolean> {
  if (!existsSync(program)) return false;
  const env = { ...process.env };
  delete env['MEDIASOUP_VERSION'];
  return (await run(program, [], { env })).code === 41;
}

/** What the build depends on: the package's version, the machine, the recipe. */
function recipeKey(): string {
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  const hash = createHash('sha256');
  for (const file of globSync('{build.sh,subprojects/**}', { cwd: recipe, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted())
    hash.update(readFileSync(file));
  return `${version}-${process.arch}-${hash.digest('hex').slice(0, 12)}`;
}

/** A build takes minutes: clones of one user share it, where the user has a folder for that. */
function sharedFolder(): string {
  const given = process.env['XDG_CACHE_HOME'] ?? '';
  const folder = join(isAbsolute(given) ? given : join(homedir(), '.cache'), 'lesblik');
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return folder;
  } catch {
    mkdirSync(cacheFolder, { recursive: true });
    return cacheFolder;
  }
}

/** The package's own install script; tried once per clone and version. */
async function download(): Promise<boolean> {
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  const tried = join(cacheFolder, 'mediasoup-download-failed');
  if (existsSync(tried) && readFileSync(tried, 'utf8') === version) return false;
  return step('mediasoup’s media router (download)', async (onOutput) => {
    const env: NodeJS.ProcessEnv = { ...process.env, PYTHON: 'false' }; // It would go on to a build that downloads more.
    delete env['MEDIASOUP_WORKER_BIN'];
    await run(process.execPath, ['npm-scripts.mjs', 'postinstall'], {
      cwd: packageFolder,
      env,
      timeoutMs: downloadLimitMs,
      onOutput,
    });
    if (await works(downloaded)) return true;
    say('    Out of reach; it is built from source instead.');
    mkdirSync(cacheFolder, { recursive: true });
    writeFileSync(tried, version);
    return false;
  });
}

/** How far ninja is, in words: its own lines are command lines of a compiler. */
export function filesBuilt(text: string): string | undefined {
  const [, done, all] = [...text.matchAll(/^\[(\d+)\/(\d+)\]/gm)].at(-1) ?? [];
  return all === undefined ? undefined : `${done} of ${all} files built`;
}

async function build(folder: string, output: string): Promise<void> {
  const root = userInfo().uid === 0;
  const args = [join(recipe, 'build.sh'), ...(root ? ['--install-deps'] : []), packageFolder, output];
  await step('mediasoup’s media router (built once; on two cores 3 to 6 minutes)', async (note) => {
    // Its own apt-get waits for another one, and clones that start side by side build it once.
    const aptConfig = join(folder, 'apt.conf');
    writeFileSync(aptConfig, 'DPkg::Lock::Timeout "600";\n');
    const { code, output: said } = await run('flock', [join(folder, 'build.lock'), 'bash', ...args], {
      env: { ...process.env, APT_CONFIG: aptConfig, DEBIAN_FRONTEND: 'noninteractive' },
      onOutput: (text) => note(filesBuilt(text) ?? text),
    });
    if (code === 3)
      throw new Halt(
        `mediasoup’s media router, which live calls need, is not built: let an administrator run "${/apt-get install .*/.exec(said)?.[0]}", and start again.`,
      );
    if (code !== 0)
      throw new Halt(
        `mediasoup’s media router could not be built; infra/mediasoup-worker/README.md says how.\n${lastLines(said)}`,
      );
  });
}
