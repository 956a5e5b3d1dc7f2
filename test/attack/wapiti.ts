import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Finding, run } from './ran.ts';

/**
 * Without those that ask a server on the internet (`ssrf`, `xxe`), look for other products (`nikto`, `wapp`, `buster`,
 * `shellshock`, `htaccess`), or take every address that opens for a find (`backup`: the web is one page at each of its
 * addresses). sqlmap does what `blindsql` would.
 */
export const MODULES = [
  ...['cookieflags', 'crlf', 'csp', 'csrf', 'exec', 'file'],
  ...['http_headers', 'methods', 'permanentxss', 'redirect', 'sql', 'xss'],
];

/** It asks for lists of its project at its start, whatever it is to do: nothing leaves this machine. */
const NOWHERE = { https_proxy: 'http://127.0.0.1:9', HTTPS_PROXY: 'http://127.0.0.1:9' };

type Kinds = Record<string, { method: string; path: string; info: string }[]>;

interface Report {
  vulnerabilities: Kinds;
  anomalies: Kinds;
}

interface Given {
  url: string;
  headers: readonly string[];
  starts: readonly string[];
  modules?: readonly string[];
  /** For finding the addresses, and for each of its ways of attacking. */
  seconds: number;
}

/**
 * Opens the addresses given and what they link to, and attacks what it finds.
 * @returns `cut`: ways of attacking that had more to try when their time was over
 * @throws Error when it did not come to an end, or one of its modules broke
 */
export async function wapiti(
  folder: string,
  { url, headers, starts, modules = MODULES, seconds }: Given,
): Promise<{ findings: Finding[]; cut: string[] }> {
  const [home, report] = [join(folder, 'wapiti'), join(folder, 'wapiti.json')];
  await mkdir(home, { recursive: true });
  const { output, timedOut } = await run(
    'wapiti',
    [
      ...['-u', `${url}/`, '--scope', 'folder', '-m', modules.join(), ...headers.flatMap((one) => ['-H', one])],
      ...starts.flatMap((start) => ['-s', start]),
      // The web's scripts and styles take nothing.
      ...['--depth', '1'],
      ...['--max-scan-time', String(seconds), '--max-attack-time', String(seconds)],
      ...['--store-session', home, '--store-config', home, '--flush-session', '--no-bugreport', '-v', '1'],
      ...['-t', '15', '-f', 'json', '-o', report],
    ],
    // Between two requests it looks at the time; some of these take long.
    (modules.length + 4) * Math.max(seconds, 30) * 1000,
    NOWHERE,
  );
  await writeFile(join(folder, 'wapiti.txt'), output);
  if (timedOut || output.includes('Traceback') || !existsSync(report))
    throw new Error(`wapiti did not finish: ${output.slice(-600)}`);
  const { vulnerabilities, anomalies } = JSON.parse(await readFile(report, 'utf8')) as Report;
  const findings = [...Object.entries(vulnerabilities), ...Object.entries(anomalies)].flatMap(([kind, all]) =>
    all.map(({ method, path, info }): Finding => ({
      tool: 'wapiti',
      where: `${method} ${path}`,
      what: `${kind}: ${info}`,
    })),
  );
  return { findings, cut: [...output.matchAll(/time was reached for module (\w+)/g)].map(([, name = '']) => name) };
}
