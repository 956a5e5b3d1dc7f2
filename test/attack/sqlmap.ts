import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Finding, run } from './ran.ts';

/** A request in the form that sqlmap reads, with a `*` after every word to attack. */
export interface Attacked {
  name: string;
  request: string;
}

/** @throws Error when it did not come to an end: then it says nothing of this route. */
export async function sqlmap(folder: string, { name, request }: Attacked, withinMs = 10 * 60_000): Promise<Finding[]> {
  const file = join(folder, `${name}.http`);
  await writeFile(file, request);
  const { output, timedOut } = await run(
    'sqlmap',
    [
      ...['-r', file, '--batch', '--ignore-stdin', '--disable-coloring', '--flush-session'],
      ...['--output-dir', join(folder, 'sqlmap')],
      // Ours is PostgreSQL, and so are the words that could get into it.
      ...['--dbms', 'PostgreSQL', '--level', '1', '--risk', '1', '--technique', 'BEUST', '--time-sec', '2'],
      // Refusals are answers here, not signs that somebody stands between.
      ...['--timeout', '15', '--retries', '1', '--skip-waf', '--ignore-code', '*'],
    ],
    withinMs,
  );
  await writeFile(join(folder, `${name}.sqlmap.txt`), output);
  // It ends as quietly where it tried nothing at all.
  const concluded = /do not appear to be injectable|identified the following injection/.test(output);
  if (timedOut || !concluded || /connection refused|no parameter\(s\) found|unable to connect/i.test(output))
    throw new Error(`sqlmap did not finish on ${name}: ${output.slice(-600)}`);
  const found = [...output.matchAll(/Parameter: (.+)\n(?:.*\n)*?\s+Title: (.+)/g)];
  return found.map(([, place, title]) => ({ tool: 'sqlmap', where: name, what: `${place}: ${title}` }));
}
