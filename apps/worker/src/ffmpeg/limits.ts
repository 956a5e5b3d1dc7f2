import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

/** Larger than the film of the longest call; a decoder that goes astray must not fill the disk by itself. */
const LARGEST_FILE = 16 * 2 ** 30;
const MOST_FILES = 1024;

/** In the scratch folder, for the wrapper's shell: seconds of processor time. */
const FILE = 'seconds';
/** Where nobody said how long. */
const SHORT_SECONDS = 600;

/**
 * Whoever is nobody shares this number with every other nobody of the machine, so it must hold the threads of all decoders
 * that may run at once; within a process name space of its own it is only what bounds a runaway.
 */
function mostProcesses(processors: number): number {
  return 1024 + processors * (32 + 4 * processors);
}

export const limits = (memoryBytes: number): string[] => [
  ...['prlimit', `--as=${memoryBytes}`, '--core=0', `--fsize=${LARGEST_FILE}`, `--nofile=${MOST_FILES}`],
  ...[`--nproc=${mostProcesses(availableParallelism())}`, '--cpu="$seconds"', '--'],
];

/** For the shell that starts a decoder: how much time this one may take. */
export const readSeconds = `read -r seconds 2>/dev/null <${FILE} || seconds=${SHORT_SECONDS}`;

/** All processors for as long as it may run: only a process that nobody watches any more comes to it. */
export async function allowTime(scratch: string, timeLimitMs: number): Promise<void> {
  const seconds = Math.ceil((timeLimitMs / 1000) * availableParallelism());
  await writeFile(join(scratch, FILE), `${seconds}\n`);
}
