import { spawn } from 'node:child_process';

/** Output kept of a command: the end, where the cause of a failure stands. */
const KEPT_CHARACTERS = 200_000;

/** Programs that run now; none of them outlives this process. @type {Set<number>} */
const running = new Set();
process.on('exit', () => running.forEach((pid) => endGroup(pid, 'SIGTERM')));

/**
 * Runs a program to its end, with `input` as its stdin, in a process group of its own, so that a time limit or the signal ends its children too.
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, uid?: number, gid?: number, timeoutMs?: number, input?: string, signal?: AbortSignal, onOutput?: (text: string) => void }} [options]
 * @returns {Promise<{ code: number, output: string }>} code 124 after the time limit, 127 where the program is missing, 128 when a signal ended it
 */
export function run(program, args, { timeoutMs, input = '', signal, onOutput, ...options } = {}) {
  return new Promise((resolve) => {
    let output = '';
    let late = false;
    const child = spawn(program, args, { ...options, detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
    // One that ends without reading it is no error.
    child.stdin.on('error', () => undefined).end(input);
    const { pid } = child;
    if (pid !== undefined) running.add(pid);
    const limit =
      timeoutMs === undefined || pid === undefined
        ? undefined
        : setTimeout(() => {
            late = true;
            endGroup(pid, 'SIGKILL');
          }, timeoutMs);
    const onAbort = () => {
      if (pid !== undefined) endGroup(pid, 'SIGTERM');
    };
    signal?.addEventListener('abort', onAbort);
    /** @param {string} text */
    const take = (text) => {
      output = (output + text).slice(-KEPT_CHARACTERS);
      onOutput?.(text);
    };
    child.stdout.setEncoding('utf8').on('data', take);
    child.stderr.setEncoding('utf8').on('data', take);
    /** @param {number} code */
    const done = (code) => {
      clearTimeout(limit);
      signal?.removeEventListener('abort', onAbort);
      if (pid !== undefined) running.delete(pid);
      resolve({ code, output });
    };
    child.on('error', (error) => {
      take(error.message);
      done(127);
    });
    child.on('close', (code) => done(late ? 124 : (code ?? 128)));
  });
}

/**
 * @param {number} pid the group's first process
 * @param {NodeJS.Signals} signal
 */
function endGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
  }
}

/**
 * The last lines of a program's output, for a person.
 * @param {string} output
 * @param {number} [count]
 */
export const lastLines = (output, count = 15) =>
  output
    .trim()
    .split('\n')
    .slice(-count)
    .map((line) => `    ${line}`)
    .join('\n');
