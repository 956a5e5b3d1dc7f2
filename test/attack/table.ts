import type { Tally } from './between.ts';
import type { Finding } from './ran.ts';
import type { Target } from './targets.ts';

interface Tried {
  targets: readonly Target[];
  /** What each route answered before it was attacked. */
  statuses: ReadonlyMap<string, number>;
  tally: (name: string) => Tally;
  findings: readonly Finding[];
  /** What wapiti was given, unless it was left out. */
  wapiti: string | undefined;
}

const HEAD = ['tool', 'what', 'requests', '2xx', '3xx', '4xx', '5xx', 'none', 'findings'];

/** What was tried, a line for each feature of the contract. */
export function tableOf({ targets, statuses, tally, findings, wapiti }: Tried): string {
  const features = Map.groupBy(targets, ({ name }) => name.split('.')[0] ?? '');
  const rows = [...features].map(([feature, of]) => {
    const open = of.filter(({ name }) => (statuses.get(name) ?? 500) < 400).length;
    const places = of.reduce((sum, { places: some }) => sum + some, 0);
    const names = new Set(of.map(({ name }) => name));
    return row(
      'sqlmap',
      `${feature}: ${of.length} routes, ${open} open to it, ${places} places`,
      of.map(({ name }) => tally(name)),
      findings.filter(({ tool, where }) => tool === 'sqlmap' && names.has(where)).length,
    );
  });
  const ofWapiti = findings.filter(({ tool }) => tool === 'wapiti').length;
  if (wapiti !== undefined) rows.push(row('wapiti', wapiti, [tally('wapiti')], ofWapiti));
  return [HEAD, HEAD.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function row(tool: string, what: string, tallies: readonly Tally[], found: number): string[] {
  const sum = (kind: string): string => String(tallies.reduce((all, { answers }) => all + (answers[kind] ?? 0), 0));
  const requests = tallies.reduce((all, one) => all + one.requests, 0);
  return [tool, what, String(requests), ...HEAD.slice(3, 8).map(sum), String(found)];
}
