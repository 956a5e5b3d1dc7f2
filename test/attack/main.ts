/**
 * `npm run test:attack [-- part of a route's name … | wapiti]`: a school of its own on loopback, attacked by sqlmap in the
 * routes of the contract that take words, and by wapiti from every address that can be opened; before that, a weak
 * server in which both must find what is wrong. Fails on what they find and explained.ts does not explain, on an
 * explanation of what they no longer find, and where the server failed. What they said is kept in .cache/attack.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { School } from '../bench/support/school.ts';
import { somethingOfAll } from './attacked-school.ts';
import { Between, type Tally } from './between.ts';
import { explanationOf, idleExplanations } from './explained.ts';
import type { Finding } from './ran.ts';
import { missedMistakes } from './self-check.ts';
import { sqlmap } from './sqlmap.ts';
import { tableOf } from './table.ts';
import { addressesOf, type Known, type Target, targetsOf } from './targets.ts';
import { MODULES, wapiti } from './wapiti.ts';

/** As many as the machine can take beside the server. */
const AT_ONCE = 2;
const WAPITI_SECONDS = 30;

/** Pages of the web that show something, or take something from their address. */
const PAGES = [
  ...['/', '/sign-in?to=/recordings', '/forgot-password', '/recordings/new', '/people', '/log?words=les', '/account'],
  ...['/uitnodiging/woord', '/inrichten/woord', '/afmelden/woord', '/certificaat?id=woord', '/api/docs'],
  ...['/api/openapi.json', '/api/health', '/api/ready'],
];

const folder = join(import.meta.dirname, '../../.cache/attack');
const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** What each answers before it is attacked: a route that refuses all says less. */
async function baselines(url: string, { cookie, origin }: Known, targets: Target[]): Promise<Map<string, number>> {
  const statuses = new Map<string, number>();
  for (const { name, method, path, body } of targets) {
    const { status } = await fetch(`${url}/api${path}`, {
      ...{ method, redirect: 'manual' },
      headers: { cookie, origin, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body }),
    });
    statuses.set(name, status);
  }
  return statuses;
}

async function bySqlmap(targets: readonly Target[]): Promise<Finding[]> {
  const left = [...targets];
  const found: Finding[] = [];
  const line = async (): Promise<void> => {
    for (let target = left.shift(); target !== undefined; target = left.shift()) {
      const findings = await sqlmap(folder, target);
      found.push(...findings);
      say(`sqlmap ${targets.length - left.length}/${targets.length} ${target.name}: ${findings.length} findings`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, line));
  return found;
}

async function byWapiti(url: string, { cookie, origin, ids }: Known): Promise<{ findings: Finding[]; row: string }> {
  const starts = [...addressesOf({ ids }).map((path) => `/api${path}`), ...PAGES].map((path) => url + path);
  const { findings, cut } = await wapiti(folder, {
    ...{ url, starts, seconds: WAPITI_SECONDS, headers: [`Cookie: ${cookie}`, `Origin: ${origin}`] },
  });
  const whole = cut.length === 0 ? '' : `; ended by the clock: ${cut.join(', ')}`;
  return { findings, row: `${starts.length} addresses, ${MODULES.length} modules${whole}` };
}

const school = await School.open({ LOG_LEVEL: 'warn' });
const between = await Between.open(school.product.url);
try {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const { url, env } = school.product;
  const missed = await missedMistakes(folder, env['DATABASE_URL'] ?? '');
  for (const one of missed) say(`NOT FOUND in the weak server: ${one}`);
  say(`The tools ${missed.length === 0 ? 'find' : 'DO NOT find'} what is wrong with the weak server.`);

  const patterns = process.argv.slice(2);
  const ids = await somethingOfAll(school);
  const known: Known = { host: new URL(between.url).host, origin: url, cookie: school.teacher, ids };
  const targets = targetsOf(known).filter(
    ({ name }) => patterns.length === 0 || patterns.some((one) => name.includes(one)),
  );
  const statuses = await baselines(url, known, targets);
  const findings = await bySqlmap(targets);
  const wapitis = patterns.length === 0 || patterns.includes('wapiti') ? await byWapiti(between.url, known) : undefined;
  findings.push(...(wapitis?.findings ?? []));
  await writeFile(join(folder, 'api.log'), await school.product.log('api'));

  const tally = (name: string): Tally => between.tallies.get(name) ?? { requests: 0, answers: {} };
  say(tableOf({ targets, statuses, tally, findings, wapiti: wapitis?.row }));
  for (const one of findings) say(`${explanationOf(one) ?? 'NOT EXPLAINED'} <- ${one.tool} ${one.where}: ${one.what}`);
  const idle = patterns.length === 0 ? idleExplanations(findings) : [];
  for (const one of idle) say(`EXPLAINED, BUT NO LONGER FOUND: ${one}`);
  for (const one of between.failures) say(`THE SERVER FAILED: ${one}`);
  // Whoever was signed out on the way attacked nothing after it.
  await school.send('GET', '/me');
  const unexplained = findings.filter((one) => explanationOf(one) === undefined).length;
  say(`${findings.length} findings, ${unexplained} not explained; the server failed ${between.failures.length} times`);
  process.exitCode = unexplained + idle.length + missed.length + between.failures.length === 0 ? 0 : 1;
} finally {
  await between.close();
  await school.close();
}
