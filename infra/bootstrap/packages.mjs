import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { alone } from './alone.mjs';
import { lastLines, run } from './run.mjs';
import { Halt, say, step } from './say.mjs';

const root = join(import.meta.dirname, '../..');

/** Node 24 as the package `node` brings it. */
export const node24 = join(root, 'node_modules/node/bin/node');

/** Installs what package-lock.json names, when something of it is not there in that version. */
export async function installPackages() {
  const lock = join(root, '.cache/installing');
  // While another command puts Node in place it is there, and cannot be run yet.
  if (!existsSync(lock) && isInstalled() && existsSync(node24)) return;
  await alone(lock, install, (pid) => say(`  Process ${pid} installs the packages just now; waiting for it.`));
}

async function install() {
  if (!isInstalled())
    await step('packages (npm ci)', async (note) => {
      const npm = process.env['npm_execpath'];
      const [program, args] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
      // No install script runs by itself: mediasoup's fails where its downloads are out of reach, and one phones home.
      await succeed('packages', program, [...args, 'ci', '--ignore-scripts', '--no-audit', '--no-fund'], root, note);
    });
  if (!existsSync(node24))
    await step('Node 24', (note) =>
      succeed('Node 24', process.execPath, ['installArchSpecificPackage'], join(root, 'node_modules/node'), note),
    );
}

/** Compares with the list that npm keeps inside node_modules: the same versions, save optional ones for other machines. */
function isInstalled() {
  const listFile = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(listFile)) return false;
  const wanted = lockedPackages(join(root, 'package-lock.json'));
  const present = lockedPackages(listFile);
  return Object.entries(wanted).every(
    ([path, entry]) =>
      !path.startsWith('node_modules/') ||
      (present[path]?.version ?? (entry.optional && entry.version)) === entry.version,
  );
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
function lockedPackages(file) {
  const list = /** @type {{ packages: Record<string, { version?: string, optional?: boolean }> }} */ (
    JSON.parse(readFileSync(file, 'utf8'))
  );
  return list.packages;
}

/**
 * @param {string} what
 * @param {string} program
 * @param {string[]} args
 * @param {string} cwd
 * @param {(text: string) => void} onOutput
 */
async function succeed(what, program, args, cwd, onOutput) {
  const { code, output } = await run(program, args, { cwd, onOutput });
  if (code !== 0)
    throw new Halt(
      `Installing ${what} failed; check the network and the space on disk, and start again.\n${lastLines(output)}`,
    );
}
