import { sourceChecks, type Check } from '../../check/checks.ts';
import { say, seconds } from '../say.mjs';
import type { Tally } from '../tally.ts';

/** `npm run check [name …]`: the quick gate. */
export async function check(names: string[]): Promise<number> {
  const { passed, failed } = await runChecks(names);
  say(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

/** The compiler first, because others read what it writes; then the rest side by side. */
export async function runChecks(names: string[]): Promise<Tally> {
  const chosen = sourceChecks.filter(({ name }) => names.length === 0 || names.includes(name));
  const first = chosen.filter(({ name }) => name === 'types');
  const rest = chosen.filter(({ name }) => name !== 'types');
  const results = [...(await Promise.all(first.map(runCheck))), ...(await Promise.all(rest.map(runCheck)))];
  const count = (of: boolean): number => results.filter((result) => result === of).length;
  return { passed: count(true), failed: count(false) };
}

/** @returns undefined where nothing could be looked at: that is no success */
async function runCheck({ name, run }: Check): Promise<boolean | undefined> {
  const since = performance.now();
  const found = await run();
  if (typeof found !== 'string') {
    say(`  – ${name}: ${found.note}`);
    return undefined;
  }
  const wrong = found;
  say(`  ${wrong === '' ? '✓' : '✗'} ${name} (${seconds(since)})`);
  if (wrong !== '') say(wrong.replaceAll(/^/gm, '    '));
  return wrong === '';
}
