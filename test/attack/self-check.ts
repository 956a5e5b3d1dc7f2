import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sqlmap } from './sqlmap.ts';
import { wapiti } from './wapiti.ts';
import { weakServer } from './weak-server.ts';

const MODULES = ['cookieflags', 'csp', 'csrf', 'file', 'http_headers', 'permanentxss', 'redirect', 'sql', 'xss'];

/** What wapiti calls the mistakes of the weak server. */
const MISTAKES = [
  ...['SQL Injection', 'Cross Site Scripting', 'Open Redirect', 'Path Traversal', 'Cross Site Request Forgery'],
  ...['Content Security Policy Configuration', 'HTTP Secure Headers', 'HttpOnly Flag cookie'],
];

/** @returns what the tools did not find in a server that has it: then their silence about Lesblik says nothing */
export async function missedMistakes(parent: string, databaseUrl: string): Promise<string[]> {
  const folder = join(parent, 'self-check');
  await mkdir(folder, { recursive: true });
  const weak = await weakServer(databaseUrl);
  try {
    const request = `GET /lessons?name=les* HTTP/1.1\r\nHost: ${new URL(weak.url).host}\r\n\r\n`;
    const bySqlmap = await sqlmap(folder, { name: 'weak', request });
    const { findings } = await wapiti(folder, {
      ...{ url: weak.url, headers: [], starts: [], modules: MODULES, seconds: 30 },
    });
    const missed = MISTAKES.filter((mistake) => !findings.some(({ what }) => what.startsWith(mistake)));
    return [
      ...(bySqlmap.length === 0 ? ['sqlmap: a value put into a statement'] : []),
      ...missed.map((one) => `wapiti: ${one}`),
    ];
  } finally {
    await weak.close();
  }
}
