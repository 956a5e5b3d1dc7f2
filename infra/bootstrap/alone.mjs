import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const AGAIN_MS = 200;

/**
 * Runs `work` while no other process runs its own under the same file. A process that was killed holds nothing.
 * @template T
 * @param {string} file names the process that is at it
 * @param {() => Promise<T>} work
 * @param {(pid: number) => void} onWait told once, with whom it waits for
 * @returns {Promise<T>}
 */
export async function alone(file, work, onWait) {
  mkdirSync(dirname(file), { recursive: true });
  for (let told = false; ; told = true) {
    const holder = take(file);
    if (holder === process.pid) break;
    if (!told) onWait(holder);
    await pause(AGAIN_MS);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

/**
 * @param {string} file
 * @returns {number} who holds it now
 */
function take(file) {
  // Linked into place, so that nobody finds it without its number.
  const own = `${file}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    linkSync(own, file);
    return process.pid;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
  } finally {
    rmSync(own, { force: true });
  }
  const holder = holderOf(file);
  if (holder !== undefined && !isAtIt(holder)) drop(file, holder);
  return holder ?? 0;
}

/**
 * Takes away what a killed process left; if another was quicker and holds it by now, that one gets it back.
 * @param {string} file
 * @param {number} dead
 */
function drop(file, dead) {
  const aside = `${file}.${process.pid}.left`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return;
    throw error;
  }
  if (holderOf(aside) === dead) rmSync(aside);
  else renameSync(aside, file);
}

/**
 * @param {string} file
 * @returns {number | undefined}
 */
function holderOf(file) {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * A number alone may by now be another program's: ours are Node.
 * @param {number} pid
 */
function isAtIt(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0]?.includes('node') === true;
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code === 'ENOENT' || code === 'ESRCH') return false;
    throw error;
  }
}
