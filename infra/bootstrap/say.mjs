/** What the commands print. Plain JavaScript, because it also runs on the machine's own Node before Node 24 is there. */

const HEARTBEAT_MS = 10_000;

/** @param {string} line */
export const say = (line) => void process.stdout.write(`${line}\n`);

/** Stops a command: one sentence that says what is wrong and how to mend it, shown without a stack. */
export class Halt extends Error {}

/** @param {number} since milliseconds, as of `performance.now()` */
export const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/**
 * Runs one step and says so, again every ten seconds while it lasts, with the newest line that the step noted.
 * @template T
 * @param {string} label
 * @param {(note: (text: string) => void) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(label, work) {
  const since = performance.now();
  let newest = '';
  say(`  … ${label}`);
  const heartbeat = setInterval(
    () => say(`    ${label}, ${seconds(since)}${newest === '' ? '' : `: ${newest}`}`),
    HEARTBEAT_MS,
  );
  try {
    const value = await work((text) => {
      newest =
        text
          .trim()
          .split('\n')
          .findLast((line) => !line.startsWith('npm warn'))
          ?.slice(0, 100) ?? newest;
    });
    say(`  ✓ ${label} (${seconds(since)})`);
    return value;
  } finally {
    clearInterval(heartbeat);
  }
}
