/**
 * `npm run test:attack [-- part of a route's name …]`: a school of its own on loopback, attacked by sqlmap in every
 * place of the contract that takes words, and by wapiti from every address that can be opened. Fails on what they find
 * and explained.ts does not explain. What they said is kept in .cache/attack.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { allRoutes } from '@lesblik/shared/routes';
import { School } from '../bench/support/school.ts';
import { explanationOf } from './explained.ts';
import { type Known, targetsOf } from './targets.ts';
import { type Finding, sqlmap, wapiti } from './tools.ts';

/** As many as the machine can take beside the server. */
const AT_ONCE = 2;
const WAPITI_SECONDS = 60;

const folder = join(import.meta.dirname, '../../.cache/attack');
const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Something of each kind, by the names that routes call it. */
async function somethingOfAll(school: School): Promise<Known['ids']> {
  const { organisationId, coachId } = school;
  const { id: ownerId } = await school.send<{ id: string }>('GET', '/me');
  const made = async (path: string, body: object): Promise<string> =>
    (await school.send<{ id: string }>('POST', path, body)).id;
  const recordingId = await school.create('les.mp4', 1_000);
  const day = new Date().toISOString().slice(0, 10);
  const trajectoryId = await made('/trajectories', {
    ...{ organisationId, title: 'Rust', coacheeId: ownerId, coachId, startsOn: day, endsOn: day },
  });
  const goalId = await made(`/trajectories/${trajectoryId}/goals`, { title: 'Wachten' });
  const classListId = await made('/class-lists', { organisationId, name: 'Groep 6' });
  return {
    organisationId,
    personId: coachId,
    ownerId,
    coachId,
    coacheeId: ownerId,
    recordingId,
    trajectoryId,
    goalId,
    classListId,
  };
}

async function bySqlmap(known: Known, patterns: readonly string[]): Promise<Finding[]> {
  const left = targetsOf(known).filter(
    ({ name }) => patterns.length === 0 || patterns.some((one) => name.includes(one)),
  );
  const found: Finding[] = [];
  const count = left.length;
  let [requests, done] = [0, 0];
  const line = async (): Promise<void> => {
    for (let target = left.shift(); target !== undefined; target = left.shift()) {
      const { findings, requests: sent } = await sqlmap(folder, target);
      found.push(...findings);
      requests += sent;
      done += 1;
      say(`sqlmap ${done}/${count} ${target.name}: ${target.places} places, ${findings.length} findings`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, line));
  return found;
}

/** Addresses that answer something, so that there is something to go on from; the rest of the web is one page of scripts. */
function startsOf(url: string, ids: Known['ids']): string[] {
  const open = allRoutes.filter(({ route }) => route.method === 'GET');
  const filled = open.map(({ route: { path } }) => path.replace(/:(\w+)/g, (all, name: string) => ids[name] ?? all));
  const pages = ['/', '/recordings/new', '/inloggen', '/api/docs', '/api/openapi.json'];
  return [...pages, ...filled.filter((path) => !path.includes(':')).map((path) => `/api${path}?limit=1&cursor=a`)].map(
    (path) => url + path,
  );
}

const school = await School.open({ LOG_LEVEL: 'warn' });
try {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const { url } = school.product;
  const ids = await somethingOfAll(school);
  const known: Known = { host: new URL(url).host, cookie: school.teacher, ids };
  const patterns = process.argv.slice(2);
  const findings = await bySqlmap(known, patterns);
  if (patterns.length === 0) {
    const { findings: more, crawled } = await wapiti(folder, {
      ...{ url, cookie: school.teacher, starts: startsOf(url, ids), seconds: WAPITI_SECONDS },
    });
    say(`wapiti: ${JSON.stringify(crawled)} pages, ${more.length} findings`);
    findings.push(...more);
  }
  const log = await school.product.log('api');
  await writeFile(join(folder, 'api.log'), log);
  const failures = log.split('\n').filter((text) => text.includes('request failed'));
  for (const one of findings) say(`${explanationOf(one) ?? 'NOT EXPLAINED'} <- ${one.tool} ${one.where}: ${one.what}`);
  for (const one of failures) say(`The server failed: ${one}`);
  const unexplained = findings.filter((one) => explanationOf(one) === undefined).length + failures.length;
  say(`${findings.length} findings, ${unexplained} not explained`);
  process.exitCode = unexplained === 0 ? 0 : 1;
} finally {
  await school.close();
}
