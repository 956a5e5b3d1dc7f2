/** What the commands print. Plain JavaScript, because it also runs on the machine's own Node before Node 24 is there. */

const HEARTBEAT_MS = 10_000;

/** @param {string} line */
export const say = (line) => void process.stdout.write(`${line}\n`);

/** Stops a command: one sentence that says what is wrong and how to mend it, shown without a stack. */
export class Halt extends Error {}

/** @param {number} since milliseconds, as of `performance.now()` */
export const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

const LINE_CHARACTERS = 100;

/**
 * Cut between two words, where one line does not hold it all.
 * @param {string} line
 */
export function shortened(line) {
  if (line.length <= LINE_CHARACTERS) return line;
  const space = line.lastIndexOf(' ', LINE_CHARACTERS - 2);
  return `${line.slice(0, space > 0 ? space : LINE_CHARACTERS - 2)} …`;
}

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
    () => say(`    ${label}, ${seconds(since)}${newest === '' ? '' : `: ${shortened(newest)}`}`),
    HEARTBEAT_MS,
  );
  try {
    const value = await work((text) => {
      newest =
        text
          .trim()
          .split('\n')
          .findLast((line) => !line.startsWith('npm warn')) ?? newest;
    });
    say(`  ✓ ${label} (${seconds(since)})`);
    return value;
  } finally {
    clearInterval(heartbeat);
  }
}
