import { spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Target } from './targets.ts';

/** What a tool says that it found. */
export interface Finding {
  tool: 'sqlmap' | 'wapiti';
  where: string;
  what: string;
}

interface Ran {
  output: string;
  timedOut: boolean;
}

/** Ended after `withinMs`, with what it started. */
function run(command: string, args: readonly string[], withinMs: number): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    let output = '';
    let timedOut = false;
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
    const late = setTimeout(() => {
      timedOut = true;
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, withinMs);
    child.once('error', reject);
    child.once('close', () => {
      clearTimeout(late);
      resolve({ output, timedOut });
    });
  });
}

/** @throws Error when it did not come to an end: then it says nothing of this route. */
export async function sqlmap(
  folder: string,
  { name, request }: Target,
): Promise<{ findings: Finding[]; requests: number }> {
  const file = join(folder, `${name}.http`);
  await writeFile(file, request);
  const { output, timedOut } = await run(
    'sqlmap',
    [
      ...[
        '-r',
        file,
        '--batch',
        '--ignore-stdin',
        '--disable-coloring',
        '--output-dir',
        join(folder, 'sqlmap'),
        '--flush-session',
      ],
      // Ours is PostgreSQL, and so are the words that could get into it.
      ...['--dbms', 'PostgreSQL', '--level', '2', '--risk', '1', '--technique', 'BEUST', '--time-sec', '2'],
      // Refusals are answers here, not signs that somebody stands between.
      ...['--timeout', '15', '--retries', '1', '--skip-waf', '--ignore-code', '*'],
    ],
    10 * 60_000,
  );
  await writeFile(join(folder, `${name}.sqlmap.txt`), output);
  // It ends as quietly where it tried nothing at all.
  const concluded = /do not appear to be injectable|identified the following injection/.test(output);
  if (timedOut || !concluded || /connection refused|no parameter\(s\) found|unable to connect/i.test(output))
    throw new Error(`sqlmap did not finish on ${name}: ${output.slice(-600)}`);
  const found = [...output.matchAll(/Parameter: (.+)\n(?:.*\n)*?\s+Title: (.+)/g)];
  const requests = Number(/with a total of (\d+) HTTP/.exec(output)?.[1] ?? 0);
  return {
    findings: found.map(([, place, title]) => ({ tool: 'sqlmap', where: name, what: `${place}: ${title}` })),
    requests,
  };
}

/** Without those that ask a server on the internet (`ssrf`, `xxe`) or look for other products (`nikto`, `wapp`, `buster`). */
const MODULES = [
  ...['backup', 'blindsql', 'cookieflags', 'crlf', 'csp', 'csrf', 'exec', 'file', 'htaccess', 'http_headers'],
  ...['methods', 'permanentxss', 'redirect', 'shellshock', 'sql', 'xss'],
];

interface Report {
  vulnerabilities: Record<string, { method: string; path: string; info: string }[]>;
  anomalies: Record<string, { method: string; path: string; info: string }[]>;
  infos: Record<string, unknown>;
}

/** Crawls from the addresses given and attacks what it finds. @param seconds for each of its ways of attacking */
export async function wapiti(
  folder: string,
  { url, cookie, starts, seconds }: { url: string; cookie: string; starts: readonly string[]; seconds: number },
): Promise<{ findings: Finding[]; crawled: unknown }> {
  const [home, report] = [join(folder, 'wapiti'), join(folder, 'wapiti.json')];
  await mkdir(home, { recursive: true });
  const { output, timedOut } = await run(
    'wapiti',
    [
      ...['-u', `${url}/`, '--scope', 'folder', '-m', MODULES.join(), '-H', `Cookie: ${cookie}`],
      ...starts.flatMap((start) => ['-s', start]),
      // Signing out would end the attack.
      ...['-x', `${url}/api/auth/sign-out`, '--max-scan-time', String(seconds), '--max-attack-time', String(seconds)],
      ...['--store-session', home, '--store-config', home, '--flush-session', '--no-bugreport', '-v', '1'],
      ...['-t', '15', '-f', 'json', '-o', report],
    ],
    (MODULES.length + 4) * seconds * 1000,
  );
  await writeFile(join(folder, 'wapiti.txt'), output);
  if (timedOut) throw new Error(`wapiti did not finish: ${output.slice(-600)}`);
  const { vulnerabilities, anomalies, infos } = JSON.parse(await readFile(report, 'utf8')) as Report;
  const findings = [...Object.entries(vulnerabilities), ...Object.entries(anomalies)].flatMap(([kind, all]) =>
    all.map(({ method, path, info }): Finding => ({
      tool: 'wapiti',
      where: `${method} ${path}`,
      what: `${kind}: ${info}`,
    })),
  );
  return { findings, crawled: infos['crawled_pages_nbr'] ?? infos };
}
